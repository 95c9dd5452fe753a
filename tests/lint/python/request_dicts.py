"""Requests kept in dictionaries and changed before they are sent."""
from boto3.dynamodb.conditions import Attr, Key


def search(table, owner, *, kind=None, limit=None, start=None, attributes=None):
    query_params = {
        "KeyConditionExpression": "#owner = :owner",  # expect: key-condition whole
        "ExpressionAttributeNames": {"#owner": "owner"},
        "ExpressionAttributeValues": {":owner": owner},
    }
    if kind:
        query_params["FilterExpression"] = "#kind = :kind"  # expect: filter whole
        query_params["ExpressionAttributeNames"]["#kind"] = "kind"
        query_params["ExpressionAttributeValues"][":kind"] = kind
    if limit:
        query_params["Limit"] = limit
    if start:
        query_params["ExclusiveStartKey"] = start
    if attributes:
        query_params["ProjectionExpression"] = ",".join(attributes)  # expect: projection none
    return table.query(**query_params)


def scan_all(table, **scan_kwargs):
    done = False
    start_key = None
    scan_kwargs["FilterExpression"] = Key("year").between(1950, 1959)  # expect: filter builder
    scan_kwargs["ProjectionExpression"] = "#yr, title, info.rating"  # expect: projection whole
    scan_kwargs["ExpressionAttributeNames"] = {"#yr": "year"}
    while not done:
        if start_key:
            scan_kwargs["ExclusiveStartKey"] = start_key
        response = table.scan(**scan_kwargs)
        start_key = response.get("LastEvaluatedKey", None)
        done = start_key is None


def updated(table, key, strict):
    request = dict(
        Key=key,
        UpdateExpression="SET a = :a",  # expect: update whole
        ExpressionAttributeValues={":a": 1},
    )
    if strict:
        request.update(
            ConditionExpression="attribute_exists(a) AND a < :limit",  # expect: condition whole
            ExpressionAttributeValues={":a": 1, ":limit": 100},
        )
    table.update_item(**request)


def updated_with_dict(table, key, strict):
    request = {"Key": key, "UpdateExpression": "REMOVE a"}  # expect: update whole
    if strict:
        request.update({"ConditionExpression": "b = :b", "ExpressionAttributeValues": {":b": 2}})  # expect: condition whole
    table.update_item(**request)


def two_calls(table, pk):
    """One dictionary sent twice, changed between."""
    params = {
        "KeyConditionExpression": "pk = :pk",  # expect: key-condition whole
        "ExpressionAttributeValues": {":pk": pk},
    }
    first = table.query(**params)
    params["ExpressionAttributeValues"][":min"] = 3
    params["FilterExpression"] = "score > :min"  # expect: filter whole
    second = table.query(**params)
    return first, second


def merged(table, base, pk):
    return table.query(
        **base,
        KeyConditionExpression="pk = :pk",  # expect: key-condition whole
        ExpressionAttributeValues={**base.get("values", {}), ":pk": pk},
    )


def merged_or(table, pk, extra=None):
    values = {":pk": pk} | (extra or {})
    return table.query(
        KeyConditionExpression="pk = :pk AND sk > :sk",  # expect: key-condition whole
        ExpressionAttributeValues=values,
    )


def optional_everything(table, key, condition=None, names=None, values=None):
    kwargs = {"Key": key}
    if condition:
        kwargs["ConditionExpression"] = condition  # expect: condition none
    if names is not None:
        kwargs["ExpressionAttributeNames"] = names
    if values is not None:
        kwargs["ExpressionAttributeValues"] = values
    return table.delete_item(**kwargs)


def inline_conditional(table, pk, status=None):
    return table.query(
        KeyConditionExpression=Key("pk").eq(pk),  # expect: key-condition builder
        **({"FilterExpression": Attr("status").eq(status)} if status else {}),  # expect: filter builder
    )


def none_when_absent(table, pk, status):
    args = {
        "KeyConditionExpression": Key("pk").eq(pk),  # expect: key-condition builder
        "ScanIndexForward": False,
    }
    filters = []
    if status:
        filters.append(Attr("status").eq(status))
    filters.append(Attr("deleted").not_exists())
    expr = filters[0]
    for f in filters[1:]:
        expr = expr & f
    args["FilterExpression"] = expr  # expect: filter builder
    return table.query(**args)
