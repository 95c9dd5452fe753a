import { BY_PK, TABLES } from './constants';
import * as all from './constants';
import { sharedCondition } from '@org/shared';

export const one = (pk: string) => ({
  TableName: TABLES.ORDERS,
  KeyConditionExpression: BY_PK, // expect: key-condition whole
  ExpressionAttributeValues: { ':pk': pk },
});

export const two = (pk: string) => ({
  TableName: 't',
  KeyConditionExpression: all.BY_PK, // expect: key-condition whole
  ExpressionAttributeValues: { ':pk': pk },
});

export const three = (Item: object) => ({
  TableName: 't',
  Item,
  ConditionExpression: sharedCondition, // expect: condition none
});
