class Create {
  CreateTableRequest current() {
    return CreateTableRequest.builder()
        .tableName("orders")
        .keySchema(
            KeySchemaElement.builder().attributeName("customer").keyType(KeyType.HASH).build(),
            KeySchemaElement.builder().attributeName("number").keyType(KeyType.RANGE).build())
        .attributeDefinitions(
            AttributeDefinition.builder().attributeName("customer").attributeType(ScalarAttributeType.S).build(),
            AttributeDefinition.builder().attributeName("number").attributeType(ScalarAttributeType.N).build())
        .build();
  }

  CreateTableRequest old() {
    return new CreateTableRequest()
        .withTableName("old-orders")
        .withKeySchema(new KeySchemaElement("customer", KeyType.HASH))
        .withAttributeDefinitions(Arrays.asList(new AttributeDefinition("customer", ScalarAttributeType.B)));
  }
}
