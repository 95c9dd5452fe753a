package com.example.enhanced;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.PageIterable;
import software.amazon.awssdk.enhanced.dynamodb.model.PutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.ScanEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

public class Enhanced {
  private final DynamoDbTable<Customer> table;

  public Enhanced(DynamoDbEnhancedClient client) {
    this.table = client.table("Customer", TableSchema.fromBean(Customer.class));
  }

  public List<Customer> adults() {
    AttributeValue age = AttributeValue.builder().n("18").build();
    Expression expression = Expression.builder()
        .expression("age >= :age") // expect: condition whole
        .putExpressionValue(":age", age)
        .build();
    return table.scan(ScanEnhancedRequest.builder().filterExpression(expression).build()).items().stream().toList(); // expect: filter builder
  }

  public PageIterable<Customer> named(String id, String name) {
    QueryConditional conditional = QueryConditional.keyEqualTo(Key.builder().partitionValue(id).build());
    Expression filter = Expression.builder()
        .expression("#n = :n")                                  // expect: condition whole
        .expressionNames(Collections.singletonMap("#n", "name"))
        .expressionValues(Map.of(":n", AttributeValue.fromS(name)))
        .build();
    return table.query(QueryEnhancedRequest.builder().queryConditional(conditional).filterExpression(filter).build()); // expect: filter builder
  }

  public void create(Customer customer) {
    table.putItem(PutItemEnhancedRequest.builder(Customer.class)
        .item(customer)
        .conditionExpression(Expression.builder().expression("attribute_not_exists(id)").build()) // expect: condition builder, condition whole
        .build());
  }

  public void update(Customer customer, long version) {
    table.updateItem(r -> r.item(customer).conditionExpression( // expect: condition builder
        Expression.builder()
            .expression("#v = :v") // expect: condition whole finding: undefined-name
            .putExpressionName("#version", "version")
            .putExpressionValue(":v", AttributeValue.fromN(String.valueOf(version)))
            .build()));
  }

  public Expression and(Expression one, Expression two) {
    return Expression.join(one, two, " AND ");
  }
}
