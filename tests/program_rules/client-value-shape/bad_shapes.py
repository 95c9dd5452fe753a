import boto3


class Orders:
    def __init__(self):
        self.client = boto3.client("dynamodb", region_name="eu-west-1")
        self.table = boto3.resource("dynamodb").Table("orders")

    def save(self):
        self.client.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": 5})
        self.table.update_item(Key={}, UpdateExpression="SET a = :a", ExpressionAttributeValues={":a": {"N": "5"}})
