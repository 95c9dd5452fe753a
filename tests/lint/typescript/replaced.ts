import { DynamoDBDocument } from "@aws-sdk/lib-dynamodb";

declare const client: DynamoDBDocument;

export async function release(pier: string) {
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET {column} = :free, lamp = :free".replace("{column}", "#c"), // expect: update whole
    ExpressionAttributeNames: { "#c": "state" },
    ExpressionAttributeValues: { ":free": "free" },
  });
}

export async function firstOnly(pier: string) {
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET berth = ?, lamp = ?".replace("?", ":free"), // expect: update whole finding: syntax-error
    ExpressionAttributeValues: { ":free": "free" },
  });
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET berth = ?, lamp = ?".replaceAll("?", ":free"), // expect: update whole
    ExpressionAttributeValues: { ":free": "free" },
  });
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET berth = ?, lamp = ?".replace(/\?/g, ":free"), // expect: update none
    ExpressionAttributeValues: { ":free": "free" },
  });
}

export async function trimmed(pier: string) {
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET berth = :free, lamp = :free, ".replace(/, $/, ""), // expect: update whole
    ExpressionAttributeValues: { ":free": "free" },
  });
}

export async function twoAtOnce(pier: string) {
  const values: Record<string, string> = {};
  [values[":free"], values[":lamp"]] = ["free", "red"];
  await client.update({
    TableName: "berths",
    Key: { pier },
    UpdateExpression: "SET berth = :free, lamp = :lamp", // expect: update whole
    ExpressionAttributeValues: values,
  });
}
