const AWS = require("aws-sdk");
const docs = new AWS.DynamoDB.DocumentClient();

exports.popular = (category) =>
  docs.scan({
    TableName: "products",
    FilterExpression: `category = '${category}' AND sold > :few`,
    ExpressionAttributeNames: {},
    ExpressionAttributeValues: { ":few": 100 },
  }).promise();
