exports.bare = (docs, Key, order) =>
  docs.update({
    TableName: "orders",
    Key,
    UpdateExpression: `SET ${order.field} = :value`,
    ExpressionAttributeNames: {},
    ExpressionAttributeValues: { ":value": order.value },
  });
