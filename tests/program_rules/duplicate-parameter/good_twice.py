params = {"KeyConditionExpression": "customer = :c", "ExpressionAttributeValues": {":c": "ada"}}
if narrow:
    params["KeyConditionExpression"] = "customer = :c AND orderId > :c"
table.query(**params)
table.query(**{**params, "KeyConditionExpression": "customer = :c"})
