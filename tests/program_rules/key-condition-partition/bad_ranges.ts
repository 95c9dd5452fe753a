export const a = client.query({ TableName: "t", KeyConditionExpression: "begins_with(pk, :p)", ExpressionAttributeValues: { ":p": "x" } });
export const b = client.query({ TableName: "t", KeyConditionExpression: "pk BETWEEN :a AND :b", ExpressionAttributeValues: { ":a": 1, ":b": 2 } });
