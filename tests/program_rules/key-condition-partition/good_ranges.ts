export const a = (extra: string) => client.query({ TableName: "t", KeyConditionExpression: `begins_with(sk, :p) AND ${extra}`, ExpressionAttributeValues: { ":p": "x" } });
export const b = client.scan({ TableName: "t", FilterExpression: "pk BETWEEN :a AND :b", ExpressionAttributeValues: { ":a": 1, ":b": 2 } });
