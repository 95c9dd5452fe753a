def clauses(table, key, conditions, values):
    table.query(
        KeyConditionExpression="pk = :pk AND " + conditions[0], ExpressionAttributeValues={":pk": 1, **values}
    )


def placeholder_of(table, key, placeholder, value):
    table.update_item(Key=key, UpdateExpression=f"SET a = {placeholder}", ExpressionAttributeValues={placeholder: value})


def listed(table, wanted):
    names = [f":v{at}" for at in range(len(wanted))]
    table.scan(
        FilterExpression=f"id IN ({', '.join(names)})",
        ExpressionAttributeValues=dict(zip(names, wanted)),
    )


def suffix(table, key, number):
    table.update_item(Key=key, UpdateExpression=f"SET a = :v{number}", ExpressionAttributeValues={f":v{number}": 1})
