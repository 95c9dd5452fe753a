#!/usr/bin/env node
'use strict';
// The old client and the new one.
const AWS = require('aws-sdk');
const { DynamoDBDocumentClient, QueryCommand: Query, ...rest } = require("@aws-sdk/lib-dynamodb");
import Client, { UpdateCommand as Update, PutCommand } from '@aws-sdk/client-dynamodb';
import * as table from "./table.js";
import './polyfill';
export { helper as helped } from './helper';
export * from './all';
export * as names from './names';

export const TABLE = 'orders', INDEX = "by\tstatus \u0041 it's \$";
const KEY = { owner: ':owner', "#s": "status", 3: null, [TABLE]: undefined, };
let expression;

class Orders extends Base {
  static CONDITION = 'attribute_not_exists(pk)';
  #open = true;
  docClient;
  static { register(Orders); }

  constructor({ client, limit = 10, keys: [first] } = {}, table = TABLE, ...others) {
    this.#open = client?.open ?? false;
  }

  async query(pk) {
    const params = {
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk AND ' + /* the rest */ "begins_with(sk, :sk)",
      ExpressionAttributeValues: { ':pk': pk, [KEY.owner]: -1, ':n': 1_000 },
      ...(this.filter && { FilterExpression: `#s = :s` }),
      expression,
      get Limit() { return 5; },
      'Select': (pk, 'COUNT'),
    };
    params.FilterExpression = `${KEY["#s"]} = :s AND \`x\` > ${`:${pk}`}`;
    params['ProjectionExpression'] += ', #n';
    params.ConsistentRead ??= !pk;
    delete params.Limit;
    const page = await this.docClient
      // a comment in a chain
      .query(params /* and one in a call */, ...others)
      .promise();
    return page.Items?.map(async (item) => item.id);
  }
}

export default async function update(changes, id) {
  const parts = [];
  for (const [name, value] of Object.entries(changes)) {
    parts.push(`#${name} = :${name}`);
  }
  for (let i = 0; i < 3; i++) expression += i ? ', ' : '';
  while (more()) { break; }
  do { next(); } while (false);
  if (parts.length > 1) {
    expression = 'SET ' + parts.join(', ');
  } else if (!id) {
    return;
  } else throw new Error('nothing');
  switch (id) {
    case 'a':
      expression = 'REMOVE a';
      break;
    default:
      expression = null;
  }
  try {
    await client.send(new Update({ UpdateExpression: expression }));
    await client.send(new TransactWriteCommand({ TransactItems: [{ Put: { Item: item, ConditionExpression: Orders.CONDITION } }, ...more] }));
  } catch ({ name }) {
    console.error(name);
  } finally {
    done();
  }
  var a = 1, b = function named(x) { return x ? 'y' : "z"; };
  label: for (const k in a) continue label;
  return gql`query { a }`;
}

const View = ({ items }) => <Table title="pk = :pk" rows={items} {...rest}>{/* none */}text {items.length}</Table>;
