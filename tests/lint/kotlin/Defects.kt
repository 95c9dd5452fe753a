package com.example.defects

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue

class Defects(private val client: DynamoDbClient) {
    suspend fun missing(id: String) = client.query {
        tableName = "t"
        keyConditionExpression = "pk = :pk and sk = :sk" // expect: key-condition whole finding: undefined-value
        expressionAttributeValues = mapOf(":pk" to AttributeValue.S(id))
    }

    suspend fun operator(id: String) = client.scan {
        tableName = "t"
        filterExpression = "id != :id" // expect: filter whole finding: foreign-operator
        expressionAttributeValues = mapOf(":id" to AttributeValue.S(id))
    }

    suspend fun unused(id: String) = client.deleteItem {
        tableName = "t"
        key = mapOf("id" to AttributeValue.S(id))
        conditionExpression = "attribute_exists(id)" // expect: condition whole finding: missing-sigil
        expressionAttributeNames = mapOf("#id" to "id")
    }

    suspend fun comma(id: String) = client.updateItem {
        tableName = "t"
        key = mapOf("id" to AttributeValue.S(id))
        updateExpression = "SET a = :a b = :b" // expect: update whole finding: syntax-error
        expressionAttributeValues = mapOf(":a" to AttributeValue.N("1"), ":b" to AttributeValue.N("1"))
    }

    suspend fun number(id: String) = client.updateItem {
        tableName = "t"
        key = mapOf("id" to AttributeValue.S(id))
        updateExpression = "SET hits = hits + :one" // expect: update whole finding: operand-type
        expressionAttributeValues = mapOf(":one" to AttributeValue.S("1"))
    }
}
