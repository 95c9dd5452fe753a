exports.loop = (docs, Key, order) => {
  const params = {
    TableName: "orders",
    Key,
    UpdateExpression: "SET",
    ExpressionAttributeNames: {},
    ExpressionAttributeValues: {},
  };
  for (const [name, value] of Object.entries(order)) {
    params.UpdateExpression += ` #${name} = :${name},`;
    params.ExpressionAttributeNames[`#${name}`] = name;
    params.ExpressionAttributeValues[`:${name}`] = value;
  }
  params.UpdateExpression = params.UpdateExpression.slice(0, -1);
  return docs.update(params);
};

exports.assigned = (docs, Key, order) => {
  const params = {
    TableName: "orders",
    Key,
    UpdateExpression: order.text,
    ExpressionAttributeNames: {},
  };
  Object.assign(params.ExpressionAttributeNames, order.names);
  return docs.update(params);
};

exports.handed = (docs, Key, order) => {
  const params = {
    TableName: "orders",
    Key,
    UpdateExpression: order.text,
    ExpressionAttributeNames: {},
  };
  addNames(params, order);
  return docs.update(params);
};
