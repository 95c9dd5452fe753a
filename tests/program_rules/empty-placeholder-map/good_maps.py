def only_when_filled(table, key, status):
    names = {}
    if status:
        names["#s"] = "status"
    request = {"Key": key, "UpdateExpression": "SET city = :c", "ExpressionAttributeValues": {":c": 1}}
    if names:
        request["ExpressionAttributeNames"] = names
        request["ConditionExpression"] = "attribute_exists(#s)"
    table.update_item(**request)


def generated(table, key, fields):
    names, values = {}, {}
    for field, value in fields.items():
        names["#" + field] = field
        values[":" + field] = value
    table.update_item(
        Key=key, UpdateExpression=build(fields), ExpressionAttributeNames=names, ExpressionAttributeValues=values
    )
