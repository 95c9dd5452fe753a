import { Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { DynamoAttributeValue, DynamoUpdateItem } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { CfnGroup } from 'aws-cdk-lib/aws-xray';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';

export class AppStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const table = new Table(this, 'Table', { partitionKey: { name: 'pk', type: AttributeType.STRING } });

    new DynamoUpdateItem(this, 'Update', {
      table,
      key: { pk: DynamoAttributeValue.fromString('x') },
      updateExpression: 'SET #c = #c + :inc', // expect: update whole
      conditionExpression: 'attribute_exists(pk)', // expect: condition whole
      expressionAttributeNames: { '#c': 'count' },
      expressionAttributeValues: { ':inc': DynamoAttributeValue.fromNumber(1) },
    });

    new CfnGroup(this, 'Slow', { groupName: 'slow', filterExpression: 'duration > 5' });
    new CfnRule(this, 'Rule', { scheduleExpression: 'rate(1 day)' });
    table.metricConsumedReadCapacityUnits({ period: Duration.minutes(5) });
  }
}
