// Functions of one's own around the client, with names like the client's.
import { Entity, Table } from 'dynamodb-toolbox';

interface Db {
  get(args: { KeyConditionExpression: string; ExpressionAttributeValues: object }): Promise<unknown>;
  getAll(args: object): Promise<unknown[]>;
  update(key: object, expression: string, values: object): Promise<void>;
}

export async function use(db: Db, users: Entity, table: Table) {
  await db.get({ KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 1 } }); // expect: key-condition whole
  await db.getAll({ TableName: 't', FilterExpression: 'a = :a', ExpressionAttributeValues: { ':a': 1 } }); // expect: filter whole
  await db.update({ id: 1 }, 'SET a = :a', { ':a': 1 });
  await users.query('pk', { beginsWith: 'x', filters: [{ attr: 'a', eq: 1 }] });
  await table.scan({ filters: { attr: 'kind', eq: 'x' }, limit: 10 });
}

export const fluent = (model: any) =>
  model.query('pk').eq('x').filter('status').eq('open').attributes(['id', 'name']).exec();

export const rename = (cb: (input: object) => void) => {
  cb({
    tableName: 't',
    filterExpression: 'a = :a', // expect: filter whole
    expressionAttributeValues: { ':a': 1 },
  });
};
