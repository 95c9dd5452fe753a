const AWS = require("aws-sdk");
const { QueryCommand } = require("@aws-sdk/client-dynamodb");
const { UpdateCommand } = require("@aws-sdk/lib-dynamodb");

const documents = new AWS.DynamoDB.DocumentClient({ region: "eu-west-1" });
const lowLevel = new AWS.DynamoDB();

documents.update({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { S: "x" } } });
lowLevel.updateItem({ Key: key, UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": "x" } });
client.send(new QueryCommand({ KeyConditionExpression: "a = :a", ExpressionAttributeValues: { ":a": "x" } }));
client.send(new UpdateCommand({ UpdateExpression: "SET a = :a", ExpressionAttributeValues: { ":a": { N: "1" } } }));
