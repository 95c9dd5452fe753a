const definitions = [{ AttributeName: "customer", AttributeType: "S" }];
await client.send(new CreateTableCommand({
  TableName: "orders",
  KeySchema: [{ AttributeName: "customer", KeyType: "HASH" }],
  AttributeDefinitions: definitions,
}));
const params = {
  TableName: "changed-later",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
};
params.GlobalSecondaryIndexes = indexes;
await db.createTable(params).promise();
await db.createTable({
  TableName: "updated-later",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
}).promise();
await db.updateTable({
  TableName: "updated-later",
  GlobalSecondaryIndexUpdates: [{ Create: { IndexName: "x", KeySchema: [] } }],
}).promise();
