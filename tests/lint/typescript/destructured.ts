// Members of what functions give, taken apart.
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { client } from './client';

const berths = DynamoDBDocumentClient.from(client);

function changes(of: Record<string, unknown>) {
  const keys = Object.keys(of);
  const result = {
    expression: `SET ${keys.map((key) => `#${key} = :${key}`).join(', ')}`,
    names: Object.fromEntries(keys.map((key) => [`#${key}`, key])),
    values: Object.fromEntries(keys.map((key) => [`:${key}`, of[key]])),
  };
  return result;
}

const touched = (at: number) => ({ text: 'SET touched = :at', values: { ':at': at } });

export const save = async (id: string, of: Record<string, unknown>) => {
  const { expression, names, values } = changes(of);
  await berths.send(
    new UpdateCommand({
      TableName: 'berths',
      Key: { id },
      UpdateExpression: expression, // expect: update partial
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    }),
  );
};

export const touch = async (id: string) => {
  const { text: UpdateExpression, values: ExpressionAttributeValues } = touched(Date.now());
  await berths.send(
    new UpdateCommand({
      TableName: 'berths',
      Key: { id },
      UpdateExpression, // expect: update whole
      ExpressionAttributeValues,
    }),
  );
};

export const member = async (id: string) => {
  const update = touched(Date.now());
  await berths.send(
    new UpdateCommand({
      TableName: 'berths',
      Key: { id },
      UpdateExpression: update.text, // expect: update whole
      ExpressionAttributeValues: update.values,
    }),
  );
};
