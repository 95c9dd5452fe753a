import boto3

orders = boto3.resource("dynamodb").Table("orders")
athena = boto3.client("athena")

def run(name):
    athena.query(FilterExpression="a == b")
    return boto3.client("athena").query(FilterExpression="a == b")
