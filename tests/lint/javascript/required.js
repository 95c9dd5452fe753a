const { UpdateCommand, QueryCommand } = require('@aws-sdk/lib-dynamodb');
const { KEYS } = require('./required_names');
const names = require('./required_names');

exports.one = (docClient, id) => docClient.send(new QueryCommand({
  TableName: 'ferries',
  KeyConditionExpression: `${KEYS.OWNER} = :o AND begins_with(${names.SORT}, :s)`, // expect: key-condition whole
  ExpressionAttributeValues: { ':o': id, ':s': 'trip' },
}));

exports.two = (docClient, id) => docClient.send(new QueryCommand({
  TableName: 'ferries',
  KeyConditionExpression: `${names.KEYS.ROUTE} = :r`, // expect: key-condition whole, finding: reserved-word
  ExpressionAttributeValues: { ':r': id },
}));

exports.edit = async (docClient, id, body) => {
  const allowed = ['captain', 'capacity', 'deck'];
  let text = 'SET edited = :now';
  const values = { ':now': Date.now() };
  allowed.forEach((field) => {
    if (body[field] !== undefined) {
      text += `, ${field} = :${field}`; // finding: reserved-word
      values[`:${field}`] = body[field];
    }
  });
  await docClient.send(new UpdateCommand({
    TableName: 'ferries',
    Key: { id },
    UpdateExpression: text, // expect: update whole
    ExpressionAttributeValues: values,
  }));
};

// Two loops: what the first one gathers, the second one writes.
exports.gathered = async (docClient, id, body) => {
  const changes = {};
  ['captain', 'deck'].forEach((field) => {
    if (body[field] !== undefined) changes[field] = body[field];
  });
  changes.edited = Date.now();
  const sets = [];
  const aliases = {};
  const values = {};
  Object.keys(changes).forEach((key) => {
    sets.push(`#${key} = :${key}`);
    aliases[`#${key}`] = key;
    values[`:${key}`] = changes[key];
  });
  await docClient.send(new UpdateCommand({
    TableName: 'ferries',
    Key: { id },
    UpdateExpression: 'SET ' + sets.join(', '), // expect: update whole
    ExpressionAttributeNames: aliases,
    ExpressionAttributeValues: values,
  }));
};
