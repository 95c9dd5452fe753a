import boto3

table = boto3.resource("dynamodb").Table("orders")


def until_enough(customer, wanted):
    found, start = [], None
    while len(found) < wanted:
        more = {"ExclusiveStartKey": start} if start else {}
        page = table.query(
            KeyConditionExpression="customer = :c",
            FilterExpression="paid = :no",
            ExpressionAttributeValues={":c": customer, ":no": False},
            Limit=50,
            **more,
        )
        found += page["Items"]
        start = page.get("LastEvaluatedKey")
        if not start:
            break
    return found


def page_of(customer, size):
    answer = table.query(
        KeyConditionExpression="customer = :c",
        FilterExpression="paid = :no",
        ExpressionAttributeValues={":c": customer, ":no": False},
        Limit=10,
    )
    return {"items": answer["Items"], "next": answer.get("LastEvaluatedKey")}


def pinned(customer, order):
    answer = table.query(
        KeyConditionExpression="customer = :c AND orderId = :o",
        FilterExpression="paid = :no",
        ExpressionAttributeValues={":c": customer, ":o": order, ":no": False},
        Limit=1,
    )
    return answer["Items"]
