import { util } from '@aws-appsync/utils';

export function request(ctx) {
  const { id, limit = 20, nextToken } = ctx.args;
  return {
    operation: 'Query',
    query: {
      expression: '#pk = :pk', // expect: key-condition whole
      expressionNames: { '#pk': 'pk' },
      expressionValues: util.dynamodb.toMapValues({ ':pk': id }),
    },
    filter: {
      expression: 'begins_with(sk, :p)', // expect: filter whole
      expressionValues: { ':p': util.dynamodb.toDynamoDB('ORDER#') },
    },
    limit,
    nextToken,
  };
}

export function update(ctx) {
  const values = ctx.args.input;
  return {
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ id: ctx.args.id }),
    update: {
      expression: 'SET #title = :title ADD version :one', // expect: update whole
      expressionNames: { '#title': 'title' },
      expressionValues: util.dynamodb.toMapValues({ ':title': values.title, ':one': 1 }),
    },
    condition: {
      expression: 'attribute_exists(id)', // expect: condition whole
    },
  };
}

export function response(ctx) {
  return ctx.result;
}
