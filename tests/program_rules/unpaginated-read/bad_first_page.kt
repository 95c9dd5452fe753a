suspend fun list(client: DynamoDbClient, customer: String): List<Order> {
    val response = client.query {
        tableName = "orders"
        keyConditionExpression = "customer = :c"
        expressionAttributeValues = mapOf(":c" to AttributeValue.S(customer))
    }
    return response.items!!.map { decode(it) }
}
