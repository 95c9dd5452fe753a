export const BY_PK = 'pk = :pk';
export const TABLES = { ORDERS: 'orders', FILTER: 'kind = :kind' } as const;
export default 'unused';
