// A garden kept with the AWS SDK for JavaScript: its client, and the document client on top of it.
import assert from "node:assert/strict";
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  paginateListTables,
  PutItemCommand,
  QueryCommand as RawQueryCommand,
  ResourceNotFoundException,
  TransactionCanceledException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  waitUntilTableNotExists,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  paginateQuery,
  paginateScan,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";

const client = new DynamoDBClient({});
const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
const TableName = "plants";

async function refused(name, command, sender = documents) {
  const error = await sender.send(command).then(() => assert.fail(`${name} was expected`), (error) => error);
  assert.equal(error.name, name, error);
  assert.equal(error.$metadata?.httpStatusCode, 400, error);
  assert.match(error.$metadata.requestId, /^[0-9A-Z]{52}$/);
  return error;
}

async function create() {
  await client.send(new CreateTableCommand({
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: "bed", AttributeType: "S" },
      { AttributeName: "place", AttributeType: "N" },
      { AttributeName: "height", AttributeType: "N" },
    ],
    KeySchema: [{ AttributeName: "bed", KeyType: "HASH" }, { AttributeName: "place", KeyType: "RANGE" }],
    LocalSecondaryIndexes: [{
      IndexName: "by-height",
      KeySchema: [{ AttributeName: "bed", KeyType: "HASH" }, { AttributeName: "height", KeyType: "RANGE" }],
      Projection: { ProjectionType: "ALL" },
    }],
  }));
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  assert.equal(Table.TableStatus, "ACTIVE");
  assert.ok(Table.CreationDateTime instanceof Date);
  assert.equal(Table.LocalSecondaryIndexes[0].IndexName, "by-height");
  assert.deepEqual((await client.send(new ListTablesCommand({}))).TableNames, [TableName]);
  for await (const page of paginateListTables({ client }, { Limit: 1 })) assert.deepEqual(page.TableNames, [TableName]);
  await refused("ResourceNotFoundException", new GetItemCommand({ TableName: "trees", Key: { bed: { S: "a" }, place: { N: "1" } } }), client);
  const gone = await refused("ResourceNotFoundException", new DescribeTableCommand({ TableName: "trees" }), client);
  assert.ok(gone instanceof ResourceNotFoundException);
}

async function raw() {
  const item = {
    bed: { S: "raw" }, place: { N: "1" }, bytes: { B: new Uint8Array([0, 255]) }, flags: { L: [{ BOOL: true }, { NULL: true }] },
    map: { M: { deep: { NS: ["1", "2"] } } }, names: { SS: ["a", "b"] },
  };
  await client.send(new PutItemCommand({ TableName, Item: item }));
  const { Item } = await client.send(new GetItemCommand({ TableName, Key: { bed: { S: "raw" }, place: { N: "1" } } }));
  assert.deepEqual(Item, item);
  const found = await client.send(new RawQueryCommand({
    TableName, KeyConditionExpression: "bed = :b", ExpressionAttributeValues: { ":b": { S: "raw" } }, ReturnConsumedCapacity: "INDEXES",
  }));
  assert.equal(found.Count, 1);
  assert.equal(found.ConsumedCapacity.Table.CapacityUnits, 0.5);
  await client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key: { bed: { S: "raw" }, place: { N: "1" } } } }] } }));
}

async function writes() {
  const rose = {
    bed: "south", place: 1, kind: "rose", height: 1.5, seen: new Set(["ann", "bo"]), photo: new Uint8Array([1, 2, 3]),
    care: { water: [1, 2, 3], sun: true, note: null },
  };
  await documents.send(new PutCommand({ TableName, Item: { ...rose, nothing: undefined }, ConditionExpression: "attribute_not_exists(bed)" }));
  const Key = { bed: "south", place: 1 };
  assert.deepEqual((await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }))).Item, rose);
  assert.equal((await documents.send(new GetCommand({ TableName, Key: { bed: "south", place: 2 } }))).Item, undefined);

  const again = new PutCommand({
    TableName, Item: { ...Key, kind: "weed" }, ConditionExpression: "attribute_not_exists(bed)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  const error = await refused("ConditionalCheckFailedException", again);
  assert.ok(error instanceof ConditionalCheckFailedException);
  assert.equal(error.message, "The conditional request failed");
  assert.equal(error.Item.kind?.S ?? error.Item.kind, "rose");

  const grown = await documents.send(new UpdateCommand({
    TableName, Key,
    UpdateExpression: "SET height = height + :more, care.#water[1] = :litres ADD seen :who REMOVE photo",
    ConditionExpression: "height BETWEEN :low AND :high AND contains(seen, :ann) AND size(care.#water) = :three",
    ExpressionAttributeNames: { "#water": "water" },
    ExpressionAttributeValues: {
      ":more": 0.25, ":litres": 9, ":who": new Set(["cy"]), ":low": 1, ":high": 2, ":ann": "ann", ":three": 3,
    },
    ReturnValues: "ALL_NEW",
  }));
  assert.deepEqual(grown.Attributes, {
    bed: "south", place: 1, kind: "rose", height: 1.75, seen: new Set(["ann", "bo", "cy"]),
    care: { water: [1, 9, 3], sun: true, note: null },
  });
  const { Attributes } = await documents.send(new DeleteCommand({ TableName, Key, ReturnValues: "ALL_OLD" }));
  assert.equal(Attributes.height, 1.75);
  const invalid = await refused("ValidationException", new UpdateCommand({ TableName, Key, UpdateExpression: "SET size = :s", ExpressionAttributeValues: { ":s": 1 } }));
  assert.match(invalid.message, /Invalid UpdateExpression: Attribute name is a reserved keyword; reserved keyword: size/);
}

async function reads() {
  const plants = Array.from({ length: 60 }, (_, place) => ({ bed: place < 40 ? "north" : "east", place, height: (place * 7) % 40, kind: place % 4 ? "fern" : "moss" }));
  for (let at = 0; at < plants.length; at += 25) {
    const requests = plants.slice(at, at + 25).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
    assert.deepEqual(UnprocessedItems, {});
  }
  const page = await documents.send(new QueryCommand({
    TableName, KeyConditionExpression: "bed = :b AND place >= :p", FilterExpression: "#kind = :moss", ProjectionExpression: "place",
    ExpressionAttributeNames: { "#kind": "kind" }, ExpressionAttributeValues: { ":b": "north", ":p": 30, ":moss": "moss" },
  }));
  assert.deepEqual(page.Items, [{ place: 32 }, { place: 36 }]);
  assert.deepEqual([page.Count, page.ScannedCount], [2, 10]);
  const tallest = await documents.send(new QueryCommand({
    TableName, IndexName: "by-height", KeyConditionExpression: "bed = :b", ExpressionAttributeValues: { ":b": "north" },
    ScanIndexForward: false, Limit: 3, ConsistentRead: true,
  }));
  assert.deepEqual(tallest.Items.map(({ height }) => height), [39, 38, 37]);
  assert.deepEqual(Object.keys(tallest.LastEvaluatedKey).sort(), ["bed", "height", "place"]);

  let [pages, places] = [0, []];
  const query = { TableName, KeyConditionExpression: "bed = :b", ExpressionAttributeValues: { ":b": "north" } };
  for await (const { Items } of paginateQuery({ client: documents, pageSize: 15 }, query)) {
    pages += 1;
    places.push(...Items.map(({ place }) => place));
  }
  assert.equal(pages, 3);
  assert.deepEqual(places, plants.slice(0, 40).map(({ place }) => place));
  let all = 0;
  for await (const { Count } of paginateScan({ client: documents, pageSize: 16 }, { TableName })) all += Count;
  assert.equal(all, 60);
  const mosses = await documents.send(new ScanCommand({ TableName, FilterExpression: "kind IN (:m)", ExpressionAttributeValues: { ":m": "moss" }, Select: "COUNT" }));
  assert.deepEqual([mosses.Count, mosses.ScannedCount, mosses.Items], [15, 60, undefined]);
  const { Responses } = await documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: [{ bed: "north", place: 3 }, { bed: "east", place: 50 }, { bed: "east", place: 99 }] } } }));
  assert.deepEqual(Responses[TableName].map(({ place }) => place).sort((one, two) => one - two), [3, 50]);
}

async function transactions() {
  const dig = (place) => ({ Delete: { TableName, Key: { bed: "north", place }, ConditionExpression: "attribute_exists(bed)" } });
  await documents.send(new TransactWriteCommand({
    TransactItems: [
      dig(0),
      { Put: { TableName, Item: { bed: "east", place: 0, kind: "moss" } } },
      { ConditionCheck: { TableName, Key: { bed: "north", place: 1 }, ConditionExpression: "kind = :f", ExpressionAttributeValues: { ":f": "fern" } } },
    ],
  }));
  const error = await refused("TransactionCanceledException", new TransactWriteCommand({ TransactItems: [dig(1), dig(0)] }));
  assert.ok(error instanceof TransactionCanceledException);
  assert.deepEqual(error.CancellationReasons.map(({ Code }) => Code), ["None", "ConditionalCheckFailed"]);
  const { Responses } = await documents.send(new TransactGetCommand({
    TransactItems: [[ "north", 0 ], [ "north", 1 ], [ "east", 0 ]].map(([bed, place]) => ({ Get: { TableName, Key: { bed, place } } })),
  }));
  assert.deepEqual(Responses.map(({ Item }) => Item?.kind), [undefined, "fern", "moss"]);
}

async function end() {
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: "until" } }));
  await client.send(new UpdateTableCommand({ TableName, BillingMode: "PROVISIONED", ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } }));
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  assert.equal(Table.ProvisionedThroughput.ReadCapacityUnits, 5);
  await client.send(new DeleteTableCommand({ TableName }));
  await waitUntilTableNotExists({ client, maxWaitTime: 60 }, { TableName });
}

await create();
await raw();
await writes();
await reads();
await transactions();
await end();
client.destroy();
