def quoted(table, name):
    table.scan(FilterExpression="name = '%s'" % name)


def inside(table, prefix):
    table.scan(FilterExpression=f"begins_with(id, 'user-{prefix}-x')")


def bare(table, low, high):
    table.query(
        KeyConditionExpression=f"pk = :pk AND sk BETWEEN {low} AND {high}", ExpressionAttributeValues={":pk": 1}
    )
