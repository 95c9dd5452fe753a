const { DynamoDB } = require("aws-sdk");
const db = new DynamoDB.DocumentClient();
const raw = new DynamoDB();

exports.unused = (id) =>
  db.update({
    TableName: "t",
    Key: { id },
    UpdateExpression: "SET a = :a", // expect: update whole
    ExpressionAttributeNames: { "#b": "b" }, // finding: unused-name
    ExpressionAttributeValues: { ":a": 1, ":b": 2 }, // finding: unused-value
  });

exports.reserved = (id) =>
  db.update({
    TableName: "t",
    Key: { id },
    UpdateExpression: "set name = :n, #s = :s", // expect: update whole finding: reserved-word
    ExpressionAttributeNames: { "#s": "status" },
    ExpressionAttributeValues: { ":n": 1, ":s": 2 },
  });

exports.numbers = () =>
  raw.scan({
    TableName: "t",
    FilterExpression: "age > :min", // expect: filter whole
    ExpressionAttributeValues: { ":min": { N: 18 } }, // finding: number-not-text
  });

exports.empty = (pk) =>
  db.query({
    TableName: "t",
    KeyConditionExpression: "pk = :pk", // expect: key-condition whole
    ExpressionAttributeNames: {}, // finding: empty-placeholder-map
    ExpressionAttributeValues: { ":pk": pk },
  });

exports.twice = (pk) =>
  db.query({
    TableName: "t",
    KeyConditionExpression: "pk = :pk", // expect: key-condition whole finding: duplicate-parameter
    ExpressionAttributeValues: { ":pk": pk, ":sk": 1 },
    KeyConditionExpression: "pk = :pk and sk = :sk", // expect: key-condition whole
  });

exports.operators = () =>
  db.scan({
    TableName: "t",
    FilterExpression: "a != :a && b = :b", // expect: filter whole finding: foreign-operator
    ExpressionAttributeValues: { ":a": 1, ":b": 2 },
  });

exports.colon = (pk) => {
  const params = {
    TableName: "t",
    Key: { pk },
    UpdateExpression: "set hits = hits + :inc", // expect: update whole
    ConditionExpression: "attribute_exists(pk)", // expect: condition whole
    ExpressionAttributeValues: {
      "inc": 1, // finding: malformed-placeholder
    },
  };
  return db.update(params).promise();
};

exports.orInKey = (pk) =>
  db.query({
    TableName: "t",
    KeyConditionExpression: "pk = :a OR pk = :b", // expect: key-condition whole finding: key-condition-operator
    ExpressionAttributeValues: { ":a": pk, ":b": pk },
  });

exports.getWithCondition = (id) =>
  db.get({
    TableName: "t",
    Key: { id },
    ConditionExpression: "attribute_exists(id)", // expect: condition whole finding: parameter-not-accepted
  });

exports.putReturns = (Item) =>
  db.put({
    TableName: "t",
    Item,
    ConditionExpression: "attribute_not_exists(id)", // expect: condition whole
    ReturnValues: "ALL_NEW", // finding: return-values
  });

exports.dash = (id) =>
  db.update({
    TableName: "t",
    Key: { id },
    UpdateExpression: "SET first-name = :f", // expect: update whole finding: needs-alias
    ExpressionAttributeValues: { ":f": 1 },
  });

exports.doubled = (id) =>
  db.delete({
    TableName: "t",
    Key: { id },
    ConditionExpression: "((a = :a))", // expect: condition whole finding: redundant-parentheses
    ExpressionAttributeValues: { ":a": 1 },
  });

exports.template = (id, name) =>
  db.scan({
    TableName: "t",
    FilterExpression: `#n = :n AND amount > ${0}`, // expect: filter whole finding: inline-literal
    ExpressionAttributeNames: { "#n": "name" },
    ExpressionAttributeValues: { ":n": name },
  });
