package com.example.base;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

public abstract class AbstractRepository<T> {
  protected static final String VERSION_CHECK = "version = :expected";

  enum Clause {
    EXISTS("attribute_exists(id)"),
    MISSING("attribute_not_exists(id)");

    final String text;

    Clause(String text) {
      this.text = text;
    }
  }

  protected final DynamoDbClient client;

  protected AbstractRepository(DynamoDbClient client) {
    this.client = client;
  }

  protected abstract String tableName();

  protected abstract String keyCondition();

  private String nameFilter() {
    return "begins_with(#name, :prefix)";
  }

  private static Map<String, AttributeValue> expected(long version) {
    return Map.of(":expected", AttributeValue.fromN(Long.toString(version)));
  }

  public void delete(String id, long version) {
    client.deleteItem(DeleteItemRequest.builder()
        .tableName(tableName())
        .key(Map.of("id", AttributeValue.fromS(id)))
        .conditionExpression(VERSION_CHECK) // expect: condition whole
        .expressionAttributeValues(expected(version))
        .build());
  }

  public void find(String prefix) {
    QueryRequest.Builder query = QueryRequest.builder().tableName(tableName())
        .keyConditionExpression(keyCondition()) // expect: key-condition none
        .filterExpression(nameFilter()) // expect: filter whole
        .expressionAttributeNames(Map.of("#name", "name"))
        .expressionAttributeValues(values(prefix));
    client.query(query.build());
  }

  public void put(Map<String, AttributeValue> item, boolean overwrite) {
    PutItemRequest.Builder builder = PutItemRequest.builder().tableName(tableName()).item(item);
    if (!overwrite) {
      builder.conditionExpression(Clause.MISSING.text); // expect: condition whole
    }
    client.putItem(builder.build());
  }

  public void conditional(Map<String, AttributeValue> key, boolean strict) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":a", AttributeValue.fromN("1"));
    UpdateItemRequest.Builder request = UpdateItemRequest.builder()
        .tableName(tableName())
        .key(key)
        .updateExpression("SET a = :a"); // expect: update whole
    if (strict) {
      request.conditionExpression("a = :old"); // expect: condition whole
      values.put(":old", AttributeValue.fromN("0"));
    }
    client.updateItem(request.expressionAttributeValues(values).build());
  }

  public void ternary(Map<String, AttributeValue> key, boolean add) {
    client.updateItem(UpdateItemRequest.builder().tableName(tableName()).key(key)
        .updateExpression(add ? "ADD #t :v" : "DELETE #t :v") // expect: update whole
        .expressionAttributeNames(Map.of("#t", "tags"))
        .expressionAttributeValues(Map.of(":v", AttributeValue.builder().ss("x").build()))
        .build());
  }

  public void supplied(Function<String, String> expression) {
    client.updateItem(b -> b.tableName(tableName()).updateExpression(expression.apply("x"))); // expect: update none
  }

  private Map<String, AttributeValue> values(String prefix) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":prefix", AttributeValue.fromS(prefix));
    return values;
  }
}
