import boto3
from boto3.dynamodb.conditions import Key

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table("orders")


def generator(customer):
    params = {"KeyConditionExpression": Key("customer").eq(customer)}
    while True:
        answer = table.query(**params)
        yield from answer["Items"]
        last = answer.get("LastEvaluatedKey")
        if last is None:
            return
        params["ExclusiveStartKey"] = last


def whole_answer(customer):
    return table.query(KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer})


def one_page(customer, start):
    answer = table.query(KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer})
    return answer["Items"], answer.get("LastEvaluatedKey")


def fetch(customer, **more):
    answer = table.query(
        KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer}, **more
    )
    items = answer["Items"]
    return items, rest_of(answer)


def rest_of(answer):
    return answer.get("LastEvaluatedKey")


def first(customer):
    items = table.query(
        KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer}
    ).get("Items", [])
    return items[0] if items else None


def exists(customer):
    answer = table.query(KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer})
    if not answer["Items"]:
        raise KeyError(customer)


def one_item(customer, order):
    answer = table.query(
        KeyConditionExpression="customer = :c AND orderId = :o",
        ExpressionAttributeValues={":c": customer, ":o": order},
    )
    return [decode(item) for item in answer["Items"]]


def given_on(customer):
    answer = table.query(KeyConditionExpression="customer = :c", ExpressionAttributeValues={":c": customer})
    return collect(answer)
