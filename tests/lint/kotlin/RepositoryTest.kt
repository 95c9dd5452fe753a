package com.example.orders

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.QueryRequest
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import io.mockk.coEvery
import io.mockk.coVerify
import io.mockk.mockk
import io.mockk.slot

class RepositoryTest : StringSpec({
    val client = mockk<DynamoDbClient>()

    "queries by customer" {
        val captured = slot<QueryRequest>()
        coEvery { client.query(capture(captured)) } returns mockk(relaxed = true)
        OrderRepository(client).byCustomer("c")
        captured.captured.keyConditionExpression shouldBe "#c = :c"
        coVerify {
            client.query(
                QueryRequest {
                    tableName = "orders"
                    keyConditionExpression = "#c = :c" // expect: key-condition whole
                    expressionAttributeNames = mapOf("#c" to "customer")
                    expressionAttributeValues = mapOf(":c" to AttributeValue.S("c"))
                },
            )
        }
    }
})
