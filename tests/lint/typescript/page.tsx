import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { NextPage } from 'next';

import { client } from '../lib/client';

type Props = { items: Array<{ id: string; title: string }> };

const Page: NextPage<Props> = ({ items }) => (
  <main>
    {items.map((item) => (
      <p key={item.id}>{item.title}</p>
    ))}
  </main>
);

export async function getServerSideProps(): Promise<{ props: Props }> {
  const result = await client.send(
    new QueryCommand({ // finding: unpaginated-read
      TableName: process.env.TABLE,
      KeyConditionExpression: 'pk = :pk', // expect: key-condition whole
      ExpressionAttributeValues: { ':pk': 'POST' },
      ProjectionExpression: 'id, title', // expect: projection whole
    }),
  );
  return { props: { items: (result.Items ?? []) as Props['items'] } };
}

export default Page;
