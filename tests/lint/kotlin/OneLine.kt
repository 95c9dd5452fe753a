package com.example.oneline

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.QueryRequest

// Declarations that share their line with the end of their class.
object Keys { const val PARTITION = "beehive"
  val NAMES = mapOf("#state" to "state") }
class Hives(private val client: DynamoDbClient) {
    companion object { private const val MISSING = "attribute_not_exists(beehive)" }

    enum class Column(val attribute: String) { WEIGHT("weight"), QUEEN("queen") }

    suspend fun of(hive: String) = client.query(QueryRequest { tableName = "hives"
        keyConditionExpression = "${Keys.PARTITION} = :hive" // expect: key-condition whole
        filterExpression = "#state = :hive" // expect: filter whole
        expressionAttributeNames = Keys.NAMES
        expressionAttributeValues = mapOf(":hive" to AttributeValue.S(hive)) })

    suspend fun add(hive: Map<String, AttributeValue>) = client.putItem { tableName = "hives"
        item = hive
        conditionExpression = MISSING } // expect: condition whole

    suspend fun heavy(limit: String) = client.scan { tableName = "hives"
        filterExpression = Column.WEIGHT.attribute + " > :limit" // expect: filter whole
        expressionAttributeValues = mapOf(":limit" to AttributeValue.N(limit)) }
}
