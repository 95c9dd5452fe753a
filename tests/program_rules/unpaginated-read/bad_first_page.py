import boto3

table = boto3.resource("dynamodb").Table("orders")


def scan_all(event, context):
    answer = table.scan(FilterExpression="paid = :no", ExpressionAttributeValues={":no": False})
    result = []
    for item in answer["Items"]:
        result.append(item)
    return result


def by_index(customer):
    params = {
        "IndexName": "byCustomer",
        "KeyConditionExpression": "customer = :c AND placedAt > :t",
        "ExpressionAttributeValues": {":c": customer, ":t": 5},
    }
    items = table.query(**params).get("Items", [])
    print(f"{len(items)} orders")
    return sorted(items, key=lambda item: item["placedAt"])
