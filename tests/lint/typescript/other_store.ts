export const open = (store: Store) => store.query({ filterExpression: "status == 'open'" });
