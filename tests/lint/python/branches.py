"""Pieces of an expression on branches that exclude each other: never together in one request."""
import boto3
from boto3.dynamodb.conditions import Attr, Key

client = boto3.client("dynamodb")
table = boto3.resource("dynamodb").Table("doors")


def close_or_open(door, opened):
    update = "SET closed_by = :who"
    values = {":who": {"S": door.user}}
    if opened:
        update += ", opened_at = :at REMOVE guard, lease"
        values[":at"] = {"N": str(opened)}
    else:
        update += " REMOVE opened_at, guard, lease"
    client.update_item(
        TableName="doors",
        Key={"id": {"S": door.id}},
        UpdateExpression=update,  # expect: update whole
        ExpressionAttributeValues=values,
    )


def paint(door, colour=None, coats=None):
    parts = ["painted = :yes"]
    values = {":yes": True}
    if colour is not None:
        parts.append("colour = :colour")
        values[":colour"] = colour
    else:
        parts.append("colour = if_not_exists(colour, :white)")
        values[":white"] = "white"
    if coats:
        parts.append("coats = :coats")
        values[":coats"] = coats
    table.update_item(
        Key={"id": door},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update whole
        ExpressionAttributeValues=values,
    )


def move(door, parent):
    names = {"#p": "parent_id"}
    values = {":c": True}
    sets = ["cascades = :c"]
    if parent is not None:
        sets.append("#p = :p")
        values[":p"] = parent
    # Two decisions of the same question: nobody here can know that they never go together.
    update = "SET " + ", ".join(sets) + ("" if parent is not None else " REMOVE #p")
    table.update_item(
        Key={"id": door},
        UpdateExpression=update,  # expect: update whole
        ExpressionAttributeNames=names,
        ExpressionAttributeValues=values,
    )


def visits(door, before=None):
    condition = Key("pk").eq(door)
    if before:
        condition = condition & Key("sk").lt(before)
    else:
        condition = condition & Key("sk").begins_with("visit#")
    query = {"KeyConditionExpression": condition, "ScanIndexForward": False}  # expect: key-condition builder
    return table.query(**query)["LastEvaluatedKey"]


def twice(door, more):
    # One decision: whenever it is made, the request is refused.
    # finding: overlapping-paths
    update = "SET width = :w"
    if more:
        update += ", width = :w"
    table.update_item(
        Key={"id": door},
        UpdateExpression=update,  # expect: update whole
        ExpressionAttributeValues={":w": 1},
    )


def under(prefix):
    found = paginate(table.query, KeyConditionExpression=Key("pk").eq(prefix))  # expect: key-condition builder
    # What is sent is a parameter of another function: the builder tells of the service.
    found += paginate(table.scan, FilterExpression=Attr("pk").begins_with(prefix))  # expect: filter builder
    return found
