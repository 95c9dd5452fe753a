import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["ORDERS_TABLE"])


def of_customer(number):
    return TABLE.query(
        KeyConditionExpression="#n = :number",
        ExpressionAttributeNames={"#n": "number"},
        ExpressionAttributeValues={":number": 5},
    )


def count():
    TABLE.update_item(
        Key={"customer": "c", "number": 1},
        UpdateExpression="SET pieces = :pieces",
        ExpressionAttributeValues={":pieces": 5},
    )
