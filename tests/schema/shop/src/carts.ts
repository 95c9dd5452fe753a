const TableName = process.env.CARTS_TABLE!;

export const byOwner = () =>
  client.query({
    TableName,
    KeyConditionExpression: "owner_id = :owner",
    ExpressionAttributeValues: { ":owner": { S: "me" } },
  });

export const unknown = (name: string) =>
  client.query({
    TableName: name,
    KeyConditionExpression: "owner_id = :owner",
    ExpressionAttributeValues: { ":owner": { S: "me" } },
  });
