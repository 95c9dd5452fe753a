import { DynamoDBDocumentClient, QueryCommand, paginateQuery, QueryCommandInput } from "@aws-sdk/lib-dynamodb";

const client = DynamoDBDocumentClient.from(base);

export async function* pages(customer: string) {
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new QueryCommand({
      TableName: "orders",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
      ExclusiveStartKey,
    }));
    yield* page.Items ?? [];
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

export async function withPaginator(customer: string) {
  const all = [];
  const params: QueryCommandInput = {
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": customer },
  };
  for await (const page of paginateQuery({ client }, params)) all.push(...(page.Items ?? []));
  return all;
}

export class Repository {
  private async queryAll(params: any): Promise<any[]> {
    const { Items = [], LastEvaluatedKey: next } = await client.send(new QueryCommand(params));
    return next ? [...Items, ...(await this.queryAll({ ...params, ExclusiveStartKey: next }))] : Items;
  }

  orders(customer: string) {
    return this.queryAll({
      TableName: "orders",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
    });
  }

  latest = async (customer: string) => {
    const { Items } = await client.send(new QueryCommand({
      TableName: "orders",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
      ScanIndexForward: false,
      Limit: 10,
    }));
    return Items;
  };

  async find(customer: string) {
    const result = await client.send(new QueryCommand({
      TableName: "orders",
      IndexName: "byCustomer",
      KeyConditionExpression: "customer = :c",
      ExpressionAttributeValues: { ":c": customer },
    }));
    return result.Items?.[0];
  }

  raw = (customer: string) => client.send(new QueryCommand({
    TableName: "orders",
    KeyConditionExpression: "customer = :c",
    ExpressionAttributeValues: { ":c": customer },
  }));
}
