import boto3

table = boto3.resource("dynamodb").Table("orders")


def newest(customer):
    params = {
        "KeyConditionExpression": "customer = :c",
        "FilterExpression": "paid = :no",
        "ExpressionAttributeValues": {":c": customer, ":no": False},
        "Limit": 1,
    }
    return table.query(**params)["Items"][0]


def newest_ten(customer):
    answer = table.scan(
        FilterExpression="paid = :no", ExpressionAttributeValues={":no": False}, Limit=10
    )
    return [item["orderId"] for item in answer["Items"]]
