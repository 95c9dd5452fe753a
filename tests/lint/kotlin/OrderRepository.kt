package com.example.orders

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.ConditionalCheckFailedException
import aws.sdk.kotlin.services.dynamodb.model.GetItemRequest
import aws.sdk.kotlin.services.dynamodb.model.PutItemRequest
import aws.sdk.kotlin.services.dynamodb.model.QueryRequest
import aws.sdk.kotlin.services.dynamodb.model.ReturnValue
import aws.sdk.kotlin.services.dynamodb.model.ScanRequest
import aws.sdk.kotlin.services.dynamodb.model.TransactWriteItem
import aws.sdk.kotlin.services.dynamodb.model.Update
import aws.sdk.kotlin.services.dynamodb.model.UpdateItemRequest
import aws.sdk.kotlin.services.dynamodb.paginators.items
import aws.sdk.kotlin.services.dynamodb.paginators.queryPaginated
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.toList

private const val TABLE = "orders"
private const val NEW_ONLY = "attribute_not_exists(pk)"

class OrderRepository(private val client: DynamoDbClient) {

    suspend fun byCustomer(customer: String): List<Order> {
        val request = QueryRequest {
            tableName = TABLE
            indexName = "customer"
            keyConditionExpression = "#c = :c" // expect: key-condition whole
            expressionAttributeNames = mapOf("#c" to "customer")
            expressionAttributeValues = mapOf(":c" to AttributeValue.S(customer))
        }
        return client.queryPaginated(request).items().map { it.toOrder() }.toList()
    }

    suspend fun create(order: Order) {
        try {
            client.putItem(
                PutItemRequest {
                    tableName = TABLE
                    item = order.toItem()
                    conditionExpression = NEW_ONLY // expect: condition whole
                },
            )
        } catch (e: ConditionalCheckFailedException) {
            throw IllegalStateException("order ${order.id} exists", e)
        }
    }

    suspend fun ship(id: String) = client.updateItem {
        tableName = TABLE
        key = mapOf("pk" to AttributeValue.S(id))
        updateExpression = "SET #status = :shipped" // expect: update whole
        conditionExpression = "#status = :open" // expect: condition whole
        expressionAttributeNames = mapOf("#status" to "status")
        expressionAttributeValues = mapOf(
            ":shipped" to AttributeValue.S("SHIPPED"),
            ":open" to AttributeValue.S("OPEN"),
        )
        returnValues = ReturnValue.AllNew
    }

    suspend fun rename(id: String, name: String) {
        client.updateItem(
            UpdateItemRequest {
                this.tableName = TABLE
                this.key = mapOf("pk" to AttributeValue.S(id))
                this.updateExpression = "SET name = :n" // expect: update whole finding: reserved-word
                this.expressionAttributeValues = mapOf(":n" to AttributeValue.S(name))
            }
        )
    }

    suspend fun head(id: String): Map<String, AttributeValue>? =
        client.getItem(GetItemRequest {
            tableName = TABLE
            key = mapOf("pk" to AttributeValue.S(id))
            projectionExpression = "pk, customer, placed" // expect: projection whole
        }).item

    suspend fun open(min: Int?): List<Order> {
        val values = mutableMapOf<String, AttributeValue>(":open" to AttributeValue.S("OPEN"))
        var filter = "#s = :open"
        if (min != null) {
            filter += " AND amount >= :min"
            values[":min"] = AttributeValue.N(min.toString())
        }
        return client.scan(ScanRequest {
            tableName = TABLE
            filterExpression = filter // expect: filter whole
            expressionAttributeNames = mapOf("#s" to "status")
            expressionAttributeValues = values
        }).items.orEmpty().map { it.toOrder() }
    }

    suspend fun cancelAll(ids: List<String>) {
        client.transactWriteItems {
            transactItems = ids.map { id ->
                TransactWriteItem {
                    update = Update {
                        tableName = TABLE
                        key = mapOf("pk" to AttributeValue.S(id))
                        updateExpression = "SET cancelled = :t REMOVE shipment" // expect: update whole
                        conditionExpression = "attribute_exists(pk)" // expect: condition whole
                        expressionAttributeValues = mapOf(":t" to AttributeValue.Bool(true))
                    }
                }
            }
        }
    }

    private fun Map<String, AttributeValue>.toOrder() = Order(getValue("pk").asS())
}

data class Order(val id: String) {
    fun toItem(): Map<String, AttributeValue> = mapOf("pk" to AttributeValue.S(id))
}
