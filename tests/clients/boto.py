"""A library that lends instruments, kept with boto3: its resource, its client, and what comes with both."""

import datetime
from decimal import Decimal

import boto3
from boto3.dynamodb.conditions import Attr, Key
from boto3.dynamodb.types import Binary
from botocore.exceptions import ClientError

dynamodb = boto3.resource("dynamodb")
client = boto3.client("dynamodb")


def refused(code, call, *args, **kwargs):
    """The error of a call that has to be refused with this code."""
    try:
        call(*args, **kwargs)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 400, error
        assert len(error.response["ResponseMetadata"]["RequestId"]) == 52
        return error
    raise AssertionError(f"{code} was expected, and nothing came")


def create():
    table = dynamodb.create_table(
        TableName="instruments",
        KeySchema=[
            {"AttributeName": "shelf", "KeyType": "HASH"},
            {"AttributeName": "slot", "KeyType": "RANGE"},
        ],
        AttributeDefinitions=[
            {"AttributeName": "shelf", "AttributeType": "S"},
            {"AttributeName": "slot", "AttributeType": "N"},
            {"AttributeName": "borrower", "AttributeType": "S"},
            {"AttributeName": "since", "AttributeType": "S"},
        ],
        GlobalSecondaryIndexes=[
            {
                "IndexName": "by-borrower",
                "KeySchema": [
                    {"AttributeName": "borrower", "KeyType": "HASH"},
                    {"AttributeName": "since", "KeyType": "RANGE"},
                ],
                "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["maker"]},
            }
        ],
        BillingMode="PAY_PER_REQUEST",
    )
    table.wait_until_exists()
    table.reload()
    assert table.table_status == "ACTIVE"
    assert table.item_count == 0
    assert isinstance(table.creation_date_time, datetime.datetime)
    assert [table.name for table in dynamodb.tables.all()] == ["instruments"]
    refused("ResourceInUseException", client.create_table,
            TableName="instruments", BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "shelf", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "shelf", "AttributeType": "S"}])
    return table


def items_of_all_types(table):
    cello = {
        "shelf": "strings",
        "slot": 1,
        "maker": "Ann",
        "weight": Decimal("3.25"),
        "exact": Decimal("12345678901234567890123456789012345678"),
        "label": Binary(b"\x00\xff"),
        "lent": False,
        "damage": None,
        "case": {"colour": "black", "wheels": [1, Decimal("2.5"), {"spare": True}]},
        "tags": {"wood", "old"},
        "sizes": {Decimal(1), Decimal("0.5")},
        "keys": {Binary(b"a"), Binary(b"b")},
        "history": [],
        "notes": "",
    }
    table.put_item(Item=cello)
    got = table.get_item(Key={"shelf": "strings", "slot": 1}, ConsistentRead=True)
    assert got["Item"] == cello, got["Item"]
    assert "Item" not in table.get_item(Key={"shelf": "strings", "slot": 2})
    some = table.get_item(
        Key={"shelf": "strings", "slot": 1},
        ProjectionExpression="#case.wheels[1], maker",
        ExpressionAttributeNames={"#case": "case"},
        ReturnConsumedCapacity="TOTAL",
    )
    assert some["Item"] == {"case": {"wheels": [Decimal("2.5")]}, "maker": "Ann"}
    assert some["ConsumedCapacity"] == {"TableName": "instruments", "CapacityUnits": 0.5}


def conditional_writes(table):
    key = {"shelf": "strings", "slot": 1}
    lent = table.update_item(
        Key=key,
        UpdateExpression="SET borrower = :who, since = :day, lendings = if_not_exists(lendings, :zero) + :one REMOVE damage",
        ConditionExpression="attribute_exists(shelf) AND attribute_not_exists(borrower)",
        ExpressionAttributeValues={":who": "Bo", ":day": "2026-01-05", ":zero": 0, ":one": 1},
        ReturnValues="UPDATED_NEW",
    )
    assert lent["Attributes"] == {"borrower": "Bo", "since": "2026-01-05", "lendings": 1}
    error = refused(
        "ConditionalCheckFailedException",
        table.update_item,
        Key=key,
        UpdateExpression="SET borrower = :who",
        ConditionExpression=Attr("borrower").not_exists() | Attr("borrower").eq("Cy"),
        ExpressionAttributeValues={":who": "Cy"},
        ReturnValuesOnConditionCheckFailure="ALL_OLD",
    )
    assert error.response["Error"]["Message"] == "The conditional request failed"
    assert error.response["Item"]["borrower"] == {"S": "Bo"}
    # The client has a class for it, and a user catches that.
    try:
        client.put_item(
            TableName="instruments",
            Item={"shelf": {"S": "strings"}, "slot": {"N": "1"}},
            ConditionExpression="attribute_not_exists(shelf)",
        )
        raise AssertionError("it was there")
    except client.exceptions.ConditionalCheckFailedException:
        pass
    old = table.update_item(
        Key=key,
        UpdateExpression="ADD tags :more DELETE sizes :gone SET history = list_append(history, :note)",
        ExpressionAttributeValues={":more": {"loud"}, ":gone": {1}, ":note": ["lent"]},
        ReturnValues="ALL_OLD",
    )
    assert old["Attributes"]["tags"] == {"wood", "old"}
    now = table.get_item(Key=key)["Item"]
    assert (now["tags"], now["sizes"], now["history"]) == ({"wood", "old", "loud"}, {Decimal("0.5")}, ["lent"])
    refused("ConditionalCheckFailedException", table.delete_item, Key=key, ConditionExpression=Attr("lent").eq(True))
    gone = table.delete_item(Key=key, ReturnValues="ALL_OLD")
    assert gone["Attributes"]["maker"] == "Ann"
    assert "Attributes" not in table.delete_item(Key=key, ReturnValues="ALL_OLD")


def many(table):
    with table.batch_writer(overwrite_by_pkeys=["shelf", "slot"]) as batch:
        for slot in range(130):
            item = {"shelf": "brass" if slot % 2 else "wind", "slot": slot, "maker": f"m{slot % 3}"}
            if slot % 10 == 0:
                item |= {"borrower": "Di", "since": f"2026-02-{slot // 10 + 1:02}"}
            batch.put_item(Item=item)
        batch.put_item(Item={"shelf": "wind", "slot": 128, "maker": "twice"})
        batch.delete_item(Key={"shelf": "wind", "slot": 0})
    assert table.scan(Select="COUNT")["Count"] == 129

    found = table.query(
        KeyConditionExpression=Key("shelf").eq("wind") & Key("slot").between(10, 40),
        FilterExpression=Attr("maker").is_in(["m0", "m1"]) & ~Attr("borrower").exists(),
        ScanIndexForward=False,
    )
    assert [int(item["slot"]) for item in found["Items"]] == [36, 34, 28, 24, 22, 18, 16, 12], found
    assert (found["Count"], found["ScannedCount"]) == (8, 16)

    lent = table.query(IndexName="by-borrower", KeyConditionExpression=Key("borrower").eq("Di") & Key("since").begins_with("2026-02"))
    assert [int(item["slot"]) for item in lent["Items"]] == list(range(10, 130, 10))
    assert set(lent["Items"][0]) == {"shelf", "slot", "borrower", "since", "maker"}

    # Page by page, by hand as the guides show it.
    seen, start = [], {}
    while True:
        page = table.scan(Limit=50, **start)
        seen += page["Items"]
        if "LastEvaluatedKey" not in page:
            break
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
    assert len(seen) == 129 and len({(item["shelf"], item["slot"]) for item in seen}) == 129

    # And by paginators.
    pages = client.get_paginator("query").paginate(
        TableName="instruments",
        KeyConditionExpression="shelf = :f",
        ExpressionAttributeValues={":f": {"S": "brass"}},
        PaginationConfig={"PageSize": 20},
    )
    counts = [page["Count"] for page in pages]
    assert sum(counts) == 65 and max(counts) == 20, counts
    pages = client.get_paginator("scan").paginate(TableName="instruments", PaginationConfig={"MaxItems": 30, "PageSize": 7})
    assert sum(len(page["Items"]) for page in pages) == 30
    parts = [table.scan(Segment=segment, TotalSegments=4)["Count"] for segment in range(4)]
    assert sum(parts) == 129, parts


def batches():
    keys = [{"shelf": {"S": "brass"}, "slot": {"N": str(slot)}} for slot in range(1, 120, 2)]
    answer = client.batch_get_item(RequestItems={"instruments": {"Keys": keys, "ProjectionExpression": "maker"}})
    assert len(answer["Responses"]["instruments"]) == 60 and answer["UnprocessedKeys"] == {}
    written = client.batch_write_item(
        RequestItems={
            "instruments": [
                {"PutRequest": {"Item": {"shelf": {"S": "keys"}, "slot": {"N": "1"}}}},
                {"DeleteRequest": {"Key": {"shelf": {"S": "brass"}, "slot": {"N": "1"}}}},
            ]
        },
        ReturnConsumedCapacity="TOTAL",
    )
    assert written["UnprocessedItems"] == {}
    assert written["ConsumedCapacity"][0]["TableName"] == "instruments"
    resource = dynamodb.batch_get_item(RequestItems={"instruments": {"Keys": [{"shelf": "keys", "slot": 1}]}})
    assert resource["Responses"]["instruments"] == [{"shelf": "keys", "slot": 1}]
    same = {"PutRequest": {"Item": {"shelf": {"S": "keys"}, "slot": {"N": "1"}}}}
    refused("ValidationException", client.batch_write_item, RequestItems={"instruments": [same, same]})


def transactions():
    def lend(slot, who):
        return {
            "Update": {
                "TableName": "instruments",
                "Key": {"shelf": {"S": "brass"}, "slot": {"N": str(slot)}},
                "UpdateExpression": "SET holder = :who",
                "ConditionExpression": "attribute_exists(shelf) AND attribute_not_exists(holder)",
                "ExpressionAttributeValues": {":who": {"S": who}},
                "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
            }
        }

    client.transact_write_items(TransactItems=[lend(3, "Ed"), lend(5, "Ed")], ClientRequestToken="lend-3-and-5")
    # The same again is the same, and no second time.
    client.transact_write_items(TransactItems=[lend(3, "Ed"), lend(5, "Ed")], ClientRequestToken="lend-3-and-5")
    refused("IdempotentParameterMismatchException", client.transact_write_items,
            TransactItems=[lend(7, "Ed")], ClientRequestToken="lend-3-and-5")
    try:
        client.transact_write_items(TransactItems=[lend(7, "Flo"), lend(5, "Flo")])
        raise AssertionError("one was lent")
    except client.exceptions.TransactionCanceledException as error:
        reasons = error.response["CancellationReasons"]
        assert [reason["Code"] for reason in reasons] == ["None", "ConditionalCheckFailed"], reasons
        assert reasons[1]["Item"]["holder"] == {"S": "Ed"}
    got = client.transact_get_items(
        TransactItems=[
            {"Get": {"TableName": "instruments", "Key": {"shelf": {"S": "brass"}, "slot": {"N": slot}}, "ProjectionExpression": "holder"}}
            for slot in ["3", "7", "999"]
        ]
    )
    assert got["Responses"] == [{"Item": {"holder": {"S": "Ed"}}}, {}, {}], got["Responses"]


def what_is_wrong(table):
    error = refused("ValidationException", table.scan, FilterExpression="status = :s", ExpressionAttributeValues={":s": "x"})
    assert error.response["Error"]["Message"] == (
        "Invalid FilterExpression: Attribute name is a reserved keyword; reserved keyword: status"
    )
    refused("ValidationException", table.put_item, Item={"shelf": "strings"})
    refused("ValidationException", table.query, KeyConditionExpression=Key("slot").eq(1))
    refused("ResourceNotFoundException", dynamodb.Table("pianos").get_item, Key={"shelf": "a", "slot": 1})
    refused("ResourceNotFoundException", client.describe_table, TableName="pianos")


def changes_of_the_table(table):
    client.update_table(
        TableName="instruments",
        AttributeDefinitions=[{"AttributeName": "maker", "AttributeType": "S"}],
        GlobalSecondaryIndexUpdates=[
            {"Create": {"IndexName": "by-maker", "KeySchema": [{"AttributeName": "maker", "KeyType": "HASH"}],
                        "Projection": {"ProjectionType": "KEYS_ONLY"}}}
        ],
    )
    client.get_waiter("table_exists").wait(TableName="instruments")
    assert table.query(IndexName="by-maker", KeyConditionExpression=Key("maker").eq("twice"))["Count"] == 1
    client.update_table(TableName="instruments", GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "by-maker"}}])
    refused("ValidationException", table.query, IndexName="by-maker", KeyConditionExpression=Key("maker").eq("twice"))
    client.update_time_to_live(TableName="instruments", TimeToLiveSpecification={"Enabled": True, "AttributeName": "until"})
    told = client.describe_time_to_live(TableName="instruments")["TimeToLiveDescription"]
    assert told == {"TimeToLiveStatus": "ENABLED", "AttributeName": "until"}
    table.delete()
    table.wait_until_not_exists()
    assert client.list_tables()["TableNames"] == []


instruments = create()
items_of_all_types(instruments)
conditional_writes(instruments)
many(instruments)
batches()
transactions()
what_is_wrong(instruments)
changes_of_the_table(instruments)
