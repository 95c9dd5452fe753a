package com.example.streams;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class Streams {
  private DynamoDbClient client;

  void in(List<String> ids) {
    String list = IntStream.range(0, ids.size()).mapToObj(i -> ":id" + i).collect(joining(", "));
    client.scan(ScanRequest.builder()
        .tableName("t")
        .filterExpression("id IN (" + list + ")") // expect: filter partial
        .expressionAttributeValues(IntStream.range(0, ids.size()).boxed()
            .collect(toMap(i -> ":id" + i, i -> AttributeValue.fromS(ids.get(i)))))
        .build());
  }

  void optional(String a, String b) {
    String filter = Stream.of(a == null ? null : "a = :a", b == null ? null : "b = :b")
        .filter(Objects::nonNull)
        .collect(joining(" AND "));
    client.scan(ScanRequest.builder().tableName("t")
        .filterExpression(filter) // expect: filter whole
        .expressionAttributeValues(values(a, b))
        .build());
  }

  private Map<String, AttributeValue> values(String a, String b) {
    return Map.of(":a", AttributeValue.fromS(a), ":b", AttributeValue.fromS(b));
  }

  void configured(Consumer<QueryRequest.Builder> more) {
    QueryRequest.Builder builder = QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression("pk = :pk"); // expect: key-condition whole
    more.accept(builder);
    client.query(builder.build());
  }

  void applied(Consumer<QueryRequest.Builder> more) {
    client.query(QueryRequest.builder()
        .tableName("t")
        .keyConditionExpression("pk = :pk") // expect: key-condition whole
        .applyMutation(more)
        .build());
  }

  void override(String pk) {
    client.query(q -> q.tableName("t")
        .indexName("by-pk")
        .keyConditionExpression("pk = :pk") // expect: key-condition whole
        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
        .overrideConfiguration(c -> c.putHeader("x", "y")));
  }

  void parts(Map<String, AttributeValue> key, String... removed) {
    String expression = "REMOVE " + String.join(", ", removed);
    client.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression(expression) // expect: update partial
        .build());
    List<String> sets = Arrays.asList("a = :a", "b = :b");
    client.updateItem(UpdateItemRequest.builder().tableName("t").key(key)
        .updateExpression("SET " + String.join(", ", sets)) // expect: update whole
        .expressionAttributeValues(Map.of(":a", AttributeValue.fromN("1"), ":b", AttributeValue.fromN("2")))
        .build());
  }
}
