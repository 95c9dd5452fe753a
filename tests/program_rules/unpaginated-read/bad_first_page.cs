class Orders {
    public async Task<List<Order>> List(string customer) {
        var request = new QueryRequest {
            TableName = "orders",
            KeyConditionExpression = "customer = :c",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":c", new AttributeValue { S = customer } } },
        };
        var response = await _client.QueryAsync(request);
        return response.Items.Select(Decode).ToList();
    }
}
