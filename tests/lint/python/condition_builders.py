import operator
from functools import reduce

import boto3
from boto3.dynamodb import conditions
from boto3.dynamodb.conditions import And, Attr, Key, Not, Or
from boto3.dynamodb.conditions import Key as K

table = boto3.resource("dynamodb").Table("events")


def every_operator(x):
    table.query(
        KeyConditionExpression=Key("pk").eq("a") & Key("sk").begins_with("2024-"),  # expect: key-condition builder
        FilterExpression=(  # expect: filter builder
            Attr("a").ne(1)
            & Attr("b").lt(2)
            & Attr("c").lte(3)
            & (Attr("d").gt(4) | Attr("e").gte(5))
            & Attr("f").between(1, 9)
            & Attr("g").is_in(["x", "y"])
            & Attr("h").exists()
            & ~Attr("i").not_exists()
            & Attr("j").contains("z")
            & Attr("k").size().gt(0)
            & Attr("l").attribute_type("S")
        ),
    )


def module_prefix(user):
    return table.query(
        KeyConditionExpression=conditions.Key("user").eq(user),  # expect: key-condition builder
        FilterExpression=conditions.Attr("type").eq("login"),  # expect: filter builder
    )


def qualified(user):
    return table.query(
        KeyConditionExpression=boto3.dynamodb.conditions.Key("user").eq(user),  # expect: key-condition builder
    )


def aliased(user):
    return table.query(KeyConditionExpression=K("user").eq(user))  # expect: key-condition builder


def functions(a, b):
    return table.scan(
        FilterExpression=And(Attr("a").eq(a), Or(Attr("b").eq(b), Not(Attr("c").exists()))),  # expect: filter builder
    )


def reduced(filters):
    expr = reduce(And, [Attr(name).eq(value) for name, value in filters.items()])
    return table.scan(FilterExpression=expr)  # expect: filter builder


def reduced_operator(filters):
    return table.scan(
        FilterExpression=reduce(operator.and_, (Attr(k).eq(v) for k, v in filters.items()))  # expect: filter builder
    )


def in_variable(pk, low, high, desc=True):
    condition = Key("pk").eq(pk)
    if low and high:
        condition = condition & Key("sk").between(low, high)
    elif low:
        condition = condition & Key("sk").gte(low)
    elif high:
        condition = condition & Key("sk").lte(high)
    return table.query(KeyConditionExpression=condition, ScanIndexForward=not desc)  # expect: key-condition builder


def ternary(pk, sk=None):
    return table.query(
        KeyConditionExpression=Key("pk").eq(pk) if sk is None else Key("pk").eq(pk) & Key("sk").eq(sk),  # expect: key-condition builder
    )


def begun_with_none(status, owner):
    fe = None
    if status:
        fe = Attr("status").eq(status)
    if owner:
        clause = Attr("owner").eq(owner)
        fe = fe & clause if fe else clause
    kwargs = {}
    if fe is not None:
        kwargs["FilterExpression"] = fe  # expect: filter builder
    return table.scan(**kwargs)


def key_by_name(name, value):
    return table.query(KeyConditionExpression=Key(name).eq(value))  # expect: key-condition builder


def from_helper(pk):
    return table.query(KeyConditionExpression=_condition(pk))  # expect: key-condition builder


def _condition(pk):
    return Key("pk").eq(pk) & Key("sk").begins_with("META")


def defect_range_of_partition(pk):
    return table.query(
        # expect: key-condition builder
        # finding: key-condition-partition
        KeyConditionExpression=Key("pk").begins_with(pk),
    )


def defect_three(pk):
    return table.query(
        # expect: key-condition builder
        # finding: key-condition-shape
        KeyConditionExpression=Key("pk").eq(pk) & Key("sk").gte("a") & Key("sk").lte("b"),
    )


def names_with_dots_and_reserved_words():
    return table.scan(
        FilterExpression=Attr("status").eq("x") & Attr("data.name").eq("y") & Attr("list[0].size").gt(1),  # expect: filter builder
        ProjectionExpression="id, #n",  # expect: projection whole
        ExpressionAttributeNames={"#n": "name"},
    )


def builder_and_own_values(pk, v):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET n = :n",  # expect: update whole
        ConditionExpression=Attr("n").not_exists() | Attr("n").lt(v),  # expect: condition builder
        ExpressionAttributeValues={":n": v},
    )
