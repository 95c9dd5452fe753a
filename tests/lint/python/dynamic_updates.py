import json
import time
from typing import Any, Mapping

import boto3

TABLE = boto3.resource("dynamodb", region_name="eu-west-1").Table("products")
ALLOWED = ("title", "price", "stock")


def update_growing(product_id, body):
    expression = "SET "
    values = {}
    names = {}
    if "title" in body:
        expression += "#title = :title, "
        names["#title"] = "title"
        values[":title"] = body["title"]
    if "price" in body:
        expression += "price = :price, "
        values[":price"] = body["price"]
    expression += "updated_at = :updated_at"
    values[":updated_at"] = int(time.time())
    params = dict(
        Key={"id": product_id},
        UpdateExpression=expression,  # expect: update whole
        ExpressionAttributeValues=values,
    )
    if names:
        params["ExpressionAttributeNames"] = names
    return TABLE.update_item(**params)


def update_loop(product_id: str, changes: Mapping[str, Any]):
    update_expression = "SET "
    expression_values = {}
    expression_names = {}
    for key, value in changes.items():
        update_expression += f"#{key} = :{key}, "
        expression_names[f"#{key}"] = key
        expression_values[f":{key}"] = value
    update_expression = update_expression.rstrip(", ")
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression=update_expression,  # expect: update partial
        ExpressionAttributeNames=expression_names,
        ExpressionAttributeValues=expression_values,
    )


def update_join(product_id, changes):
    parts = []
    attr_values = {}
    for i, (k, v) in enumerate(changes.items()):
        parts.append(f"#k{i} = :v{i}")
        attr_values[f":v{i}"] = v
    return TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="SET " + ", ".join(parts),  # expect: update partial
        ExpressionAttributeValues=attr_values,
        ExpressionAttributeNames={f"#k{i}": k for i, k in enumerate(changes)},
        ReturnValues="UPDATED_NEW",
    )


def update_comprehension(product_id, attributes):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="set " + ", ".join(f"#{name} = :{name}" for name in attributes),  # expect: update partial
        ExpressionAttributeNames={"#" + name: name for name in attributes},
        ExpressionAttributeValues={":" + name: value for name, value in attributes.items()},
    )


def update_inline_join(product_id, **fields):
    names = {f"#f{n}": f for n, f in enumerate(fields)}
    return TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression=f"SET {', '.join(f'{n} = :{n[1:]}' for n in names)}",  # expect: update partial
        ExpressionAttributeNames=names,
        ExpressionAttributeValues={f":f{n}": v for n, v in enumerate(fields.values())},
    )


def set_and_remove(product_id, to_set, to_remove):
    clauses = []
    if to_set:
        clauses.append("SET " + ", ".join([f"#s_{k} = :s_{k}" for k in to_set]))
    if to_remove:
        clauses.append("REMOVE " + ", ".join([f"#r_{k}" for k in to_remove]))
    expr = " ".join(clauses)
    return TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression=expr,  # expect: update partial
        ExpressionAttributeNames={**{f"#s_{k}": k for k in to_set}, **{f"#r_{k}": k for k in to_remove}},
        ExpressionAttributeValues={f":s_{k}": v for k, v in to_set.items()},
    )


def one_attribute(product_id, attribute, value):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression=f"SET #{attribute} = :value",  # expect: update partial
        ExpressionAttributeNames={f"#{attribute}": attribute},
        ExpressionAttributeValues={":value": value},
    )


def counter(product_id, field):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="ADD {} :inc".format(field),  # expect: update partial
        ExpressionAttributeValues={":inc": 1},
    )


def percent(product_id, field):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="SET #f = if_not_exists(#f, :zero) + :%s" % "step",  # expect: update whole
        ExpressionAttributeNames={"#f": field},
        ExpressionAttributeValues={":zero": 0, ":step": 1},
    )


def append_to_list(product_id, note):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="SET notes = list_append(if_not_exists(notes, :empty), :note)",  # expect: update whole
        ExpressionAttributeValues={":empty": [], ":note": [note]},
    )


def tags(product_id, tag):
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression="DELETE tags :tag",  # expect: update whole
        ExpressionAttributeValues={":tag": {tag}},
    )


def build_update(fields):
    """Gives the expression and both maps."""
    exp = ["set "]
    names, values = dict(), dict()
    for key, val in fields.items():
        exp.append(f" #{key} = :{key},")
        names[f"#{key}"] = key
        values[f":{key}"] = val
    return "".join(exp)[:-1], names, values


def save(product_id, body):
    e, n, v = build_update(json.loads(body))
    TABLE.update_item(
        Key={"id": product_id},
        UpdateExpression=e,  # expect: update partial
        ExpressionAttributeNames=n,
        ExpressionAttributeValues=dict(v),
    )
