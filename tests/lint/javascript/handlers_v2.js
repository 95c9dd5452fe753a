'use strict';

const AWS = require('aws-sdk');
const uuid = require('uuid');

const docClient = new AWS.DynamoDB.DocumentClient();
const TABLE = process.env.DYNAMODB_TABLE;

module.exports.update = (event, context, callback) => {
  const timestamp = new Date().getTime();
  const data = JSON.parse(event.body);

  const params = {
    TableName: process.env.DYNAMODB_TABLE,
    Key: {
      id: event.pathParameters.id,
    },
    ExpressionAttributeNames: {
      '#todo_text': 'text',
    },
    ExpressionAttributeValues: {
      ':text': data.text,
      ':checked': data.checked,
      ':updatedAt': timestamp,
    },
    UpdateExpression: 'SET #todo_text = :text, checked = :checked, updatedAt = :updatedAt', // expect: update whole
    ReturnValues: 'ALL_NEW',
  };

  docClient.update(params, (error, result) => {
    if (error) {
      console.error(error);
      callback(null, { statusCode: error.statusCode || 501 });
      return;
    }
    callback(null, { statusCode: 200, body: JSON.stringify(result.Attributes) });
  });
};

module.exports.list = async (event) => {
  var params = {
    TableName: TABLE,
    IndexName: 'byUser',
    KeyConditionExpression: '#u = :u and #d between :a and :b', // expect: key-condition whole
    ExpressionAttributeNames: { '#u': 'user', '#d': 'date' },
    ExpressionAttributeValues: { ':u': event.user, ':a': event.from, ':b': event.to },
  };
  if (event.queryStringParameters && event.queryStringParameters.next) {
    params.ExclusiveStartKey = JSON.parse(event.queryStringParameters.next);
  }
  if (event.kind) {
    params.FilterExpression = 'kind = :kind'; // expect: filter whole
    params.ExpressionAttributeValues[':kind'] = event.kind;
  }
  const { Items, LastEvaluatedKey } = await docClient.query(params).promise();
  return { Items, next: LastEvaluatedKey };
};

exports.scan = async () => {
  const items = [];
  let last;
  do {
    const page = await docClient
      .scan({
        TableName: TABLE,
        ProjectionExpression: 'id, #n', // expect: projection whole
        ExpressionAttributeNames: { '#n': 'name' },
        ExclusiveStartKey: last,
      })
      .promise();
    items.push(...page.Items);
    last = page.LastEvaluatedKey;
  } while (last);
  return items;
};

exports.create = (event) =>
  docClient
    .put({
      TableName: TABLE,
      Item: { id: uuid.v4(), ...JSON.parse(event.body) },
      ConditionExpression: 'attribute_not_exists(id)', // expect: condition whole
    })
    .promise()
    .catch((err) => {
      if (err.code !== 'ConditionalCheckFailedException') throw err;
    });

exports.like = async ({ id, delta }) => {
  await docClient.update({
    TableName: TABLE,
    Key: { id },
    UpdateExpression: 'set #c = if_not_exists(#c, :zero) + :d ' +  // expect: update whole
      'remove pending',
    ConditionExpression: "attribute_exists(id)", // expect: condition whole
    ExpressionAttributeNames: { "#c": "count" },
    ExpressionAttributeValues: { ":zero": 0, ":d": delta },
  }).promise();
};

function tag(id, tags) {
  return docClient.update({
    TableName: TABLE,
    Key: { id: id },
    UpdateExpression: 'ADD tags :t', // expect: update whole
    ExpressionAttributeValues: { ':t': docClient.createSet(tags) },
  }).promise();
}

exports.tag = tag;
