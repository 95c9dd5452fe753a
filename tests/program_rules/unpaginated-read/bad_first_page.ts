import { QueryCommand } from "@aws-sdk/lib-dynamodb";

export class Orders {
  constructor(private readonly client: DynamoDBDocumentClient) {}

  async list(customer: string): Promise<Order[]> {
    const command = new QueryCommand({
      TableName: "orders",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
    });
    const response = await this.client.send(command);
    return (response.Items ?? []) as Order[];
  }

  legacy(customer: string, done: (items: any) => void) {
    documentClient.query({
      TableName: "orders",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
    }, (error, data) => {
      if (error) console.log(error);
      else data.Items.forEach(done);
    });
  }

  then(customer: string) {
    return documentClient.scan({
      TableName: "orders",
      FilterExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
    }).promise().then((data) => data.Items.map(String));
  }
}
