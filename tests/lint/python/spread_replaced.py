import boto3

table = boto3.resource("dynamodb").Table("orders")

BASE = {
    "Key": {"id": "o1"},
    "UpdateExpression": "SET owner = :owner",
    "ExpressionAttributeNames": {"#state": "state", "#owner": "owner"},
    "ExpressionAttributeValues": {":state": "paid"},
}


def pay():
    request = {
        **BASE,
        "UpdateExpression": "SET #state = :state",  # expect: update whole
        "ExpressionAttributeNames": {"#state": "state"},
    }
    table.update_item(**request)
