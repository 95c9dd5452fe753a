"""Order service: keyword arguments on a table of the resource API."""
import os
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from botocore.exceptions import ClientError

dynamodb = boto3.resource("dynamodb")
table = dynamodb.Table(os.environ["ORDERS_TABLE"])


def lambda_handler(event, context):
    order_id = event["pathParameters"]["id"]
    table.update_item(
        Key={"order_id": order_id},
        UpdateExpression="SET amount = :t, updated_at = :u",  # expect: update whole
        ConditionExpression="attribute_exists(order_id)",  # expect: condition whole
        ExpressionAttributeValues={":t": Decimal("10"), ":u": event["now"]},
    )
    response = table.query(  # finding: unpaginated-read
        IndexName="by-customer",
        KeyConditionExpression=Key("customer").eq(event["customer"]) & Key("placed").gte(event["since"]),  # expect: key-condition builder
        FilterExpression=Attr("amount").gt(0),  # expect: filter builder
    )
    return response["Items"]


def rename(order_id, name):
    return table.update_item(
        Key={"order_id": order_id},
        # expect: update whole
        # finding: reserved-word
        UpdateExpression="SET name = :n",
        ExpressionAttributeValues={":n": name},
    )
