import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';

const doc = DynamoDBDocument.from(new DynamoDB({ region: 'eu-central-1' }));
const table = process.env.TABLE!;

const pkOf = (tenant: string) => `TENANT#${tenant}`;

export async function members(tenant: string, cursor?: string) {
  return await doc.query({
    TableName: table,
    KeyConditionExpression: [ // expect: key-condition whole
      'pk = :pk',
      'begins_with(sk, :sk)',
    ].join(' AND '),
    ExpressionAttributeValues: {
      ':pk': pkOf(tenant),
      ':sk': 'MEMBER#',
    },
    ...(cursor ? { ExclusiveStartKey: JSON.parse(Buffer.from(cursor, 'base64').toString()) } : undefined),
  });
}

export const setRole = async (tenant: string, user: string, role: 'admin' | 'member'): Promise<boolean> => {
  try {
    await doc.update({
      TableName: table,
      Key: { pk: pkOf(tenant), sk: `MEMBER#${user}` },
      UpdateExpression: /* language=dynamodb */ 'SET #role = :role', // expect: update whole
      ConditionExpression: '#role <> :role and attribute_exists(#role)', // expect: condition whole
      ExpressionAttributeNames: { '#role': 'role' },
      ExpressionAttributeValues: { ':role': role },
    });
    return true;
  } catch (error: unknown) {
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return false;
    throw error;
  }
};

export const batch = (ids: string[]) =>
  doc.batchGet({
    RequestItems: {
      [table]: {
        Keys: ids.map((id) => ({ pk: id, sk: id })),
        ProjectionExpression: 'pk, #n', // expect: projection whole
        ExpressionAttributeNames: { '#n': 'name' },
      },
    },
  });

export const both = (a: string, b: string) =>
  doc.transactGet({
    TransactItems: [
      { Get: { TableName: table, Key: { pk: a }, ProjectionExpression: 'pk, balance' } }, // expect: projection whole
      { Get: { TableName: table, Key: { pk: b } } },
    ],
  });

export const writes = (items: { id: string; qty: number }[]) =>
  doc.transactWrite({
    TransactItems: items.map((item) => ({
      Update: {
        TableName: table,
        Key: { pk: item.id },
        UpdateExpression: 'SET stock = stock - :qty', // expect: update whole
        ConditionExpression: 'stock >= :qty', // expect: condition whole
        ExpressionAttributeValues: { ':qty': item.qty },
      },
    })),
  });

export const isoWindow = (day: string) => {
  const expressionValues: Record<string, string> = { ':from': `${day}T00:00:00Z`, ':to': `${day}T23:59:59Z`, ':d': day };
  return doc.query({
    TableName: table,
    IndexName: 'by-day',
    KeyConditionExpression: '#day = :d AND #time BETWEEN :from AND :to', // expect: key-condition whole
    ExpressionAttributeNames: { '#day': 'day', '#time': 'time' },
    ExpressionAttributeValues: expressionValues,
  });
};

export const mutatedLater = (deep: boolean) => {
  const values: Record<string, unknown> = { ':pk': 'x' };
  let filter = 'a = :a';
  values[':a'] = 1;
  if (deep) {
    filter += ' AND b = :b';
    values[':b'] = 2;
  }
  return doc.query({
    TableName: table,
    KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
    FilterExpression: filter, // expect: filter whole
    ExpressionAttributeValues: values,
  });
};

export const dynamicIn = (ids: string[]) => {
  const values = ids.reduce((all, id, i) => ({ ...all, [`:id${i}`]: id }), {} as Record<string, string>);
  return doc.scan({
    TableName: table,
    FilterExpression: `id IN (${Object.keys(values).join(', ')})`, // expect: filter partial
    ExpressionAttributeValues: values,
  });
};

export const anyOf = (kinds: string[]) =>
  doc.scan({
    TableName: table,
    FilterExpression: kinds.map((_, i) => `#kind = :kind${i}`).join(' OR '), // expect: filter partial
    ExpressionAttributeNames: { '#kind': 'kind' },
    ExpressionAttributeValues: Object.fromEntries(kinds.map((k, i) => [`:kind${i}`, k])),
  });
