import boto3

resource = boto3.resource("dynamodb")
client = boto3.client("dynamodb")
table = resource.Table("orders")

table.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": {"street": "x"}})
client.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": {"S": "x"}})
client.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues=serialize({":a": "x"}))
resource.meta.client.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": "x"})


def save(table, value):
    table.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": {"S": "x"}})
