package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

class OrderDaoTest {
  private final DynamoDbClient client = mock(DynamoDbClient.class);

  @Test
  void queries() {
    when(client.query(any(QueryRequest.class))).thenReturn(QueryResponse.builder().build());
    new OrderDao(client).find("1");

    ArgumentCaptor<QueryRequest> captor = ArgumentCaptor.forClass(QueryRequest.class);
    verify(client).query(captor.capture());
    assertEquals("orderId = :id", captor.getValue().keyConditionExpression());
    assertThat(captor.getValue().filterExpression()).isNull();
    verify(client).query(QueryRequest.builder()
        .keyConditionExpression("orderId = :id") // expect: key-condition whole
        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("1")))
        .build());
  }

  @Test
  void opaque() {
    ScanRequest request = ScanRequest.builder().tableName("t").filterExpression("a = :nonsense").build(); // expect: filter whole finding: undefined-value
    assertThat(request.filterExpression()).isEqualTo("a = :nonsense");
  }
}
