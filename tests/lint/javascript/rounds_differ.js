// Loops that do not do the same with every element: nothing is said of what they make.
const { DynamoDBDocumentClient, UpdateCommand } = require('@aws-sdk/lib-dynamodb');
const { client, isWord, schema } = require('./other');

const docClient = DynamoDBDocumentClient.from(client);
const FIELDS = ['lender', 'room', 'date'];

exports.filtered = (loan) => docClient.send(new UpdateCommand({
  TableName: 'loans',
  Key: { loan },
  UpdateExpression: `SET ${FIELDS.filter((field) => field !== 'date').map((field) => `${field} = :${field}`).join(', ')}`, // expect: update partial
  ExpressionAttributeValues: { ':lender': 1, ':room': 2 },
}));

exports.filteredBefore = (loan) => {
  const wanted = FIELDS.filter((field) => !isWord(field));
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${wanted.map((field) => `${field} = :${field}`).join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':lender': 1, ':room': 2 },
  }));
};

exports.bySchema = (loan) => {
  const parts = [];
  for (const field of FIELDS) {
    if (schema[field].reserved) continue;
    parts.push(`${field} = :${field}`);
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':lender': 1, ':room': 2 },
  }));
};

exports.first = (loan, body) => {
  let text = 'SET edited = :e';
  let done = false;
  for (const field of ['room', 'hall']) {
    if (body[field] && !done) {
      text += ', moved = :e';
      done = true;
    }
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: text, // expect: update partial
    ExpressionAttributeValues: { ':e': 1 },
  }));
};

exports.switched = (loan) => {
  const parts = [];
  for (const field of FIELDS) {
    switch (field) {
      case 'date':
        parts.push('#d = :d');
        break;
      default:
        parts.push(`${field} = :${field}`);
    }
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update partial
    ExpressionAttributeNames: { '#d': 'date' },
    ExpressionAttributeValues: { ':d': 1, ':lender': 2, ':room': 3 },
  }));
};

exports.separated = (loan) => {
  let text = '';
  let separator = 'SET ';
  for (const field of ['lender', 'room']) {
    text += `${separator}${field} = :v`;
    separator = ', ';
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: text, // expect: update partial
    ExpressionAttributeValues: { ':v': 1 },
  }));
};

exports.begun = (loan) => {
  let text = '';
  for (const field of ['lender', 'room']) {
    if (text) text += ', ';
    else text = 'SET ';
    text += `${field} = :v`;
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: text, // expect: update partial
    ExpressionAttributeValues: { ':v': 1 },
  }));
};

exports.counted = (loan) => {
  const parts = [];
  let at = 0;
  for (const field of ['lender', 'room']) {
    at++;
    parts.push(`${field} = :v${at}`);
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':v1': 1, ':v2': 2 },
  }));
};

exports.lengthened = (loan) => {
  const parts = [];
  for (let field of ['lender', 'room']) {
    if (field.length > 5) field = `${field}Text`;
    parts.push(`${field} = :v`);
  }
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':v': 1 },
  }));
};

exports.without = (loan) => {
  const fields = { room: 1, date: 2 };
  delete fields.date;
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${Object.keys(fields).map((field) => `${field} = :${field}`).join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':room': 1 },
  }));
};

// What is left out after it is made, by what it says or because it is nothing.
exports.filteredAfter = (loan) => {
  const parts = FIELDS.map((field) => `${field} = :${field}`).filter((part) => !part.startsWith('date'));
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update partial
    ExpressionAttributeValues: { ':lender': 1, ':room': 2 },
  }));
};

exports.nothingLeftOut = (loan, body) => {
  const parts = FIELDS.map((field) => (body[field] ? `${field} = :v` : null)).filter((part) => part !== null); // finding: reserved-word
  return docClient.send(new UpdateCommand({
    TableName: 'loans',
    Key: { loan },
    UpdateExpression: `SET ${parts.join(', ')}`, // expect: update whole
    ExpressionAttributeValues: { ':v': 1 },
  }));
};
