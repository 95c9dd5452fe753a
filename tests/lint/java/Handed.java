package com.example.handed;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Requests that others complete: nothing is wrong with any of them. */
class Handed {
  private DynamoDbClient client;

  void handed(String pk) {
    QueryRequest.Builder builder = QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression("pk = :pk"); // expect: key-condition whole
    addValues(builder, pk);
    client.query(builder.build());
  }

  private void addValues(QueryRequest.Builder builder, String pk) {
    builder.expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)));
  }

  void copied(String pk) {
    QueryRequest request = QueryRequest.builder().tableName("t")
        .keyConditionExpression("pk = :pk") // expect: key-condition whole
        .build();
    QueryRequest full = request.toBuilder()
        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
        .build();
    client.query(full);
  }

  void mutated(Map<String, String> filters) {
    StringBuilder filter = new StringBuilder();
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    int i = 0;
    for (Map.Entry<String, String> entry : filters.entrySet()) {
      if (filter.length() > 0) {
        filter.append(" AND ");
      }
      filter.append("#n").append(i).append(" = :v").append(i);
      names.put("#n" + i, entry.getKey());
      values.put(":v" + i, AttributeValue.fromS(entry.getValue()));
      i++;
    }
    ScanRequest.Builder scan = ScanRequest.builder().tableName("t");
    if (!filters.isEmpty()) {
      scan.filterExpression(filter.toString()) // expect: filter partial
          .expressionAttributeNames(names)
          .expressionAttributeValues(values);
    }
    client.scan(scan.build());
  }

  void either(String sk, boolean prefix) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS("p"));
    String condition = "pk = :pk";
    if (sk != null && prefix) {
      condition = condition + " AND begins_with(sk, :sk)";
      values.put(":sk", AttributeValue.fromS(sk));
    }
    if (sk != null && !prefix) {
      condition = condition + " AND sk = :sk";
      values.put(":sk", AttributeValue.fromS(sk));
    }
    client.query(QueryRequest.builder().tableName("t")
        .keyConditionExpression(condition) // expect: key-condition whole
        .expressionAttributeValues(values)
        .build());
  }

  void shared(boolean ascending) {
    Map<String, AttributeValue> values = Map.of(":pk", AttributeValue.fromS("p"), ":a", AttributeValue.fromS("a"));
    QueryRequest.Builder request = QueryRequest.builder().tableName("t").expressionAttributeValues(values);
    if (ascending) {
      request.keyConditionExpression("pk = :pk and sk > :a"); // expect: key-condition whole
    } else {
      request.keyConditionExpression("pk = :pk and sk < :a"); // expect: key-condition whole
    }
    client.query(request.scanIndexForward(ascending).build());
  }

  void filled(Map<String, AttributeValue> key, Map<String, AttributeValue> changes) {
    Map<String, AttributeValue> values = new HashMap<>(changes);
    values.put(":now", AttributeValue.fromN("1"));
    client.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression("SET changed = :now, reason = :reason") // expect: update whole
        .expressionAttributeValues(values)
        .build());
  }

  void merged(Map<String, AttributeValue> key) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.putAll(defaults());
    values.put(":b", AttributeValue.fromN("1"));
    client.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression("SET a = :a, b = :b") // expect: update whole
        .expressionAttributeValues(values)
        .build());
  }

  private Map<String, AttributeValue> defaults() {
    return new HashMap<>(Map.of(":a", AttributeValue.fromN("0")));
  }

  String template(String field) {
    return "SET #" + field + " = :" + field;
  }

  void templated(Map<String, AttributeValue> key, String field, AttributeValue value) {
    client.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression(template(field)) // expect: update partial
        .expressionAttributeNames(Map.of("#" + field, field))
        .expressionAttributeValues(Map.of(":" + field, value))
        .build());
  }
}
