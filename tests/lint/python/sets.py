"""Sets as boto3 takes them."""
import boto3

table = boto3.resource("dynamodb").Table("boats")


def tag(boat, tags):
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="ADD tags :new DELETE tags_before :old",  # expect: update whole
        ExpressionAttributeValues={":new": set(["fast", "red"]), ":old": set(tags)},
    )


def untag(boat):
    table.update_item(
        Key={"boat": boat},
        UpdateExpression="ADD tags :none",  # expect: update whole
        ExpressionAttributeValues={":none": set()},  # finding: empty-or-mixed-set
    )
