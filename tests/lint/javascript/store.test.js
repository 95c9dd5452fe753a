import { mockClient } from 'aws-sdk-client-mock';
import { DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Store } from './class_store';

const ddbMock = mockClient(DynamoDBDocumentClient);

describe('store', () => {
  beforeEach(() => ddbMock.reset());

  it('queries', async () => {
    ddbMock
      .on(QueryCommand, {
        TableName: 't',
        KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
        ExpressionAttributeValues: { ':pk': '1' },
      })
      .resolves({ Items: [] });
    await new Store({}).get('1');
    expect(ddbMock).toHaveReceivedCommandWith(QueryCommand, {
      KeyConditionExpression: expect.stringContaining('pk'), // expect: key-condition none
      ExpressionAttributeValues: expect.objectContaining({ ':pk': '1' }),
    });
    expect(ddbMock.commandCalls(UpdateCommand)[0].args[0].input).toEqual({
      TableName: 't',
      Key: { pk: '1' },
      UpdateExpression: 'SET touchedAt = :now', // expect: update whole
      ExpressionAttributeValues: { ':now': expect.any(Number) },
    });
    const { UpdateExpression } = ddbMock.calls()[0].args[0].input;
    expect(UpdateExpression).toBe('SET touchedAt = :now');
    expect(UpdateExpression.startsWith('SET')).toBe(true);
  });

  it('passes texts through', async () => {
    await store.query({ KeyConditionExpression: 'condition', FilterExpression: 'some-filter' }); // expect: key-condition whole, filter whole
  });

  it('matches partly', () => {
    expect(fn).toHaveBeenCalledWith(
      expect.objectContaining({ UpdateExpression: 'SET #a = :a' }), // expect: update whole
    );
  });
});
