package com.example.defects;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

public class Defects {
  DynamoDbClient c;

  void reserved() {
    c.scan(ScanRequest.builder().tableName("t")
        .filterExpression("status = :s and year > :y") // expect: filter whole finding: reserved-word, reserved-word
        .expressionAttributeValues(Map.of(":s", AttributeValue.fromS("a"), ":y", AttributeValue.fromN("1")))
        .build());
  }

  void unused() {
    Map<String, String> names = new HashMap<>();
    names.put("#a", "a");
    names.put("#b", "b"); // finding: unused-name
    c.scan(ScanRequest.builder().tableName("t")
        .filterExpression("attribute_exists(#a)") // expect: filter whole
        .expressionAttributeNames(names).build());
  }

  void keyCondition() {
    c.query(QueryRequest.builder().tableName("t")
        .keyConditionExpression("pk = :p and sk >= :a and sk <= :b") // expect: key-condition whole finding: key-condition-shape
        .expressionAttributeValues(Map.of(
            ":p", AttributeValue.fromS("p"), ":a", AttributeValue.fromS("a"), ":b", AttributeValue.fromS("b")))
        .build());
  }

  void returns() {
    c.putItem(PutItemRequest.builder().tableName("t").item(Map.of("id", AttributeValue.fromS("1")))
        .conditionExpression("attribute_not_exists(id)") // expect: condition whole
        .returnValues(ReturnValue.ALL_NEW) // finding: return-values
        .build());
  }

  void keyAttribute() {
    c.updateItem(UpdateItemRequest.builder().tableName("t").key(Map.of("id", AttributeValue.fromS("1")))
        .updateExpression("SET id = :i, a = :i") // expect: update whole finding: key-attribute-update
        .expressionAttributeValues(Map.of(":i", AttributeValue.fromS("1")))
        .build());
  }

  void list() {
    c.updateItem(UpdateItemRequest.builder().tableName("t").key(Map.of("id", AttributeValue.fromS("1")))
        .updateExpression("ADD tags :t") // expect: update whole finding: operand-type
        .expressionAttributeValues(Map.of(":t", AttributeValue.builder().s("1").build()))
        .build());
  }

  void wrongKey() {
    c.scan(ScanRequest.builder().tableName("t")
        .filterExpression("a = :v") // expect: filter whole
        .expressionAttributeValues(Map.of("v", AttributeValue.fromS("1"))) // finding: malformed-placeholder
        .build());
  }

  void parentheses() {
    c.scan(b -> b.tableName("t").filterExpression("((a = :v))") // expect: filter whole finding: redundant-parentheses
        .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("1"))));
  }

  void appended(String state) {
    c.scan(ScanRequest.builder().tableName("t")
        .filterExpression("#s = '" + state + "'") // expect: filter partial finding: unsafe-interpolation
        .expressionAttributeNames(Map.of("#s", "state"))
        .build());
  }
}
