package com.example.generic

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.QueryRequest
import aws.sdk.kotlin.services.dynamodb.model.ScanRequest
import aws.sdk.kotlin.services.dynamodb.model.UpdateItemRequest

object Columns {
    const val OWNER = "owner_id"
    const val OWNER_VALUE = ":ownerId"
}

enum class Condition(val expression: String) {
    MUST_EXIST("attribute_exists(pk)"),
    MUST_NOT_EXIST("attribute_not_exists(pk)"),
}

abstract class Base<T : Any>(protected val client: DynamoDbClient, private val table: String) {

    protected suspend fun query(
        condition: String,
        values: Map<String, AttributeValue>,
        filter: String? = null,
    ): List<T> {
        val response = client.query(
            QueryRequest {
                tableName = table
                keyConditionExpression = condition // expect: key-condition partial
                filterExpression = filter // expect: filter none
                expressionAttributeValues = values
            },
        )
        return response.items.orEmpty().map(::decode)
    }

    protected abstract fun decode(item: Map<String, AttributeValue>): T

    suspend fun owned(owner: String): List<T> = query(
        condition = "${Columns.OWNER} = ${Columns.OWNER_VALUE}",
        values = mapOf(Columns.OWNER_VALUE to AttributeValue.S(owner)),
    )

    suspend fun ownedScan(owner: String) = client.scan(
        ScanRequest {
            tableName = table
            filterExpression = "${Columns.OWNER} = ${Columns.OWNER_VALUE}" // expect: filter whole
            expressionAttributeValues = mapOf(Columns.OWNER_VALUE to AttributeValue.S(owner))
        },
    )

    suspend fun put(values: Map<String, AttributeValue>, condition: Condition?) {
        client.putItem {
            tableName = table
            item = values
            condition?.let { conditionExpression = it.expression } // expect: condition none
        }
    }

    suspend fun patch(id: String, changes: Map<String, AttributeValue?>) {
        val sets = mutableListOf<String>()
        val removes = mutableListOf<String>()
        val names = mutableMapOf<String, String>()
        val attributes = mutableMapOf<String, AttributeValue>()
        changes.entries.forEachIndexed { index, (name, value) ->
            names["#n$index"] = name
            if (value == null) {
                removes += "#n$index"
            } else {
                sets += "#n$index = :v$index"
                attributes[":v$index"] = value
            }
        }
        val expression = buildString {
            if (sets.isNotEmpty()) append("SET ").append(sets.joinToString(", "))
            if (removes.isNotEmpty()) append(" REMOVE ").append(removes.joinToString(", "))
        }
        client.updateItem(
            UpdateItemRequest {
                tableName = table
                key = mapOf("pk" to AttributeValue.S(id))
                updateExpression = expression // expect: update partial
                expressionAttributeNames = names
                expressionAttributeValues = attributes.ifEmpty { null }
            },
        )
    }

    suspend fun versioned(id: String, version: Long?) {
        val (check, values) = if (version == null) {
            "attribute_not_exists(version)" to emptyMap()
        } else {
            "version = :v" to mapOf(":v" to AttributeValue.N(version.toString()))
        }
        client.deleteItem {
            tableName = table
            key = mapOf("pk" to AttributeValue.S(id))
            conditionExpression = check // expect: condition whole
            expressionAttributeValues = values
        }
    }

    suspend fun multiline(id: String) = client.updateItem {
        tableName = table
        key = mapOf("pk" to AttributeValue.S(id))
        // expect: update whole
        updateExpression = """
            SET #a = :a,
                #b = list_append(if_not_exists(#b, :empty), :b)
        """.trimIndent()
        expressionAttributeNames = mapOf("#a" to "a", "#b" to "b")
        expressionAttributeValues = mapOf(
            ":a" to AttributeValue.S("a"),
            ":b" to AttributeValue.L(listOf(AttributeValue.S("b"))),
            ":empty" to AttributeValue.L(emptyList()),
        )
    }

    suspend fun whenever(kind: String) = client.scan {
        tableName = table
        filterExpression = when (kind) { // expect: filter whole
            "old" -> "created < :d"
            "new" -> "created >= :d"
            else -> error("unknown $kind")
        }
        expressionAttributeValues = mapOf(":d" to AttributeValue.N("1"))
    }
}
