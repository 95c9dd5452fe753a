package shop;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

class Invoices {
    private static final String FIRST = "attribute_not_exists(number) AND ((total > :zero))";

    void add(DynamoDbClient client, Map<String, AttributeValue> invoice) {
        client.putItem(PutItemRequest.builder()
            .tableName("invoices")
            .item(invoice)
            .conditionExpression(FIRST)
            .expressionAttributeValues(Map.of(":zero", AttributeValue.fromN("0")))
            .build());
    }
}
