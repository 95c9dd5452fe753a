table.query(KeyConditionExpression="pk = :a AND pk = :b", ExpressionAttributeValues={":a": 1, ":b": 2})
table.query(
    KeyConditionExpression="pk = :p AND sk >= :a AND sk <= :b",
    ExpressionAttributeValues={":p": 1, ":a": 1, ":b": 2},
)
