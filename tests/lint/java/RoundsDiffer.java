package com.example.loans;

import java.util.*;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

/** Loops that do not do the same with every element. */
public class RoundsDiffer {
  private static final List<String> FIELDS = List.of("lender", "room", "date");
  private DynamoDbClient client;

  void filtered(Map<String, AttributeValue> key, AttributeValue value) {
    String text = "SET " + FIELDS.stream().filter(field -> !field.equals("date")).map(field -> field + " = :" + field).collect(Collectors.joining(", "));
    client.updateItem(UpdateItemRequest.builder()
        .tableName("loans")
        .key(key)
        .updateExpression(text) // expect: update partial
        .expressionAttributeValues(Map.of(":lender", value, ":room", value))
        .build());
  }

  void skipped(Map<String, AttributeValue> key, AttributeValue value, Set<String> left) {
    List<String> parts = new ArrayList<>();
    for (String field : FIELDS) {
      if (left.contains(field)) continue;
      parts.add(field + " = :" + field);
    }
    client.updateItem(UpdateItemRequest.builder()
        .tableName("loans")
        .key(key)
        .updateExpression("SET " + String.join(", ", parts)) // expect: update partial
        .expressionAttributeValues(Map.of(":lender", value, ":room", value))
        .build());
  }
}
