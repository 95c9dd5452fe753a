package com.example.constants;

import static com.example.constants.Constants.V_ACTIVE;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

class UsesConstants {
  private static final class Expressions {
    static final String OWNER = "#owner = :owner";
    static final String OWNER_VALUE = ":owner";
  }

  DynamoDbClient client;

  void run(String owner) {
    client.query(QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression(Expressions.OWNER) // expect: key-condition whole
        .filterExpression(Constants.ACTIVE_FILTER) // expect: filter whole
        .expressionAttributeNames(Map.of("#owner", "owner"))
        .expressionAttributeValues(Map.of(
            Expressions.OWNER_VALUE, AttributeValue.fromS(owner),
            V_ACTIVE, AttributeValue.fromBool(true)))
        .build());
  }
}
