import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

export class Moorings {
  async change(mooring: { id: string; draught?: number; view?: string }) {
    const fields: Record<string, unknown> = { draught: mooring.draught, view: mooring.view };
    const { UpdateExpression, ExpressionAttributeValues } = this.changes(fields);
    await this.client.send(new UpdateCommand({
      TableName: this.table,
      Key: { id: mooring.id },
      UpdateExpression, // expect: update whole
      ExpressionAttributeValues,
    }));
  }

  private changes(fields: Record<string, unknown>) {
    const names = Object.keys(fields);
    return {
      UpdateExpression: `SET ${names.map((name) => `${name} = :${name}`).join(', ')}`, // expect: update whole, finding: reserved-word
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, fields[name]])),
    };
  }
}

// Called in this file alone, with the parts of one object.
async function write({ item, condition, values }: { item: object; condition: string; values: object }) {
  return client.send(new PutCommand({
    TableName: 'moorings',
    Item: item,
    ConditionExpression: condition, // expect: condition whole
    ExpressionAttributeValues: values,
  }));
}

export const claim = (item: object, now: number) =>
  write({ item, condition: 'attribute_not_exists(id) OR ttl < :now', values: { ':now': now } }); // finding: reserved-word

// Exported: other files may give it other texts.
export async function check(item: object, condition: string) {
  return client.send(new PutCommand({
    TableName: 'moorings',
    Item: item,
    ConditionExpression: condition, // expect: condition partial
  }));
}

export const first = (item: object) => check(item, 'attribute_not_exists(id)');

export class Berths {
  // What a call gives is held against what it gives beside it.
  static async find(
    condition: string,
    values: Record<string, unknown>,
    names?: Record<string, string>,
    filter?: string,
  ) {
    return client.send(new QueryCommand({
      TableName: 'berths',
      KeyConditionExpression: condition, // expect: key-condition partial
      FilterExpression: filter, // expect: filter partial
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    }));
  }

  static ofHarbour(harbour: string) {
    return this.find('harbour = :harbour', { ':harbour': harbour });
  }

  static ofOwner(owner: string) {
    return this.find('keeper = :owner', { ':keeper': owner }); // finding: undefined-value
  }

  static free(harbour: string) {
    return this.find('#h = :h', { ':h': harbour, ':no': false }, { '#h': 'harbour' }, 'taken = :no');
  }

  // What only one of two requests needs is not too much.
  static async either(condition: string, values: Record<string, unknown>, filter?: string) {
    const base = { TableName: 'berths', KeyConditionExpression: condition }; // expect: key-condition partial
    if (filter) {
      return client.send(new QueryCommand({
        TableName: 'berths',
        KeyConditionExpression: condition, // expect: key-condition partial
        FilterExpression: filter, // expect: filter partial
        ExpressionAttributeValues: values,
      }));
    }
    return client.send(new QueryCommand({ ...base, ExpressionAttributeValues: values }));
  }

  static narrow(harbour: string) {
    return this.either('harbour = :h', { ':h': harbour, ':no': false }, 'taken = :no');
  }
}
