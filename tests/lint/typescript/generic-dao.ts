import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';

export interface QueryProps {
  keyConditionExpression: string;
  filterExpression?: string;
  expressionAttributeValues: Record<string, unknown>;
  indexName?: string;
}

export abstract class GenericDao<T> {
  protected abstract readonly table: string;
  protected abstract send<R>(command: unknown): Promise<R>;

  protected async query({ keyConditionExpression, filterExpression, expressionAttributeValues, indexName }: QueryProps): Promise<T[]> {
    return this.send({
      TableName: this.table,
      IndexName: indexName,
      KeyConditionExpression: keyConditionExpression, // expect: key-condition partial
      FilterExpression: filterExpression, // expect: filter partial
      ExpressionAttributeValues: expressionAttributeValues,
    });
  }
}

export class UserDao extends GenericDao<{ id: string }> {
  protected readonly table = 'users';
  protected send<R>(): Promise<R> {
    throw new ConditionalCheckFailedException({ message: 'x', $metadata: {} });
  }

  byEmail(email: string) {
    return this.query({
      indexName: 'email',
      keyConditionExpression: 'email = :email', // expect: key-condition whole
      filterExpression: 'attribute_not_exists(deletedAt)', // expect: filter whole
      expressionAttributeValues: { ':email': email },
    });
  }
}
