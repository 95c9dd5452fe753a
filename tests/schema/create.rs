async fn create(client: &Client) {
    client
        .create_table()
        .table_name("orders")
        .key_schema(KeySchemaElement::builder().attribute_name("customer").key_type(KeyType::Hash).build().unwrap())
        .attribute_definitions(
            AttributeDefinition::builder()
                .attribute_name("customer")
                .attribute_type(ScalarAttributeType::S)
                .build()
                .unwrap(),
        )
        .send()
        .await;
}
