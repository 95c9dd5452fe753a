// Reads of which all items are wanted, and reads of which they are not.
const { DynamoDBDocumentClient, QueryCommand, ScanCommand } = require("@aws-sdk/lib-dynamodb");
const { client, parse } = require("./client");

const berths = DynamoDBDocumentClient.from(client);

const all = async () => {
  const params = { TableName: "berths" };
  const result = await berths.send(new ScanCommand(params)); // finding: unpaginated-read
  return result.Items;
};

const answered = async () => {
  const data = await berths.send(new ScanCommand({ TableName: process.env.BERTHS })); // finding: unpaginated-read
  return { statusCode: 200, body: JSON.stringify(data.Items) };
};

const handedOn = async () => berths.send(new ScanCommand({ TableName: process.env.BERTHS }));

const limited = async () => (await berths.send(new ScanCommand({ TableName: "berths", Limit: 20 }))).Items;

const everyPage = async () => {
  const found = [];
  let from;
  do {
    const page = await berths.send(new ScanCommand({ TableName: "berths", ExclusiveStartKey: from }));
    found.push(...page.Items);
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
};

const first = async (email) => {
  const r = await berths.send(
    new QueryCommand({
      TableName: "owners",
      IndexName: "by-email",
      KeyConditionExpression: "email = :e", // expect: key-condition whole
      ExpressionAttributeValues: { ":e": email },
    }),
  );
  if (!r.Items || r.Items.length === 0) return null;
  if (r.Items.length > 1) console.warn("several", r.Items.length);
  return parse(r.Items[0]);
};

const firstOfRead = async (email) =>
  (
    await berths.send(
      new QueryCommand({
        TableName: "owners",
        KeyConditionExpression: "email = :e", // expect: key-condition whole
        ExpressionAttributeValues: { ":e": email },
      }),
    )
  ).Items.map(parse)[0];

const perhaps = async (email) => {
  const r = await berths.send(
    new QueryCommand({
      TableName: "owners",
      KeyConditionExpression: "email = :e", // expect: key-condition whole
      ExpressionAttributeValues: { ":e": email },
    }),
  );
  return r.Items && r.Items.length ? r.Items[0] : null;
};

module.exports = { all, answered, handedOn, limited, everyPage, first, firstOfRead, perhaps };
module.exports.updateExpression = (text) => text;
