import { DynamoDBClient, QueryCommand, UpdateItemCommand, paginateScan } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand, paginateQuery } from '@aws-sdk/lib-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'

const client = new DynamoDBClient({})
const ddb = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
const { TABLE_NAME: TableName } = process.env

export const getComments = async (postId) => {
  const { Items = [] } = await client.send(new QueryCommand({ // finding: unpaginated-read
    TableName,
    KeyConditionExpression: 'PK = :pk AND begins_with(SK, :sk)', // expect: key-condition whole
    ExpressionAttributeValues: marshall({ ':pk': `POST#${postId}`, ':sk': 'COMMENT#' }),
  }))
  return Items.map((item) => unmarshall(item))
}

export const rename = (id, name) => client.send(
  new UpdateItemCommand({
    TableName,
    Key: marshall({ id }),
    UpdateExpression: 'SET #name = :name', // expect: update whole
    ExpressionAttributeNames: { '#name': 'name' },
    ExpressionAttributeValues: { ':name': { S: name } },
  }),
)

export async function* orders(customer) {
  const pages = paginateQuery({ client: ddb, pageSize: 25 }, {
    TableName,
    KeyConditionExpression: 'customer = :c', // expect: key-condition whole
    ExpressionAttributeValues: { ':c': customer },
  })
  for await (const page of pages) yield* page.Items ?? []
}

export async function expired() {
  const found = []
  for await (const page of paginateScan({ client }, {
    TableName,
    FilterExpression: 'expiresAt < :now', // expect: filter whole
    ExpressionAttributeValues: { ':now': { N: `${Math.floor(Date.now() / 1000)}` } },
  })) {
    found.push(...page.Items)
  }
  return found
}

export const transfer = async (from, to, amount) => {
  await ddb.send(new TransactWriteCommand({
    ClientRequestToken: crypto.randomUUID(),
    TransactItems: [
      {
        Update: {
          TableName,
          Key: { id: from },
          UpdateExpression: 'SET balance = balance - :a', // expect: update whole
          ConditionExpression: 'balance >= :a', // expect: condition whole
          ExpressionAttributeValues: { ':a': amount },
        },
      },
      {
        Update: {
          TableName,
          Key: { id: to },
          UpdateExpression: 'SET balance = balance + :a', // expect: update whole
          ExpressionAttributeValues: { ':a': amount },
        },
      },
      {
        Put: {
          TableName,
          Item: { id: `${from}#${to}` },
          ConditionExpression: 'attribute_not_exists(id)', // expect: condition whole
        },
      },
      {
        ConditionCheck: {
          TableName,
          Key: { id: 'config' },
          ConditionExpression: '#open = :yes', // expect: condition whole
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':yes': true },
        },
      },
      { Delete: { TableName, Key: { id: 'lock' }, ConditionExpression: 'holder = :h', ExpressionAttributeValues: { ':h': from } } }, // expect: condition whole
    ],
  }))
}

export const search = async ({ pk, status, text, fields }) => {
  const input = {
    TableName,
    KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
    ExpressionAttributeValues: {
      ':pk': pk,
      ...(status && { ':status': status }),
      ...(text ? { ':text': text } : {}),
    },
    ...(status && { FilterExpression: '#status = :status', ExpressionAttributeNames: { '#status': 'status' } }), // expect: filter whole
    ...(fields && { ProjectionExpression: fields.join(', ') }), // expect: projection none
  }
  return ddb.send(new QueryCommand(input))
}

export const patch = async (id, changes) => {
  const entries = Object.entries(changes)
  const command = new UpdateCommand({
    TableName,
    Key: { id },
    UpdateExpression: `SET ${entries.map(([key]) => `#${key} = :${key}`).join(', ')}`, // expect: update partial
    ExpressionAttributeNames: Object.fromEntries(entries.map(([key]) => [`#${key}`, key])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([key, value]) => [`:${key}`, value])),
    ReturnValues: 'ALL_NEW',
  })
  const { Attributes } = await ddb.send(command)
  return Attributes
}

export const patchReduce = (id, changes) => {
  const keys = Object.keys(changes)
  const names = keys.reduce((all, key, i) => ({ ...all, [`#k${i}`]: key }), {})
  const values = keys.reduce((all, key, i) => ({ ...all, [`:v${i}`]: changes[key] }), {})
  const expression = 'SET ' + keys.map((_, i) => `#k${i} = :v${i}`).join(', ')
  return ddb.send(new UpdateCommand({
    TableName,
    Key: { id },
    UpdateExpression: expression, // expect: update partial
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  }))
}

export const patchLoop = (id, { title, price, tags }) => {
  const sets = ['updatedAt = :now']
  const values = { ':now': Date.now() }
  if (title !== undefined) {
    sets.push('title = :title')
    values[':title'] = title
  }
  if (price !== undefined) {
    sets.push('price = :price')
    values[':price'] = price
  }
  return ddb.send(new UpdateCommand({
    TableName,
    Key: { id },
    UpdateExpression: `SET ${sets.join(', ')}`, // expect: update whole
    ExpressionAttributeValues: values,
  }))
}

export const patchGrow = (id, body) => {
  let updateExpression = 'set'
  const ExpressionAttributeNames = {}
  const ExpressionAttributeValues = {}
  for (const property in body) {
    updateExpression += ` #${property} = :${property},`
    ExpressionAttributeNames[`#${property}`] = property
    ExpressionAttributeValues[`:${property}`] = body[property]
  }
  updateExpression = updateExpression.slice(0, -1)
  return ddb.send(new UpdateCommand({
    TableName,
    Key: { id },
    UpdateExpression: updateExpression, // expect: update partial
    ExpressionAttributeNames,
    ExpressionAttributeValues,
  }))
}

export const shorthand = (id, names, values) => {
  const FilterExpression = 'a = :a'
  const ConditionExpression = undefined
  return ddb.scan({ TableName, FilterExpression, ExpressionAttributeValues: { ':a': id } }) // expect: filter whole
}
