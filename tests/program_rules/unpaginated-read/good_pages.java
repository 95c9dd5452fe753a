class Orders {
    List<Order> enhanced(String customer) {
        QueryEnhancedRequest request = QueryEnhancedRequest.builder()
            .queryConditional(QueryConditional.keyEqualTo(key(customer)))
            .filterExpression(Expression.builder().expression("paid = :no").putExpressionValue(":no", no).build())
            .build();
        return table.query(request).items().stream().toList();
    }

    void documentApi(String customer) {
        QuerySpec spec = new QuerySpec().withKeyConditionExpression("customer = :c")
            .withValueMap(new ValueMap().withString(":c", customer));
        for (Item item : table.query(spec)) {
            print(item);
        }
    }

    List<Map<String, AttributeValue>> paginator(String customer) {
        return client.queryPaginator(QueryRequest.builder()
            .keyConditionExpression("customer = :c")
            .expressionAttributeValues(Map.of(":c", AttributeValue.fromS(customer)))
            .build()).items().stream().toList();
    }
}
