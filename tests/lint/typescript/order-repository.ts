import { DynamoDBClient, type AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
  type UpdateCommandInput,
  type UpdateCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import { Injectable, Logger } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';

export enum OrderStatus {
  Open = 'OPEN',
  Closed = 'CLOSED',
}

enum Expressions {
  ByCustomer = '#customer = :customer',
  NotThere = 'attribute_not_exists(#pk)',
}

const NAMES = {
  '#customer': 'customer',
  '#status': 'status',
} as const;

interface Params {
  FilterExpression?: string;
  KeyConditionExpression: string;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
}

type Input = Omit<QueryCommandInput, 'ProjectionExpression'> & { UpdateExpression?: never };

@Injectable()
export class OrderRepository {
  private readonly logger = new Logger(OrderRepository.name);
  private static readonly EXISTS = 'attribute_exists(pk)';
  private readonly client: DynamoDBDocumentClient;

  constructor(private readonly config: ConfigService, client?: DynamoDBClient) {
    this.client = DynamoDBDocumentClient.from(client ?? new DynamoDBClient({}));
  }

  private get tableName(): string {
    return this.config.getOrThrow<string>('ORDERS_TABLE');
  }

  async findByCustomer(customer: string, status?: OrderStatus): Promise<Order[]> {
    const input: QueryCommandInput = {
      TableName: this.tableName,
      IndexName: 'customer-index',
      KeyConditionExpression: Expressions.ByCustomer, // expect: key-condition whole
      ExpressionAttributeNames: { '#customer': 'customer' },
      ExpressionAttributeValues: { ':customer': customer },
    };
    if (status) {
      input.FilterExpression = '#status = :status'; // expect: filter whole
      input.ExpressionAttributeNames!['#status'] = 'status';
      input.ExpressionAttributeValues![':status'] = status;
    }
    const orders: Order[] = [];
    do {
      const { Items, LastEvaluatedKey } = await this.client.send(new QueryCommand(input));
      orders.push(...((Items ?? []) as Order[]));
      input.ExclusiveStartKey = LastEvaluatedKey;
    } while (input.ExclusiveStartKey);
    return orders;
  }

  public async create(order: Order): Promise<void> {
    await this.client.send(
      new PutCommand({
        TableName: this.tableName,
        Item: order,
        ConditionExpression: Expressions.NotThere, // expect: condition whole
        ExpressionAttributeNames: { '#pk': 'pk' },
      } satisfies PutCommandInput),
    );
  }

  async close(id: string): Promise<UpdateCommandOutput> {
    return this.client.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: { pk: `ORDER#${id}` },
        // expect: update whole
        UpdateExpression: `
          SET #status = :closed,
              closedAt = :now
          REMOVE openFlag
        `,
        ConditionExpression: OrderRepository.EXISTS, // expect: condition whole
        ExpressionAttributeNames: { '#status': NAMES['#status'] },
        ExpressionAttributeValues: { ':closed': OrderStatus.Closed, ':now': new Date().toISOString() },
      }),
    );
  }

  async update(id: string, changes: Partial<Order>): Promise<void> {
    const fields = Object.keys(changes).filter((key): key is keyof Order => key !== 'pk');
    const params: UpdateCommandInput = {
      TableName: this.tableName,
      Key: { pk: id },
      UpdateExpression: 'set ' + fields.map((field) => `#${field} = :${field}`).join(', '), // expect: update partial
      ExpressionAttributeNames: fields.reduce<Record<string, string>>((names, field) => ({ ...names, [`#${field}`]: field }), {}),
      ExpressionAttributeValues: fields.reduce((values, field) => ({ ...values, [`:${field}`]: changes[field] }), {} as Record<string, unknown>),
    };
    await this.client.send(new UpdateCommand(params));
  }

  async get<T extends keyof Order>(id: string, ...fields: T[]): Promise<Pick<Order, T> | undefined> {
    const { Item } = await this.client.send(
      new GetCommand({
        TableName: this.tableName,
        Key: { pk: id },
        ProjectionExpression: fields.map((_, i) => `#f${i}`).join(','), // expect: projection partial
        ExpressionAttributeNames: Object.fromEntries(fields.map((f, i) => [`#f${i}`, f])),
      }),
    );
    return Item as Pick<Order, T> | undefined;
  }

  async increment(id: string, by = 1): Promise<number> {
    const { Attributes } = await this.client.send(
      new UpdateCommand({
        TableName: this.tableName,
        Key: { pk: id } as Record<string, unknown>,
        UpdateExpression: <string>'ADD revision :by', // expect: update whole
        ExpressionAttributeValues: { ':by': by },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Attributes?.revision as number;
  }
}

export interface Order {
  pk: string;
  customer: string;
  status: OrderStatus;
  revision: number;
}
