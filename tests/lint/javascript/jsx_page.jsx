import React, { useEffect, useState } from 'react';
import { ddbDocClient } from '../libs/ddbDocClient';
import { ScanCommand, DeleteCommand } from '@aws-sdk/lib-dynamodb';

export default function Page({ table }) {
  const [rows, setRows] = useState([]);
  useEffect(() => {
    const load = async () => {
      const data = await ddbDocClient.send(new ScanCommand({ // finding: unpaginated-read
        TableName: table,
        FilterExpression: 'attribute_exists(email) and not contains(email, :x)', // expect: filter whole
        ExpressionAttributeValues: { ':x': '@' },
      }));
      setRows(data.Items);
    };
    load();
  }, [table]);
  const remove = async (row) => {
    await ddbDocClient.send(new DeleteCommand({ TableName: table, Key: { id: row.id }, ConditionExpression: 'attribute_exists(id)' })); // expect: condition whole
  };
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} onClick={() => remove(row)}>
          {row.email}
        </li>
      ))}
    </ul>
  );
}
