import { DynamoDBDocument, GetCommand } from "@aws-sdk/lib-dynamodb";

const base = {
  TableName: "orders",
  Key: { id: "o1" },
  ExpressionAttributeNames: { "#state": "state", "#owner": "owner" },
  ExpressionAttributeValues: { ":state": "paid" },
};

// What is written behind the spread replaces what it gives.
export const pay = (doc: DynamoDBDocument) =>
  doc.update({
    ...base,
    UpdateExpression: "SET #state = :state", // expect: update whole
    ExpressionAttributeNames: { "#state": "state" },
  });

const kept = {
  TableName: "orders",
  Key: { id: "o2" },
  ExpressionAttributeNames: { "#state": "state", "#owner": "owner" }, // finding: unused-name
  ExpressionAttributeValues: { ":state": "paid" },
};

// What is written before it does not.
export const payAgain = (doc: DynamoDBDocument) =>
  doc.update({
    UpdateExpression: "SET #state = :state", // expect: update whole
    ...kept,
  });

// A command's name tells what it takes.
export const read = (doc: DynamoDBDocument) =>
  doc.send(
    new GetCommand({
      TableName: "orders",
      Key: { id: "o1" },
      // finding: parameter-not-accepted
      FilterExpression: "paid = :yes", // expect: filter whole
      // finding: parameter-not-accepted
      ExpressionAttributeValues: { ":yes": true },
    }),
  );
