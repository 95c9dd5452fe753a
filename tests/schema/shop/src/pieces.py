import boto3

client = boto3.client("dynamodb")


def with_pieces():
    return client.query(
        TableName="orders",
        KeyConditionExpression="customer = :c",
        FilterExpression="pieces = :p",
        ExpressionAttributeValues={":c": {"S": "c"}, ":p": {"S": "5"}},
    )
