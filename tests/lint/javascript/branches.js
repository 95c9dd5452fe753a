// A branch that returns ends there: what it adds does not come to what stands behind it.
const { DynamoDBClient, PutItemCommand } = require("@aws-sdk/client-dynamodb");

const client = new DynamoDBClient({});

function absent(sortKey) {
  let condition = "attribute_not_exists(#pk)";
  if (sortKey) {
    condition += " and attribute_not_exists(#sk)";
    return `(${condition})`;
  }
  return condition;
}

exports.claim = (item, sortKey) =>
  client.send(
    new PutItemCommand({
      TableName: "locks",
      Item: item,
      ConditionExpression: absent(sortKey) + " or owner_id = :me", // expect: condition whole
      ExpressionAttributeNames: names(sortKey),
      ExpressionAttributeValues: { ":me": { S: "me" } },
    }),
  );
