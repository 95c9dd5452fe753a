table.query(
    KeyConditionExpression="#k = :c",
    FilterExpression="#f = :c AND details.customer = :c",
    ExpressionAttributeNames={"#k": KEY, "#f": FIELD},
    ExpressionAttributeValues={":c": 1},
)
table.scan(FilterExpression="customer = :c", ExpressionAttributeValues={":c": 1})
