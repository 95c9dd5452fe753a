import boto3

table = boto3.resource("dynamodb").Table("orders")


def ship(order_id):
    table.update_item(
        Key={"id": order_id},
        UpdateExpression="SET status = :shipped",
        ExpressionAttributeValues={":shipped": "shipped", ":by": "post"},
    )
