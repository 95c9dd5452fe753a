class Orders {
    Map<String, AttributeValue> open(String customer) {
        QueryRequest request = QueryRequest.builder()
            .tableName("orders")
            .keyConditionExpression("customer = :c")
            .filterExpression("paid = :no")
            .expressionAttributeValues(Map.of(":c", AttributeValue.fromS(customer), ":no", AttributeValue.fromBool(false)))
            .limit(1)
            .build();
        return client.query(request).items().get(0);
    }
}
