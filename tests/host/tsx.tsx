import React from 'react';

export const Orders: React.FC<Props> = ({ status }: Props) => {
  const [rows, setRows] = useState<Row[]>([]);
  useEffect(() => {
    client
      .send(new ScanCommand({ FilterExpression: '#s = :s', ExpressionAttributeNames: { '#s': 'status' } as Names }))
      .then((page) => setRows(page.Items ?? []));
  }, [status]);
  return (
    <ul className="rows">
      {rows.map((row) => <li key={row.id}>{row.name}</li>)}
    </ul>
  );
};
