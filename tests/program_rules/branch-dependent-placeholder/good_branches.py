def both_branches(table, key, strict):
    request = {"Key": key, "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": 1, ":old": 0}}
    if strict:
        request["ConditionExpression"] = "a = :old"
    else:
        request["ConditionExpression"] = "a < :old"
    table.update_item(**request)


def leaves(table, key, strict):
    request = {"Key": key, "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": 1, ":old": 0}}
    if strict:
        request["ConditionExpression"] = "a = :old"
    else:
        raise ValueError("strict")
    table.update_item(**request)


def sent_there(table, key, strict):
    request = {"Key": key, "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": 1, ":old": 0}}
    if strict:
        request["ConditionExpression"] = "a = :old"
        table.update_item(**request)


def taken_away(table, key, strict):
    values = {":a": 1, ":old": 0}
    request = {"Key": key, "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": values}
    if strict:
        request["ConditionExpression"] = "a = :old"
    else:
        del values[":old"]
    table.update_item(**request)


def used_in_both(table, key, strict):
    request = {"Key": key, "UpdateExpression": "SET a = :a", "ExpressionAttributeValues": {":a": 1}}
    if strict:
        request["ConditionExpression"] = "a <> :a"
    table.update_item(**request)


def grown(table, key, status):
    update = "SET a = :a"
    values = {":a": 1}
    if status:
        update += ", b = :b"
        values[":b"] = status
    table.update_item(Key=key, UpdateExpression=update, ExpressionAttributeValues=values)
