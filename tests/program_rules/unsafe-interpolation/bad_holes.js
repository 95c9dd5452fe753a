exports.find = (client, name) => client.scan({
  TableName: "users",
  FilterExpression: 'userName = "' + name + '"',
});
