import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, QueryCommand } from "@aws-sdk/lib-dynamodb";

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

// The newest open cart of a customer.
export async function openCart(customer: string) {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: "carts",
      KeyConditionExpression: "customer = :customer",
      FilterExpression: "closed <> :yes",
      ExpressionAttributeValues: { ":custommer": customer, ":yes": true },
      ScanIndexForward: false,
      Limit: 1,
    }),
  );
  return Items?.[0];
}
