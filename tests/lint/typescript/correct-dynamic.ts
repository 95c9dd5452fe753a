// Correct programs of which only a part is known: nothing may be said.
import { DocumentClient } from 'aws-sdk/clients/dynamodb';
import { DynamoDBDocumentClient, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { names, valuesOf } from './placeholders';

declare const client: DocumentClient;
declare const v3: DynamoDBDocumentClient;

export const fromFunctions = (id: string, body: Record<string, unknown>) =>
  client.update({
    TableName: 't',
    Key: { id },
    UpdateExpression: 'SET #a = :a', // expect: update whole
    ExpressionAttributeNames: names(body),
    ExpressionAttributeValues: valuesOf(body),
  });

export const computedKeys = (field: string, value: string) =>
  client.scan({
    TableName: 't',
    FilterExpression: '#field = :value AND #other = :value', // expect: filter whole
    ExpressionAttributeNames: { [`#${field}`]: field, '#other': 'other' },
    ExpressionAttributeValues: { [':value']: value },
  });

export function lateConst(status?: string) {
  const ExpressionAttributeValues: DocumentClient.ExpressionAttributeValueMap = { ':pk': 'x' };
  let FilterExpression: string | undefined;
  if (status) {
    FilterExpression = 'phase = :phase';
    ExpressionAttributeValues[':phase'] = status;
  }
  return client.query({
    TableName: 't',
    KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
    FilterExpression, // expect: filter whole
    ExpressionAttributeValues,
  });
}

export const spreadValues = (base: Record<string, unknown>, pk: string) =>
  v3.send(
    new QueryCommand({
      TableName: 't',
      KeyConditionExpression: 'pk = :pk AND sk = :sk', // expect: key-condition whole
      ExpressionAttributeValues: { ...base, ':pk': pk },
    }),
  );

export async function paged(params: DocumentClient.ScanInput): Promise<unknown[]> {
  const all: unknown[] = [];
  let ExclusiveStartKey: DocumentClient.Key | undefined;
  do {
    const page = await client.scan({ ...params, FilterExpression: 'kind = :k', ExclusiveStartKey }).promise(); // expect: filter whole
    all.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return all;
}

export class Updates {
  private readonly sets: string[] = [];
  private readonly values: Record<string, unknown> = {};
  private readonly aliases: Record<string, string> = {};

  set(field: string, value: unknown): this {
    this.sets.push(`#${field} = :${field}`);
    this.aliases[`#${field}`] = field;
    this.values[`:${field}`] = value;
    return this;
  }

  command(id: string) {
    return new UpdateCommand({
      TableName: 't',
      Key: { id },
      UpdateExpression: 'SET ' + this.sets.join(', '), // expect: update partial
      ExpressionAttributeNames: this.aliases,
      ExpressionAttributeValues: this.values,
    });
  }
}

export const reduceUpdate = (id: string, fields: Record<string, unknown>) => {
  const update = Object.entries(fields).reduce(
    (all, [key, value], index) => {
      all.expression += `${index > 0 ? ', ' : ''}#${key} = :${key}`;
      all.names[`#${key}`] = key;
      all.values[`:${key}`] = value;
      return all;
    },
    { expression: 'SET ', names: {} as Record<string, string>, values: {} as Record<string, unknown> },
  );
  return v3.send(
    new UpdateCommand({
      TableName: 't',
      Key: { id },
      UpdateExpression: update.expression, // expect: update none
      ExpressionAttributeNames: update.names,
      ExpressionAttributeValues: update.values,
    }),
  );
};

export const switched = (kind: 'a' | 'b', value: number) => {
  let expression: string;
  switch (kind) {
    case 'a':
      expression = 'SET a = :v';
      break;
    case 'b':
      expression = 'SET b = :v';
      break;
    default:
      throw new Error('no');
  }
  return client.update({
    TableName: 't',
    Key: { id: 'x' },
    UpdateExpression: expression, // expect: update whole
    ExpressionAttributeValues: { ':v': value },
  });
};

export const table: Record<string, string> = { one: 'SET a = :v', two: 'SET b = :v' };
export const byTable = (kind: string, value: number) =>
  client.update({
    TableName: 't',
    Key: { id: 'x' },
    UpdateExpression: table[kind], // expect: update whole
    ExpressionAttributeValues: { ':v': value },
  });

export const nullish = (names?: Record<string, string>, filter?: string) =>
  v3.send(
    new ScanCommand({
      TableName: 't',
      FilterExpression: filter ?? 'attribute_exists(id)', // expect: filter partial
      ExpressionAttributeNames: names ?? undefined,
    }),
  );

export const emptyUnless = (kind?: string) =>
  client.query({
    TableName: 't',
    KeyConditionExpression: 'pk = :pk' + (kind ? ' AND begins_with(sk, :kind)' : ''), // expect: key-condition whole
    ExpressionAttributeValues: { ':pk': 'x', ...(kind && { ':kind': kind }) },
  });

export const condition = (create: boolean) => {
  const base: DocumentClient.PutItemInput = { TableName: 't', Item: { id: 1 } };
  if (create) {
    base.ConditionExpression = 'attribute_not_exists(id)'; // expect: condition whole
  } else {
    base.ConditionExpression = 'version = :v'; // expect: condition whole
    base.ExpressionAttributeValues = { ':v': 1 };
  }
  return client.put(base).promise();
};

export const tagged = (attr: string) => `attribute_exists(${attr})`;
export const useTagged = () =>
  client.delete({ TableName: 't', Key: { id: 1 }, ConditionExpression: tagged('id') }); // expect: condition whole

export const numbers = (n: number) => ({
  TableName: 't',
  Key: { id: { S: 'x' } },
  UpdateExpression: 'ADD hits :one SET total_ms = if_not_exists(total_ms, :zero) + :ms', // expect: update whole
  ExpressionAttributeValues: { ':one': { N: '1' }, ':zero': { N: String(0) }, ':ms': { N: n.toString() } },
});
