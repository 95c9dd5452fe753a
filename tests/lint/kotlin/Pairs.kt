import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.model.UpdateItemRequest

/** Maps of placeholders made of lists of pairs. */
class Pairs(private val client: DynamoDbClient) {
    suspend fun release(pier: String) {
        client.updateItem(UpdateItemRequest {
            tableName = "berths"
            key = mapOf("pier" to AttributeValue.S(pier))
            updateExpression = "SET berth = :free" // expect: update whole
            expressionAttributeValues = listOf(":free" to AttributeValue.S("free")).toMap()
        })
    }

    suspend fun claim(pier: String, lamp: String?) {
        client.updateItem(UpdateItemRequest {
            tableName = "berths"
            key = mapOf("pier" to AttributeValue.S(pier))
            updateExpression = "SET berth = :free, lamp = :lamp" // expect: update whole
            expressionAttributeValues = listOfNotNull(
                ":free" to AttributeValue.S("free"),
                lamp?.let { ":lamp" to AttributeValue.S(it) },
            ).toMap()
        })
    }

    suspend fun copied(pier: String) {
        val values = mutableMapOf<String, AttributeValue>()
        values[":free"] = AttributeValue.S("free")
        client.updateItem(UpdateItemRequest {
            tableName = "berths"
            key = mapOf("pier" to AttributeValue.S(pier))
            updateExpression = "SET berth = :fre" // expect: update whole finding: undefined-value
            expressionAttributeValues = values.toMap()
        })
    }

    suspend fun replaced(pier: String) {
        client.updateItem(UpdateItemRequest {
            tableName = "berths"
            key = mapOf("pier" to AttributeValue.S(pier))
            updateExpression = "SET {column} = :free, ".replace("{column}", "berth").replace(Regex(", $"), "") // expect: update whole
            expressionAttributeValues = mapOf(":free" to AttributeValue.S("free"))
        })
    }
}
