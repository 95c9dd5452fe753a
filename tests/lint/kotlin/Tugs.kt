package harbour

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue

class Tugs(private val client: DynamoDbClient) {
    suspend fun patch(tug: Map<String, AttributeValue>, power: String?, crew: String?) {
        var text = "SET "
        if (power != null) text += "power = :power, "
        if (crew != null) text += "crew = :crew, "
        client.updateItem {
            tableName = "tugs"
            key = tug
            updateExpression = text.dropLast(2) // expect: update whole
            expressionAttributeValues = values(power, crew)
        }
    }

    private fun values(power: String?, crew: String?) = buildMap {
        if (power != null) put(":power", AttributeValue.N(power))
        if (crew != null) put(":crew", AttributeValue.N(crew))
    }

    suspend fun wrong(tug: Map<String, AttributeValue>) {
        client.updateItem {
            tableName = "tugs"
            key = tug
            updateExpression = "SET power = :power, bollard = :bollard" // expect: update whole finding: undefined-value
            expressionAttributeValues = one()
        }
    }

    private fun one() = mapOf(":power" to AttributeValue.N("900"))

    suspend fun sets(tug: Map<String, AttributeValue>) {
        client.updateItem {
            tableName = "tugs"
            key = tug
            updateExpression = "DELETE ropes :none" // expect: update whole
            expressionAttributeValues = mapOf(":none" to AttributeValue.Ss(listOf())) // finding: empty-or-mixed-set
        }
    }

    suspend fun all(): List<Tug> {
        val response = client.scan { tableName = "tugs" } // finding: unpaginated-read
        return response.items?.map { Tug.of(it) } ?: emptyList()
    }
}
