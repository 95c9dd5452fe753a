"""Correct programs of which only a part is known: nothing may be said."""
import boto3

table = boto3.resource("dynamodb").Table("t")


def names_from_function(pk):
    return table.query(
        KeyConditionExpression="#pk = :pk",  # expect: key-condition whole
        ExpressionAttributeNames=names_for("pk"),
        ExpressionAttributeValues=values_for(pk),
    )


def names_for(*fields):
    return {f"#{field}": field for field in fields}


def values_for(pk):
    return {":pk": pk}


def values_updated(pk, extra):
    values = {":pk": pk}
    values.update(extra)
    return table.query(
        KeyConditionExpression="pk = :pk and sk > :sk",  # expect: key-condition whole
        ExpressionAttributeValues=values,
    )


def values_passed(pk):
    values = {":pk": pk}
    add_more(values)
    return table.query(
        KeyConditionExpression="pk = :pk and sk > :sk",  # expect: key-condition whole
        ExpressionAttributeValues=values,
    )


def add_more(values):
    values[":sk"] = 1


def values_in_loop(pk, kinds):
    values = {":pk": pk}
    placeholders = []
    for i, kind in enumerate(kinds):
        placeholder = f":kind{i}"
        values[placeholder] = kind
        placeholders.append(placeholder)
    return table.query(
        KeyConditionExpression="pk = :pk",  # expect: key-condition whole
        FilterExpression=f"kind IN ({', '.join(placeholders)})",  # expect: filter partial
        ExpressionAttributeValues=values,
    )


def setdefault(pk, **kwargs):
    kwargs.setdefault("ExpressionAttributeValues", {})[":pk"] = pk
    kwargs.setdefault("ExpressionAttributeNames", {})["#pk"] = "pk"
    return table.query(KeyConditionExpression="#pk = :pk", **kwargs)  # expect: key-condition whole


def del_entry(pk, strict):
    params = {
        "Key": {"pk": pk},
        "UpdateExpression": "SET a = :a",  # expect: update whole
        "ConditionExpression": "b = :b",  # expect: condition whole
        "ExpressionAttributeValues": {":a": 1, ":b": 2},
    }
    if not strict:
        del params["ConditionExpression"]
        params["ExpressionAttributeValues"].pop(":b")
    return table.update_item(**params)


def reused(pk):
    common = {"ExpressionAttributeNames": {"#s": "status"}, "ExpressionAttributeValues": {":s": "x"}}
    table.update_item(Key={"pk": pk}, UpdateExpression="SET #s = :s", **common)  # expect: update whole
    return table.scan(FilterExpression="#s = :s", **common)  # expect: filter whole


def values_by_branch(pk, deep):
    if deep:
        expression = "SET a = :a, b = :b"
        values = {":a": 1, ":b": 2}
    else:
        expression = "SET a = :a"
        values = {":a": 1}
    table.update_item(Key={"pk": pk}, UpdateExpression=expression, ExpressionAttributeValues=values)  # expect: update whole


def early_return(pk, kind=None):
    expression = "pk = :pk"
    values = {":pk": pk}
    if kind is None:
        return table.query(KeyConditionExpression=expression, ExpressionAttributeValues=values)  # expect: key-condition whole
    expression += " AND kind = :kind"
    values[":kind"] = kind
    return table.query(KeyConditionExpression=expression, ExpressionAttributeValues=values)  # expect: key-condition whole


def loops_over_requests(pk):
    for expression, values in (("SET a = :a", {":a": 1}), ("SET b = :b", {":b": 2})):
        table.update_item(Key={"pk": pk}, UpdateExpression=expression, ExpressionAttributeValues=values)  # expect: update none


def key_is_dynamic(pk, **key):
    return table.update_item(
        Key={"pk": pk, **key},
        UpdateExpression="SET gsi1pk = :g REMOVE gsi1sk",  # expect: update whole
        ExpressionAttributeValues={":g": pk},
    )


def nested(pk):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="SET a.b = :v, a.c = :v, l[0] = :v, l[1] = :v",  # expect: update whole
        ConditionExpression="attribute_exists(a) and size(l) > :n and (a.b = :v or (a.c < :v and not a.d = :v))",  # expect: condition whole
        ExpressionAttributeValues={":v": 1, ":n": 2},
    )


def functions_of_values(pk, ids):
    return table.update_item(
        Key={"pk": pk},
        UpdateExpression="ADD ids :ids SET tags = list_append(:tags, if_not_exists(tags, :none)), n = :n - m",  # expect: update whole
        ConditionExpression="attribute_exists(pk)",  # expect: condition whole
        ExpressionAttributeValues={":ids": set(ids), ":tags": list(ids), ":none": [], ":n": len(ids)},
    )


def attribute_type(pk):
    return table.scan(
        FilterExpression="attribute_type(a, :t) AND contains(b, :x) AND c IN (:x, :y) AND d BETWEEN :lo AND :hi",  # expect: filter whole
        ExpressionAttributeValues={":t": "S", ":x": "x", ":y": "y", ":lo": 1, ":hi": 9},
    )


def whole_text_from_environment(pk):
    import os

    return table.scan(FilterExpression=os.environ["FILTER"])  # expect: filter none


def maybe_none(pk, projection=None):
    kwargs = dict(KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": pk})  # expect: key-condition whole
    kwargs.update({"ProjectionExpression": "a, b"} if projection else {})  # expect: projection whole
    return table.query(**kwargs)


def unused_arguments(pk, names):
    return table.query(
        KeyConditionExpression="pk = :pk",  # expect: key-condition whole
        ExpressionAttributeValues={":pk": pk},
        **({"ExpressionAttributeNames": names} if names else {}),
    )


def typed(client, pk):
    return client.query(
        TableName="t",
        KeyConditionExpression="pk = :pk AND #when > :when",  # expect: key-condition whole
        ExpressionAttributeNames={"#when": "when"},
        ExpressionAttributeValues={":pk": {"S": pk}, ":when": {"N": "%d" % 5}},
        Select="SPECIFIC_ATTRIBUTES",
        ProjectionExpression="pk",  # expect: projection whole
    )


def lambda_body(rows):
    return map(
        lambda row: table.update_item(
            Key={"pk": row},
            UpdateExpression="SET done = :t",  # expect: update whole
            ExpressionAttributeValues={":t": True},
        ),
        rows,
    )


def generator(rows):
    return [
        {
            "Update": {
                "TableName": "t",
                "Key": {"pk": {"S": row}},
                "UpdateExpression": "SET done = :t",  # expect: update whole
                "ExpressionAttributeValues": {":t": {"BOOL": True}},
            }
        }
        for row in rows
    ]
