"""Reads of which all items are wanted, and reads of which they are not."""
import json
import os

import boto3
from boto3.dynamodb.conditions import Attr, Key

table = boto3.resource("dynamodb").Table(os.environ["BERTHS"])
cache = __import__("cache").client()


def everything():
    return table.scan()["Items"]  # finding: unpaginated-read


def handler(event, context):
    items = table.scan()["Items"]  # finding: unpaginated-read
    return {"statusCode": 200, "body": json.dumps(items)}


def cleared():
    with table.batch_writer() as batch:
        # finding: unpaginated-read
        for item in table.scan(ProjectionExpression="berth")["Items"]:  # expect: projection whole
            batch.delete_item(Key=item)


def whole_answer():
    return table.scan()


def told():
    items = table.scan()["Items"]
    print(json.dumps(items))


def counted():
    return table.scan(Select="COUNT")["Count"]


def limited(many):
    return table.scan(Limit=many)["Items"]


def any_item():
    return next(iter(table.scan()["Items"]), None)


def is_known(email):
    found = table.query(
        IndexName="by-email",
        KeyConditionExpression=Key("email").eq(email),  # expect: key-condition builder
    )
    return len(found["Items"]) > 0


def all_pages():
    answer = table.scan()
    items = answer["Items"]
    while "LastEvaluatedKey" in answer:
        answer = table.scan(ExclusiveStartKey=answer["LastEvaluatedKey"])
        items.extend(answer["Items"])
    return items


def of_options(**options):
    return table.scan(**options)["Items"]


def other_store():
    return cache.scan()["Items"]


def narrowed(state, limit=None):
    params = {"FilterExpression": Attr("afloat").eq(True)}  # expect: filter builder
    if state:
        params["FilterExpression"] &= Attr("stage").eq(state)  # expect: filter builder
    if limit:
        params["Limit"] = limit
    return table.scan(**params)["Items"]
