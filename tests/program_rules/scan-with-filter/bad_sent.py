import boto3

client = boto3.client("dynamodb")


def unpaid():
    pages = client.get_paginator("scan").paginate(
        TableName="orders",
        FilterExpression="paid = :no",
        ExpressionAttributeValues={":no": {"BOOL": False}},
    )
    return [order for page in pages for order in page["Items"]]
