package com.example.parts;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

interface Columns {
  String YARD = "yard";
}

enum Column {
  WEIGHT("weight"),
  QUEEN("queen");

  private final String attribute;

  Column(String attribute) {
    this.attribute = attribute;
  }

  String attribute() {
    return attribute;
  }
}

class Keys {
  protected static final String BY_YARD = "yard = :yard";
}

class Parts extends Keys implements Columns {
  private DynamoDbClient client;
  private DynamoDbTable<Hive> table;

  void inherited(AttributeValue yard) {
    client.query(QueryRequest.builder()
        .tableName("hives")
        .keyConditionExpression(YARD + " = :yard") // expect: key-condition whole
        .expressionAttributeValues(Map.of(":yard", yard))
        .build());
    client.query(QueryRequest.builder()
        .tableName("hives")
        .keyConditionExpression(BY_YARD) // expect: key-condition whole
        .expressionAttributeValues(Map.of(":yard", yard))
        .build());
  }

  void formatted(AttributeValue weight) {
    client.scan(ScanRequest.builder()
        .tableName("hives")
        .filterExpression(MessageFormat.format("{0} > :weight", Column.WEIGHT.attribute())) // expect: filter whole
        .expressionAttributeValues(Map.of(":weight", weight))
        .build());
  }

  void listed(List<String> hives, Map<String, AttributeValue> values) {
    String filter = hives.stream().map(hive -> ":" + hive).collect(Collectors.joining(", ", "hive IN (", ")"));
    client.scan(ScanRequest.builder()
        .tableName("hives")
        .filterExpression(filter) // expect: filter partial
        .expressionAttributeValues(values)
        .build());
  }

  void joined(Hive hive) {
    Expression isNew = Expression.builder().expression("attribute_not_exists(hive)").build(); // expect: condition whole
    Expression isOpen = Expression.builder()
        .expression("yard = :yard") // expect: condition whole
        .expressionValues(Map.of(":yard", AttributeValue.fromS("north")))
        .build();
    Expression both = Expression.join(isNew, isOpen, " AND ");
    table.putItem(PutItemEnhancedRequest.builder(Hive.class)
        .item(hive)
        .conditionExpression(both) // expect: condition builder
        .build());
  }

  // Nothing is sent where nothing was given.
  Expression filter(String queen, String keeper) {
    List<String> conditions = new ArrayList<>();
    Map<String, AttributeValue> values = new HashMap<>();
    if (queen != null) {
      conditions.add("queen = :queen");
      values.put(":queen", AttributeValue.fromS(queen));
    }
    if (keeper != null) {
      conditions.add("keeper = :keeper");
      values.put(":keeper", AttributeValue.fromS(keeper));
    }
    if (conditions.isEmpty()) {
      return null;
    }
    return Expression.builder()
        .expression(String.join(" AND ", conditions)) // expect: condition whole
        .expressionValues(values)
        .build();
  }

  record Change(String expression, Map<String, AttributeValue> values) {}

  Change change(AttributeValue weight) {
    return new Change("SET weight = :weight", Map.of(":weight", weight));
  }

  void recorded(Map<String, AttributeValue> key, AttributeValue weight) {
    Change change = change(weight);
    client.updateItem(b -> b.tableName("hives")
        .key(key)
        .updateExpression(change.expression()) // expect: update whole
        .expressionAttributeValues(change.values()));
  }

  private void find(String condition, Map<String, AttributeValue> values) {
    client.query(QueryRequest.builder()
        .tableName("hives")
        .keyConditionExpression(condition) // expect: key-condition whole
        .expressionAttributeValues(values)
        .build());
  }

  void byKeeper(AttributeValue keeper) {
    find("keeper = :keeper AND contains(yard, :keeper)", Map.of(":keeper", keeper)); // finding: key-condition-operator
  }

  void byQueen(AttributeValue queen) {
    find("queen = :queen", Map.of(":queen", queen));
  }
}
