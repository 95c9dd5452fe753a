import type { DynamoDB } from 'aws-sdk';

type Update = Pick<DynamoDB.DocumentClient.UpdateItemInput, 'UpdateExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;

export function buildUpdate(changes: Record<string, unknown>): Update {
  let expression = '';
  const ExpressionAttributeNames: Record<string, string> = {};
  const ExpressionAttributeValues: Record<string, unknown> = {};
  Object.entries(changes).forEach(([key, value], index) => {
    const prefix = index === 0 ? 'SET' : ',';
    expression += `${prefix} #${key} = :${key}`;
    ExpressionAttributeNames[`#${key}`] = key;
    ExpressionAttributeValues[`:${key}`] = value;
  });
  return {
    UpdateExpression: expression, // expect: update partial
    ExpressionAttributeNames,
    ExpressionAttributeValues,
  };
}

export const buildSet = (item: object) => {
  const keys = Object.keys(item);
  return {
    UpdateExpression: `SET ${keys.map((k) => `#${k} = :${k}`)}`, // expect: update partial
    ExpressionAttributeNames: keys.reduce((acc, k) => ({ ...acc, ['#' + k]: k }), {}),
    ExpressionAttributeValues: keys.reduce((acc, k) => ({ ...acc, [':' + k]: (item as any)[k] }), {}),
  };
};

export async function save(client: DynamoDB.DocumentClient, id: string, changes: Record<string, unknown>) {
  await client
    .update({
      TableName: process.env.TABLE as string,
      Key: { id },
      ...buildUpdate(changes),
      ConditionExpression: 'attribute_exists(id)', // expect: condition whole
    })
    .promise();
}

export async function saveDestructured(client: DynamoDB.DocumentClient, id: string, item: object) {
  const { UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues } = buildSet(item);
  return client.update({
    TableName: 't',
    Key: { id },
    UpdateExpression, // expect: update partial
    ExpressionAttributeNames,
    ExpressionAttributeValues,
  });
}

export class QueryBuilder {
  private filters: string[] = [];
  private values: Record<string, unknown> = {};

  filter(expression: string, values: Record<string, unknown>): this {
    this.filters.push(expression);
    Object.assign(this.values, values);
    return this;
  }

  build(): DynamoDB.DocumentClient.QueryInput {
    return {
      TableName: 't',
      KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
      ...(this.filters.length > 0 ? { FilterExpression: this.filters.join(' AND ') } : {}), // expect: filter none
      ExpressionAttributeValues: this.values,
    };
  }
}

export const condition = (strict: boolean) => ({
  TableName: 't',
  Item: {},
  ConditionExpression: strict ? 'attribute_not_exists(pk)' : undefined, // expect: condition whole
});

export const branches = (strict: boolean, v: number) => ({
  TableName: 't',
  Key: { pk: 'x' },
  UpdateExpression: 'SET n = :n', // expect: update whole
  ConditionExpression: strict ? 'n < :n' : 'n <= :n AND attribute_exists(pk)', // expect: condition whole
  ExpressionAttributeValues: { ':n': v },
});

export const values = (strict: boolean, v: number) => ({
  TableName: 't',
  Key: { pk: 'x' },
  UpdateExpression: 'SET n = :n', // expect: update whole
  ConditionExpression: strict ? 'n < :max' : undefined, // expect: condition whole
  ExpressionAttributeValues: strict ? { ':n': v, ':max': 9 } : { ':n': v },
});
