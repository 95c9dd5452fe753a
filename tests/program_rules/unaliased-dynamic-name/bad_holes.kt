suspend fun count(client: DynamoDbClient, field: String) {
    client.updateItem {
        tableName = "pages"
        updateExpression = "ADD $field :one"
        expressionAttributeValues = mapOf(":one" to AttributeValue.N("1"))
    }
}
