exports.count = (client, key, field) => client.update({
  Key: key,
  UpdateExpression: `ADD ${field} :one`,
  ConditionExpression: `attribute_exists(${field})`,
  ExpressionAttributeValues: { ":one": 1 },
});
