const FIELD = config.field;

exports.a = (client, key, field) => client.update({
  Key: key,
  UpdateExpression: `SET #${field} = :v`,
  ExpressionAttributeNames: { ["#" + field]: field },
  ExpressionAttributeValues: { ":v": 1 },
});

exports.b = (client, key, alias, names) => client.update({
  Key: key,
  UpdateExpression: `SET ${alias} = :v`,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: { ":v": 1 },
});

exports.c = (client, key, actions) => client.update({
  Key: key,
  UpdateExpression: `SET ${actions}`,
  ExpressionAttributeValues: { ":v": 1 },
});

exports.d = (client, key) => client.update({
  Key: key,
  UpdateExpression: `SET ${FIELD} = :v`,
  ExpressionAttributeValues: { ":v": 1 },
});
