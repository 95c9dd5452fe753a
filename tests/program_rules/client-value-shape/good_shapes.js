const AWS = require("aws-sdk");
const { QueryCommand } = require("@aws-sdk/client-dynamodb");
const { marshall } = require("@aws-sdk/util-dynamodb");

const documents = new AWS.DynamoDB.DocumentClient();
const lowLevel = new AWS.DynamoDB();

documents.update({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: 1, T: 2 } } });
lowLevel.updateItem({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: "x" } } });
client.send(new QueryCommand({ KeyConditionExpression: "a = :a", ExpressionAttributeValues: marshall({ ":a": "x" }) }));
client.send(new QueryCommand({ KeyConditionExpression: "a = :a", ExpressionAttributeValues: { ":a": value } }));
unknown.update({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: "x" } } });
