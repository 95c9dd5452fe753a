import software.amazon.awssdk.services.dynamodb.DynamoDbClient
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest

/** Functions that decide what to make of a name. */
class Chosen(private val client: DynamoDbClient, private val words: Set<String>) {
    private fun aliased(name: String): String = if (name in words) "#$name" else name

    private fun mapped(name: String): String = aliases[name] ?: name

    fun change() {
        client.updateItem(
            UpdateItemRequest.builder()
                .tableName("loans")
                .key(key)
                .updateExpression("SET ${aliased("date")} = :d, ${mapped("view")} = :d") // expect: update partial
                .expressionAttributeNames(mapOf("#date" to "date", "#view" to "view"))
                .expressionAttributeValues(mapOf(":d" to value))
                .build()
        )
    }

    fun told() {
        val parts = mutableListOf<String>()
        for (field in listOf("lender", "room", "date")) {
            when (field) {
                "date" -> parts.add("#d = :d")
                else -> parts.add("$field = :$field")
            }
        }
        client.updateItem(
            UpdateItemRequest.builder()
                .tableName("loans")
                .key(key)
                .updateExpression("SET ${parts.joinToString(", ")}") // expect: update partial
                .expressionAttributeNames(mapOf("#d" to "date"))
                .expressionAttributeValues(mapOf(":d" to value, ":lender" to value, ":room" to value))
                .build()
        )
    }
}
