package com.example.sessions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Repository;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

@Slf4j
@Repository
@RequiredArgsConstructor
public class SessionRepository {

  private static final String TABLE_NAME = System.getenv("TABLE_NAME");
  private static final String PK = "pk";
  private static final String SK = "sk";
  private static final String NOT_EXISTS = "attribute_not_exists(" + PK + ")";

  private final DynamoDbClient client;
  private final DynamoDbAsyncClient asyncClient;

  public List<Session> findByUser(String userId) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(TABLE_NAME)
            // Only live sessions.
            .keyConditionExpression("#pk = :pk AND begins_with(#sk, :sk)") // expect: key-condition whole
            .filterExpression("expiresAt > :now") // expect: filter whole
            .expressionAttributeNames(Map.of("#pk", PK, "#sk", SK))
            .expressionAttributeValues(
                Map.of(
                    ":pk", AttributeValue.builder().s("USER#" + userId).build(),
                    ":sk", AttributeValue.fromS("SESSION#"),
                    ":now", AttributeValue.fromN(Long.toString(Instant.now().getEpochSecond()))))
            .build();
    return client.queryPaginator(request).items().stream().map(Session::from).collect(Collectors.toList());
  }

  public void create(Session session) {
    try {
      client.putItem(
          r ->
              r.tableName(TABLE_NAME)
                  .item(session.toItem())
                  .conditionExpression(NOT_EXISTS)); // expect: condition whole
    } catch (ConditionalCheckFailedException e) {
      log.warn("Session {} exists", session.id(), e);
      throw new DuplicateSessionException(session.id());
    }
  }

  public CompletableFuture<Void> touch(String id) {
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":now", AttributeValue.builder().n("1").build());
    return asyncClient
        .updateItem(
            UpdateItemRequest.builder()
                .tableName(TABLE_NAME)
                .key(Map.of(PK, AttributeValue.builder().s(id).build()))
                .updateExpression("SET lastSeen = :now ADD hits :one") // expect: update whole finding: undefined-value
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.ALL_NEW)
                .build())
        .thenAccept(response -> log.debug("Touched {}", response.attributes()));
  }

  public Optional<Session> get(String id) {
    GetItemRequest request = GetItemRequest.builder().tableName(TABLE_NAME).key(key(id))
        .projectionExpression("pk, sk, #d").expressionAttributeNames(Map.of("#d", "data")).build(); // expect: projection whole
    GetItemResponse response = client.getItem(request);
    return response.hasItem() ? Optional.of(Session.from(response.item())) : Optional.empty();
  }

  public void revokeAll(List<String> ids) {
    List<TransactWriteItem> actions = new ArrayList<>();
    for (String id : ids) {
      actions.add(TransactWriteItem.builder()
          .update(Update.builder()
              .tableName(TABLE_NAME)
              .key(key(id))
              .updateExpression("SET revoked = :t REMOVE #tok") // expect: update whole
              .conditionExpression("attribute_exists(pk)") // expect: condition whole
              .expressionAttributeNames(Map.of("#tok", "token"))
              .expressionAttributeValues(Map.of(":t", AttributeValue.builder().bool(true).build()))
              .build())
          .build());
      actions.add(TransactWriteItem.builder()
          .conditionCheck(ConditionCheck.builder().tableName(TABLE_NAME).key(key("lock"))
              .conditionExpression("attribute_not_exists(pk)").build()) // expect: condition whole
          .build());
      actions.add(TransactWriteItem.builder().delete(d -> d.tableName(TABLE_NAME).key(key("x"))
          .conditionExpression("attribute_exists(sk)")).build()); // expect: condition whole
    }
    client.transactWriteItems(TransactWriteItemsRequest.builder().transactItems(actions).build());
  }

  private Map<String, AttributeValue> key(String id) {
    return Map.of(PK, AttributeValue.fromS(id), SK, AttributeValue.fromS("SESSION#" + id));
  }
}
