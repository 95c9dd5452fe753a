import boto3
from boto3.dynamodb.conditions import Attr, Key

table = boto3.resource("dynamodb").Table("orders")


def ship(order_id, by):
    table.update_item(
        Key={"orderId": order_id},
        UpdateExpression="SET status = :shipped, parcels = parcels + :one",
        ExpressionAttributeValues={":shipped": "shipped", ":one": 1, ":by": by},
    )


def open_orders(customer):
    found = table.query(
        IndexName="byCustomer",
        KeyConditionExpression=Key("customer").eq(customer) & Key("orderId").contains("2026"),
        FilterExpression=Attr("closed").not_exists(),
    )
    return found["Items"]
