package com.example.v1

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBScanExpression
import com.amazonaws.services.dynamodbv2.document.Table
import com.amazonaws.services.dynamodbv2.document.spec.UpdateItemSpec
import com.amazonaws.services.dynamodbv2.document.utils.ValueMap
import com.amazonaws.services.dynamodbv2.model.AttributeValue
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest

class V1(private val db: AmazonDynamoDB, private val mapper: DynamoDBMapper, private val table: Table) {

    fun find(owner: String): List<Pet> {
        val values = HashMap<String, AttributeValue>()
        values[":owner"] = AttributeValue().withS(owner)
        val query = DynamoDBQueryExpression<Pet>()
            .withKeyConditionExpression("#o = :owner") // expect: key-condition whole
            .withExpressionAttributeNames(mapOf("#o" to "owner"))
            .withExpressionAttributeValues(values)
        return mapper.query(Pet::class.java, query)
    }

    fun scan(max: Int): List<Pet> {
        val expression = DynamoDBScanExpression()
        expression.filterExpression = "age < :max" // expect: filter whole
        expression.expressionAttributeValues = mapOf(":max" to AttributeValue().withN("$max"))
        return mapper.scan(Pet::class.java, expression)
    }

    fun feed(id: String) {
        table.updateItem(
            UpdateItemSpec()
                .withPrimaryKey("id", id)
                .withUpdateExpression("ADD meals :one SET fed = :now") // expect: update whole
                .withValueMap(ValueMap().withNumber(":one", 1).withLong(":now", 2L)),
        )
    }

    fun rename(id: String, name: String) {
        val request = UpdateItemRequest().apply {
            tableName = "pets"
            setKey(mapOf("id" to AttributeValue(id)))
            updateExpression = "SET #n = :n" // expect: update whole
            expressionAttributeNames = mapOf("#n" to "name")
            expressionAttributeValues = mapOf(":n" to AttributeValue(name))
        }
        db.updateItem(request)
    }

    fun typo(id: String) {
        val request = UpdateItemRequest()
            .withTableName("pets")
            .withUpdateExpression("REMOVE #adress") // expect: update whole finding: undefined-name
            .addExpressionAttributeNamesEntry("#address", "address")
        db.updateItem(request)
    }
}

data class Pet(val id: String)
