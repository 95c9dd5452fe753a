async function list(client, onlyPaid) {
  const params = {
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": "ada", ":yes": true },
  };
  if (onlyPaid) {
    params.FilterExpression = "paid = :yes";
  }
  return client.query(params).promise();
}
