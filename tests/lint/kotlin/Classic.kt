package com.example.classic

import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient
import software.amazon.awssdk.services.dynamodb.model.AttributeValue
import software.amazon.awssdk.services.dynamodb.model.QueryRequest
import software.amazon.awssdk.services.dynamodb.model.ScanRequest
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest
import java.util.concurrent.CompletableFuture

internal class Classic(private val client: DynamoDbAsyncClient, private val tableName: String) {

    private val keyCondition get() = "$HASH = :$HASH"

    private fun rangeCondition(prefix: String?) =
        if (prefix == null) "$HASH = :h" else "$HASH = :h AND begins_with($RANGE, :r)"

    fun query(hash: String, prefix: String? = null): CompletableFuture<List<String>> {
        val values = buildMap {
            put(":h", AttributeValue.fromS(hash))
            if (prefix != null) put(":r", AttributeValue.fromS(prefix))
        }
        val request = QueryRequest.builder()
            .tableName(tableName) // finding: unpaginated-read
            .keyConditionExpression(rangeCondition(prefix)) // expect: key-condition whole
            .expressionAttributeValues(values)
            .build()
        return client.query(request).thenApply { r -> r.items().map { it.getValue("id").s() } }
    }

    fun scan(filters: List<Pair<String, String>>): ScanRequest {
        val filter = filters.mapIndexed { i, _ -> "#f$i = :f$i" }.joinToString(" AND ")
        return ScanRequest.builder().tableName(tableName)
            .filterExpression(filter) // expect: filter partial
            .expressionAttributeNames(filters.withIndex().associate { (i, f) -> "#f$i" to f.first })
            .expressionAttributeValues(filters.withIndex().associate { (i, f) -> ":f$i" to AttributeValue.fromS(f.second) })
            .build()
    }

    fun grown(id: String, note: String?): UpdateItemRequest {
        val sets = mutableListOf("updated = :u")
        val values = mutableMapOf(":u" to AttributeValue.fromN("1"))
        note?.let {
            sets.add("note = :note")
            values[":note"] = AttributeValue.fromS(it)
        }
        return UpdateItemRequest.builder()
            .tableName(tableName)
            .key(mapOf("id" to AttributeValue.fromS(id)))
            .updateExpression("SET ${sets.joinToString()}") // expect: update whole
            .expressionAttributeValues(values)
            .build()
    }

    fun transaction(ids: List<String>) = ids.map { id ->
        TransactWriteItem.builder().update { u ->
            u.tableName(tableName)
                .key(mapOf("id" to AttributeValue.fromS(id)))
                .updateExpression("SET #l = :l") // expect: update whole
                .conditionExpression("attribute_not_exists(#l) OR #l < :l") // expect: condition whole
                .expressionAttributeNames(mapOf("#l" to "lock"))
                .expressionAttributeValues(mapOf(":l" to AttributeValue.fromN("1")))
        }.build()
    }

    fun configured(id: String, configure: UpdateItemRequest.Builder.() -> Unit): UpdateItemRequest =
        UpdateItemRequest.builder()
            .tableName(tableName)
            .key(mapOf("id" to AttributeValue.fromS(id)))
            .updateExpression("SET seen = :seen") // expect: update whole
            .apply(configure)
            .build()

    companion object {
        private const val HASH = "hash_key"
        private const val RANGE = "range_key"
    }
}
