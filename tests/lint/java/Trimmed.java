package com.example.trimmed;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class Trimmed {
  private final DynamoDbClient db = DynamoDbClient.create();

  void cut(Map<String, AttributeValue> key, String a, String b) {
    StringBuilder sb = new StringBuilder();
    sb.append("SET ");
    Map<String, AttributeValue> values = new HashMap<>();
    if (a != null) {
      sb.append("a = :a, ");
      values.put(":a", AttributeValue.fromS(a));
    }
    if (b != null) {
      sb.append("b = :b, ");
      values.put(":b", AttributeValue.fromS(b));
    }
    sb.setLength(sb.length() - 2);
    db.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression(sb.toString()) // expect: update whole
        .expressionAttributeValues(values)
        .build());
  }

  void substring(Map<String, AttributeValue> key, Map<String, AttributeValue> changes) {
    String expression = "SET ";
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    for (Map.Entry<String, AttributeValue> entry : changes.entrySet()) {
      expression += "#" + entry.getKey() + " = :" + entry.getKey() + ", ";
      names.put("#" + entry.getKey(), entry.getKey());
      values.put(":" + entry.getKey(), entry.getValue());
    }
    db.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression(expression.substring(0, expression.length() - 2)) // expect: update partial
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build());
  }

  void forEach(Map<String, AttributeValue> key, Map<String, AttributeValue> changes) {
    StringBuilder sb = new StringBuilder("SET updated = :now");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":now", AttributeValue.fromN("1"));
    changes.forEach((name, value) -> {
      sb.append(", ").append(name).append(" = :").append(name);
      values.put(":" + name, value);
    });
    db.updateItem(b -> b.tableName("t").key(key)
        .updateExpression(sb.toString()) // expect: update partial
        .expressionAttributeValues(values));
  }

  void later(Map<String, AttributeValue> key) {
    String expression;
    Map<String, AttributeValue> values;
    if (key.containsKey("a")) {
      expression = "SET a = :a";
      values = Map.of(":a", AttributeValue.fromS("a"));
    } else {
      expression = "SET b = :b";
      values = Map.of(":b", AttributeValue.fromS("b"));
    }
    db.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression(expression) // expect: update whole
        .expressionAttributeValues(values)
        .build());
  }
}
