from enum import Enum

import boto3

from . import key_names
from .key_names import BY_PK, PK, Fields
from .key_names import UPDATE_TIME as TOUCH

ddb = boto3.resource("dynamodb").Table("t")

V_OWNER = ":owner"
N_OWNER = "#owner"
COND = "attribute_not_exists(id)"


class Conditions(Enum):
    OPEN = "#s = :open"
    CLOSED = "#s = :closed"


class Store:
    # finding: undefined-value
    _FIND = "#t = :t and #d between :from and :to"

    def find(self, t, since, until):
        return ddb.query(
            KeyConditionExpression=self._FIND,  # expect: key-condition whole
            ExpressionAttributeNames={"#t": "type", "#d": "date"},
            ExpressionAttributeValues={":t": t, ":from": since, ":to": until},
        )

    def find_wrong(self, t, since):
        return ddb.query(
            KeyConditionExpression=Store._FIND,  # expect: key-condition whole
            ExpressionAttributeNames={"#t": "type", "#d": "date"},
            ExpressionAttributeValues={":t": t, ":from": since},
        )


def by_pk(value):
    return ddb.query(
        KeyConditionExpression=BY_PK,  # expect: key-condition whole
        ExpressionAttributeNames={"#pk": PK},
        ExpressionAttributeValues={":pk": value},
    )


def by_module(value):
    return ddb.query(
        KeyConditionExpression=key_names.BY_PK,  # expect: key-condition whole
        ExpressionAttributeNames={"#pk": key_names.PK},
        ExpressionAttributeValues={":pk": value},
    )


def touch(value, now):
    return ddb.update_item(
        Key={"pk": value},
        UpdateExpression=TOUCH,  # expect: update whole
        ConditionExpression=Fields.COND,  # expect: condition whole
        ExpressionAttributeValues={":updated_at": now},
    )


def keys_are_constants(owner):
    return ddb.scan(
        FilterExpression=f"{N_OWNER} = {V_OWNER}",  # expect: filter whole
        ExpressionAttributeNames={N_OWNER: "owner"},
        ExpressionAttributeValues={V_OWNER: owner},
    )


def hole_is_constant(value):
    return ddb.query(
        KeyConditionExpression=f"{PK} = :v",  # expect: key-condition whole
        ExpressionAttributeValues={":v": value},
    )


def enum_value(which):
    return ddb.scan(
        FilterExpression=Conditions.OPEN.value,  # expect: filter whole
        ExpressionAttributeNames={"#s": Fields.STATUS},
        ExpressionAttributeValues={":open": which},
    )


def local_names():
    expr = "a = :a"
    return ddb.scan(FilterExpression=expr, ExpressionAttributeValues={":a": 1})  # expect: filter whole


def same_local_name():
    expr = "b = :b"
    return ddb.scan(FilterExpression=expr, ExpressionAttributeValues={":b": 1})  # expect: filter whole


def shadowed(COND):
    return ddb.put_item(Item={"id": "1"}, ConditionExpression=COND)  # expect: condition none


def either(new):
    if new:
        cond = "attribute_not_exists(id)"
    else:
        cond = "attribute_exists(id)"
    return ddb.put_item(Item={"id": "1"}, ConditionExpression=cond)  # expect: condition whole


def conditional_values(flag):
    expr, vals = ("a = :a", {":a": 1}) if flag else ("b = :b", {":b": 2})
    return ddb.scan(FilterExpression=expr, ExpressionAttributeValues=vals)  # expect: filter none
