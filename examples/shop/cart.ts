import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";

export async function open(client: DynamoDBDocumentClient, user: string) {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: "carts",
      KeyConditionExpression: "customer = :user",
      FilterExpression: "total > 0",
      ExpressionAttributeValues: { ":usr": user },
    }),
  );
  return Items;
}
