package com.example.javasdk

import org.slf4j.LoggerFactory
import org.springframework.stereotype.Component
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable
import software.amazon.awssdk.enhanced.dynamodb.Expression
import software.amazon.awssdk.services.dynamodb.DynamoDbClient
import software.amazon.awssdk.services.dynamodb.model.AttributeValue
import software.amazon.awssdk.services.dynamodb.model.QueryRequest
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest

@Component
class JavaSdk(
    private val client: DynamoDbClient,
    private val table: DynamoDbTable<Any>,
) {
    companion object {
        private val log = LoggerFactory.getLogger(JavaSdk::class.java)
        const val PARTITION = "pk"
        const val SORT = "sk"
        private const val BY_PREFIX = "$PARTITION = :pk AND begins_with($SORT, :prefix)"
    }

    fun list(user: String): List<Map<String, AttributeValue>> {
        val request = QueryRequest.builder()
            .tableName("sessions") // finding: unpaginated-read
            .keyConditionExpression(BY_PREFIX) // expect: key-condition whole
            .expressionAttributeValues(
                mapOf(
                    ":pk" to "USER#$user".toAttribute(),
                    ":prefix" to AttributeValue.builder().s("SESSION#").build(),
                ),
            )
            .build()
        return client.query(request).items().also { log.info("{} sessions", it.size) }
    }

    fun touch(id: String, now: Long) {
        client.updateItem {
            it.tableName("sessions")
                .key(mapOf(PARTITION to id.toAttribute()))
                .updateExpression("SET seen = :now") // expect: update whole
                .conditionExpression("attribute_exists($PARTITION)") // expect: condition whole
                .expressionAttributeValues(mapOf(":now" to AttributeValue.fromN(now.toString())))
        }
    }

    fun counter(id: String, field: String) {
        val request = UpdateItemRequest.builder().apply {
            tableName("sessions")
            key(mapOf(PARTITION to id.toAttribute()))
            updateExpression("SET #f = if_not_exists(#f, :zero) + :one") // expect: update whole
            expressionAttributeNames(mapOf("#f" to field))
            expressionAttributeValues(mapOf(":zero" to AttributeValue.fromN("0"), ":one" to AttributeValue.fromN("1")))
        }.build()
        client.updateItem(request)
    }

    fun create(item: Any) {
        table.putItem { r ->
            r.item(item)
            r.conditionExpression(Expression.builder().expression("attribute_not_exists($PARTITION)").build()) // expect: condition builder, condition whole
        }
    }

    fun update(id: String, attributes: Map<String, AttributeValue>) {
        val expression = attributes.keys.joinToString(prefix = "SET ", separator = ", ") { "#$it = :$it" }
        client.updateItem { b ->
            b.tableName("sessions")
            b.key(mapOf(PARTITION to id.toAttribute()))
            b.updateExpression(expression) // expect: update partial
            b.expressionAttributeNames(attributes.keys.associate { "#$it" to it })
            b.expressionAttributeValues(attributes.mapKeys { (k, _) -> ":$k" })
        }
    }

    fun set(id: String, name: String, value: AttributeValue) {
        client.updateItem(
            UpdateItemRequest.builder()
                .tableName("sessions")
                .key(mapOf("pk" to id.toAttribute()))
                .updateExpression("SET $name = :v") // expect: update partial
                .expressionAttributeValues(mapOf(":v" to value))
                .build()
        )
    }

    private fun String.toAttribute(): AttributeValue = AttributeValue.fromS(this)
}
