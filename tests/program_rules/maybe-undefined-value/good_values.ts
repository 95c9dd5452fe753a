export const a = (client: any, user?: User) => {
  if (!user?.city) return;
  return client.update({ Key: { id: 1 }, UpdateExpression: "SET c = :c", ExpressionAttributeValues: { ":c": user?.city } });
};
export const b = (client: any, user?: User) =>
  client.update({ Key: { id: 1 }, UpdateExpression: "SET c = :c", ExpressionAttributeValues: { ":c": user?.city ?? "none" } });
export const c = (client: any, user: User) =>
  client.update({ Key: { id: 1 }, UpdateExpression: "SET c = :c", ExpressionAttributeValues: { ":c": user.city } });
