exports.find = (client) => client.query({
  TableName: "orders",
  KeyConditionExpression: "customer = :c",
  FilterExpression: "paid = :yes",
  FilterExpression: "shipped = :yes",
  ExpressionAttributeValues: { ":c": "ada", ":yes": true, ":yes": false },
});
