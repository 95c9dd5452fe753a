import * as appsync from 'aws-cdk-lib/aws-appsync';

export function resolvers(source: appsync.DynamoDbDataSource) {
  // expect: key-condition whole
  source.createResolver('Plots', {
    typeName: 'Query',
    fieldName: 'plots',
    requestMappingTemplate: appsync.MappingTemplate.fromString(
      `#set($owner = $ctx.identity.sub)
{
  "version": "2018-05-29",
  "operation": "Query",
  "query": {
    "expression": "owner_id = :o AND begins_with(sk, :s)",
    "expressionValues": {
      ":o": $util.dynamodb.toDynamoDBJson($owner),
      ":s": { "S": "PLOT#" }
    }
  },
  "limit": $util.defaultIfNull($ctx.args.limit, 100)
}`),
  });
  // expect: update whole
  // finding: reserved-word
  source.createResolver('Rename', {
    requestMappingTemplate: appsync.MappingTemplate.fromString(`
      {
        "version": "2017-02-28",
        "operation": "UpdateItem",
        "key": { "plot_id": $util.dynamodb.toDynamoDBJson($context.arguments.plot) },
        "update": {
          "expression": "SET owner = :o",
          "expressionValues": { ":o": $util.dynamodb.toDynamoDBJson($context.arguments.owner) }
        }
      }
    `),
  });
  const template = [
    '#set($input = $ctx.args.input)',
    '{',
    '  "version": "2018-05-29",',
    '  "operation": "PutItem",',
    '  "key": {"plot_id": $util.dynamodb.toDynamoDBJson($input.plot)},',
    '  "attributeValues": $util.dynamodb.toMapValuesJson($input),',
    '  "condition": {"expression": "attribute_not_exists(plot_id)"}', // expect: condition whole
    '}',
  ].join('\n');
  return template;
}

// expect: key-condition whole
export const gateway = {
  requestTemplates: {
    'application/json': JSON.stringify({
      TableName: 'plots',
      KeyConditionExpression: 'plot_id = :p',
      ExpressionAttributeValues: { ':p': { S: "$input.params('plot')" } },
    }),
  },
};

// expect: key-condition partial
export const joined = (key: string) =>
  '{"TableName": "plots", "KeyConditionExpression": "' + key + ' = :v1", "ExpressionAttributeValues": {":v1": {"S": "$input.params(\'p\')"}}}';
