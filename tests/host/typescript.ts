import type { QueryCommandInput } from "@aws-sdk/lib-dynamodb";
import { DynamoDBClient, type UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import fs = require("fs");

interface Request { FilterExpression?: string; run(): void }
type Names = { [key: string]: 'ExpressionAttributeNames' };
export enum Condition { New = "attribute_not_exists(pk)", Old = 'attribute_exists(pk)', None }
declare const VERSION: string;
const FIXED = Object.freeze({ UpdateExpression: "SET a = :a" } as const);

@Injectable()
export abstract class Repository<T> {
  private static readonly FILTER: string = "size(a) > :n";
  protected names?: Record<string, string>;
  constructor(private readonly client: AWS.DynamoDB.DocumentClient, @Inject('t') public table = 'orders') {}

  abstract find(id: string): Promise<T>;

  @Log({ level: "debug" })
  public async query(@Arg() input: QueryCommandInput, limit?: number | null): Promise<T[]> {
    const params: DocumentClient.QueryInput = <QueryCommandInput>{
      TableName: process.env.TABLE!,
      KeyConditionExpression: (`pk = :pk`) as string,
      ExpressionAttributeValues: marshall({ ':pk': input } satisfies Names),
      // the index
      IndexName: limit as unknown as string,
    };
    params!.FilterExpression = Repository.FILTER;
    let expression: string | undefined;
    const typed = new Map<string, number>([['a', 1]]);
    const result = await this.client.send<QueryCommandInput, Output>(new QueryCommand(params));
    return result.Items! as T[];
  }
}

namespace Keys {
  export const pk = (id: string): string => `USER#${id}`;
}

function isRow(x: unknown): x is Row { return true }
export = Repository;
