package com.example.dynamic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

public class DynamicUpdates {
  private final DynamoDbClient ddb;
  private final String table;

  DynamicUpdates(DynamoDbClient ddb, String table) {
    this.ddb = ddb;
    this.table = table;
  }

  void all(Map<String, AttributeValue> key, Map<String, AttributeValue> fields) {
    Map<String, String> names = new HashMap<>();
    Map<String, AttributeValue> values = new HashMap<>();
    String expression = "SET " + fields.keySet().stream()
        .map(name -> {
          names.put("#" + name, name);
          values.put(":" + name, fields.get(name));
          return "#" + name + " = :" + name;
        })
        .collect(Collectors.joining(", "));
    ddb.updateItem(UpdateItemRequest.builder()
        .tableName(table)
        .key(key)
        .updateExpression(expression) // expect: update partial
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build());
  }

  void some(Map<String, AttributeValue> key, String email, String phone) {
    StringBuilder update = new StringBuilder("SET updatedAt = :now");
    Map<String, AttributeValue> values = new HashMap<>(Map.of(":now", AttributeValue.fromN("1")));
    if (email != null) {
      update.append(", email = :email");
      values.put(":email", AttributeValue.fromS(email));
    }
    if (phone != null) {
      update.append(", phone = ").append(":phone");
      values.put(":phone", AttributeValue.fromS(phone));
    }
    UpdateItemRequest.Builder builder = UpdateItemRequest.builder().tableName(table).key(key);
    builder.updateExpression(update.toString()); // expect: update whole
    builder.expressionAttributeValues(values);
    ddb.updateItem(builder.build());
  }

  void joined(Map<String, AttributeValue> key, boolean a, boolean b) {
    List<String> parts = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    if (a) {
      parts.add("a = :a");
      values.put(":a", AttributeValue.fromBool(true));
    }
    if (b) {
      parts.add("b = :b");
      values.put(":b", AttributeValue.fromBool(true));
    }
    ddb.scan(ScanRequest.builder().tableName(table)
        .filterExpression(String.join(" AND ", parts)) // expect: filter whole
        .expressionAttributeValues(values).build());
  }

  void in(List<String> states) {
    StringJoiner joiner = new StringJoiner(", ", "(", ")");
    Map<String, AttributeValue> values = new HashMap<>();
    for (int i = 0; i < states.size(); i++) {
      String placeholder = ":s" + i;
      joiner.add(placeholder);
      values.put(placeholder, AttributeValue.fromS(states.get(i)));
    }
    ScanRequest request = ScanRequest.builder()
        .tableName(table)
        .filterExpression("#state IN " + joiner) // expect: filter none
        .expressionAttributeNames(Map.of("#state", "state"))
        .expressionAttributeValues(values)
        .build();
    ddb.scan(request);
  }

  void counter(Map<String, AttributeValue> key, String name, int by) {
    String expression = String.format("SET #c = if_not_exists(#c, :zero) + :by, updated_%s = :now", name);
    ddb.updateItem(b -> b.tableName(table).key(key)
        .updateExpression(expression) // expect: update partial
        .expressionAttributeNames(Map.of("#c", name))
        .expressionAttributeValues(Map.of(
            ":zero", AttributeValue.fromN("0"),
            ":by", AttributeValue.fromN(Integer.toString(by)),
            ":now", AttributeValue.fromN("1"))));
  }

  QueryRequest query(String keyCondition, Map<String, AttributeValue> values) {
    return QueryRequest.builder().tableName(table)
        .keyConditionExpression(keyCondition) // expect: key-condition none
        .expressionAttributeValues(values)
        .build();
  }

  void range(String pk, String from, String to) {
    String condition = "pk = :pk";
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(pk));
    if (from != null && to != null) {
      condition += " AND sk BETWEEN :from AND :to";
      values.put(":from", AttributeValue.fromS(from));
      values.put(":to", AttributeValue.fromS(to));
    } else if (from != null) {
      condition += " AND sk >= :from";
      values.put(":from", AttributeValue.fromS(from));
    }
    ddb.query(QueryRequest.builder().tableName(table)
        .keyConditionExpression(condition) // expect: key-condition whole
        .expressionAttributeValues(values).build());
  }

  void text() {
    ddb.updateItem(UpdateItemRequest.builder()
        .tableName(table)
        .key(Map.of("id", AttributeValue.fromS("1")))
        // expect: update whole
        .updateExpression("""
            SET amount = :total,
                #st = :done
            REMOVE draft
            """)
        .expressionAttributeNames(Map.of("#st", "state"))
        .expressionAttributeValues(Map.ofEntries(
            Map.entry(":total", AttributeValue.fromN("1")),
            Map.entry(":done", AttributeValue.fromS("DONE"))))
        .build());
  }
}
