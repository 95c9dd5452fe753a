params = {
    "KeyConditionExpression": "customer = :c",
    "KeyConditionExpression": "customer = :c AND orderId = :o",
    "ExpressionAttributeValues": {":c": "ada", ":o": "1"},
}
table.query(**params)
