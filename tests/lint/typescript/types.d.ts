export interface QueryOptions {
  FilterExpression?: string;
  KeyConditionExpression: string;
  ProjectionExpression: 'a' | 'b';
}
export declare function query(options: { UpdateExpression: string; ConditionExpression?: string }): void;
declare const defaults: { FilterExpression: string };
