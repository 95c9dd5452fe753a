package com.example.parts

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.ScanRequest
import aws.sdk.kotlin.services.dynamodb.model.UpdateItemRequest

/** Texts that are parts of what functions give, or given by callers. */
class Parts(private val client: DynamoDbClient, private val table: String) {
    private val byHarvest by lazy { "harvest = :harvest" }

    private fun change(weight: String) =
        "SET weight = :weight" to mapOf(":weight" to AttributeValue.N(weight))

    private fun all(names: List<String>): Triple<String, Map<String, String>, Map<String, AttributeValue>> {
        val aliases = names.associateBy { "#$it" }
        val values = names.associate { ":$it" to AttributeValue.S(it) }
        return Triple(names.joinToString(", ", prefix = "SET ") { "#$it = :$it" }, aliases, values)
    }

    suspend fun pair(hive: Map<String, AttributeValue>) {
        val change = change("3")
        client.updateItem {
            tableName = table
            key = hive
            updateExpression = change.first // expect: update whole
            expressionAttributeValues = change.second
        }
    }

    suspend fun destructured(hive: Map<String, AttributeValue>, fields: List<String>) {
        val (expression, names, values) = all(fields)
        client.updateItem(
            UpdateItemRequest {
                tableName = table
                key = hive
                updateExpression = expression // expect: update partial
                expressionAttributeNames = names
                expressionAttributeValues = values
            },
        )
    }

    suspend fun lazily(harvest: String) = client.scan {
        tableName = table
        filterExpression = byHarvest // expect: filter whole
        expressionAttributeValues = mapOf(":harvest" to AttributeValue.S(harvest))
    }

    suspend fun joined(keeper: String?, yard: String) {
        val filter = listOfNotNull("yard = :yard", keeper?.let { "keeper = :keeper" }).joinToString(" AND ")
        val values = buildMap {
            put(":yard", AttributeValue.S(yard))
            keeper?.let { put(":keeper", AttributeValue.S(it)) }
        }
        client.scan(
            ScanRequest {
                tableName = table
                filterExpression = filter // expect: filter whole
                expressionAttributeValues = values
            },
        )
    }

    suspend fun built(hive: Map<String, AttributeValue>, note: String?) {
        val text = buildString {
            append("SET weight = :weight")
            if (note != null) append(", ").append("note = :note")
            append(" REMOVE draft")
        }
        client.updateItem {
            tableName = table
            key = hive
            updateExpression = text // expect: update whole
            expressionAttributeValues = weights(note)
        }
    }

    private fun weights(note: String?) = mapOf(":weight" to AttributeValue.N("1"), ":note" to AttributeValue.S(note ?: ""))

    private suspend fun find(condition: String, filter: String? = null, values: Map<String, AttributeValue>) = client.query {
        tableName = table
        keyConditionExpression = condition // expect: key-condition whole
        filterExpression = filter // expect: filter whole
        expressionAttributeValues = values
    }

    suspend fun ofYard(yard: String) = find("yard = :yard", values = mapOf(":yard" to AttributeValue.S(yard)))

    suspend fun ofKeeper(keeper: String) = find(
        "keeper = :keeper",
        filter = "state = :keeper", // finding: reserved-word
        values = mapOf(":keeper" to AttributeValue.S(keeper)),
    )
}
