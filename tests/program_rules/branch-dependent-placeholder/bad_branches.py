def reverse(table, key, status):
    values = {":a": 1}
    if status:
        values[":b"] = status
    table.update_item(
        Key=key, UpdateExpression="SET a = :a, b = :b", ExpressionAttributeValues=values
    )


def roll_back(table, key, strict):
    request = dict(
        Key=key,
        UpdateExpression="SET #a = :a",
        ExpressionAttributeNames={"#a": "a", "#old": "old"},
        ExpressionAttributeValues={":a": 1},
    )
    if strict:
        request["ConditionExpression"] = "attribute_exists(#old)"
    return table.update_item(**request)
