package shop

import aws.sdk.kotlin.services.dynamodb.DynamoDbClient
import aws.sdk.kotlin.services.dynamodb.model.AttributeValue
import aws.sdk.kotlin.services.dynamodb.updateItem

suspend fun arrived(client: DynamoDbClient, parcel: String, at: String) = client.updateItem {
    tableName = "parcels"
    key = mapOf("parcel" to AttributeValue.S(parcel))
    updateExpression = "SET route.arrived = :at REMOVE route"
    expressionAttributeValues = mapOf(":at" to AttributeValue.S(at))
}
