import os
import uuid

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

client = boto3.client("dynamodb")
TABLE_NAME = os.getenv("TABLE_NAME", "sessions")
serializer = TypeSerializer()
deserializer = TypeDeserializer()


def get_session(session_id):
    return client.get_item(
        TableName=TABLE_NAME,
        Key={"id": {"S": session_id}},
        ProjectionExpression="id, #data.#user, expires[0]",  # expect: projection whole
        ExpressionAttributeNames={"#data": "data", "#user": "user"},
        ConsistentRead=True,
    )


def all_sessions(user):
    paginator = client.get_paginator("query")
    pages = paginator.paginate(
        TableName=TABLE_NAME,
        IndexName="user-index",
        KeyConditionExpression="#u = :u",  # expect: key-condition whole
        ExpressionAttributeNames={"#u": "user"},
        ExpressionAttributeValues={":u": {"S": user}},
        PaginationConfig={"PageSize": 50},
    )
    for page in pages:
        for item in page["Items"]:
            yield {k: deserializer.deserialize(v) for k, v in item.items()}


def expired(now):
    for page in client.get_paginator("scan").paginate(
        TableName=TABLE_NAME,
        FilterExpression="expires_at < :now AND attribute_exists(user_id)",  # expect: filter whole
        ExpressionAttributeValues={":now": {"N": str(now)}},
    ):
        yield from page["Items"]


def lock(name, owner, ttl):
    client.put_item(
        TableName=TABLE_NAME,
        Item={"id": {"S": name}, "owner_id": {"S": owner}, "until": {"N": str(ttl)}},
        ConditionExpression="attribute_not_exists(id) OR #until < :now OR owner_id = :owner",  # expect: condition whole
        ExpressionAttributeNames={"#until": "until"},
        ExpressionAttributeValues={
            ":now": {"N": "0"},
            ":owner": {"S": owner},
        },
    )


def extend(session_id, seconds):
    client.update_item(
        TableName=TABLE_NAME,
        Key={"id": {"S": session_id}},
        UpdateExpression="SET expires_at = if_not_exists(expires_at, :zero) + :seconds",  # expect: update whole
        ExpressionAttributeValues={
            ":zero": {"N": "0"},
            # finding: number-not-text
            ":seconds": {"N": 3600},
        },
    )


def serialize_values(session_id, attributes):
    client.update_item(
        TableName=TABLE_NAME,
        Key={"id": serializer.serialize(session_id)},
        UpdateExpression="SET attributes = :a, rev = :rev",  # expect: update whole
        ExpressionAttributeValues={
            ":a": serializer.serialize(attributes),
            ":rev": serializer.serialize(str(uuid.uuid4())),
        },
    )


def move_money(src, dst, cents):
    client.transact_write_items(
        TransactItems=[
            {
                "Update": {
                    "TableName": TABLE_NAME,
                    "Key": {"id": {"S": src}},
                    "UpdateExpression": "SET balance = balance - :c",  # expect: update whole
                    "ConditionExpression": "balance >= :c",  # expect: condition whole
                    "ExpressionAttributeValues": {":c": {"N": str(cents)}},
                }
            },
            {
                "Update": {
                    "TableName": TABLE_NAME,
                    "Key": {"id": {"S": dst}},
                    "UpdateExpression": "ADD balance :c",  # expect: update whole
                    "ExpressionAttributeValues": {":c": {"N": str(cents)}},
                }
            },
            {
                "ConditionCheck": {
                    "TableName": TABLE_NAME,
                    "Key": {"id": {"S": "frozen"}},
                    "ConditionExpression": "attribute_not_exists(id)",  # expect: condition whole
                }
            },
            {
                "Put": {
                    "TableName": TABLE_NAME,
                    "Item": {"id": {"S": str(uuid.uuid4())}},
                    "ConditionExpression": "attribute_not_exists(id)",  # expect: condition whole
                }
            },
            {"Delete": {"TableName": TABLE_NAME, "Key": {"id": {"S": "tmp"}}}},
        ]
    )


def batch(ids):
    return client.batch_get_item(
        RequestItems={
            TABLE_NAME: {
                "Keys": [{"id": {"S": i}} for i in ids],
                "ProjectionExpression": "id, expires_at",  # expect: projection whole
            }
        }
    )


def parallel_scan(segment, segments):
    response = client.scan(  # finding: unpaginated-read
        TableName=TABLE_NAME,
        Segment=segment,
        TotalSegments=segments,
        ProjectionExpression="id",  # expect: projection whole
    )
    return response["Items"]
