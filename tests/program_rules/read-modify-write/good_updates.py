def atomic(table, key):
    item = table.get_item(Key=key)["Item"]
    print(item)
    table.update_item(Key=key, UpdateExpression="SET hits = hits + :one", ExpressionAttributeValues={":one": 1})


def unrelated(table, key, name):
    if "Item" not in table.get_item(Key=key):
        return
    table.update_item(Key=key, UpdateExpression="SET title = :t", ExpressionAttributeValues={":t": name})
