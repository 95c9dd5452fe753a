async function list(client, onlyPaid) {
  const params = {
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": "ada" },
  };
  if (onlyPaid) {
    params.FilterExpression = "paid = :yes";
    params.ExpressionAttributeValues[":yes"] = true;
  }
  return client.query(params).promise();
}

async function ternary(client, onlyPaid) {
  return client.query({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    FilterExpression: onlyPaid ? "paid = :yes" : undefined,
    ExpressionAttributeValues: onlyPaid ? { ":c": "ada", ":yes": true } : { ":c": "ada" },
  });
}
