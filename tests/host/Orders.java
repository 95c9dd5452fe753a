package com.example.orders;

import java.util.HashMap;
import java.util.*;
import static com.example.Names.STATUS;

/** Orders in every client's style. */
@Repository("orders")
public class Orders<T> extends Base implements AutoCloseable {
    private static final String TABLE = "orders", UNSET;
    static final String UPDATE = "SET #s = :s" + " REMOVE gone"; // a constant
    private final Map<String, AttributeValue> cache = new HashMap<>();
    String[] names = {"#a", "#b"};

    static {
        UNSET = null;
    }

    public Orders(final DynamoDbClient client, String... rest) {
        super(client);
        this.client = client;
    }

    // First version of the SDK.
    ItemCollection<QueryOutcome> first(String id) {
        QuerySpec spec = new QuerySpec() /* inside of the chain */
            .withKeyConditionExpression("pk = :pk")
            // between calls
            .withFilterExpression("total > \u003aleast AND \"n\" <> '\t'")
            .withValueMap(new ValueMap().withString(":pk", id).withNumber(":least", -10L));
        UpdateItemRequest request = new UpdateItemRequest();
        request.setUpdateExpression(UPDATE);
        request.withExpressionAttributeValues(new HashMap<String, AttributeValue>() {{
            put(":s", new AttributeValue().withS("open"));
            put(":n", new AttributeValue().withN("1"));
        }});
        return table.query(spec);
    }

    @Query(fields = "pk, sk", filterExpression = "contains(title, :t)")
    public abstract List<Order> byTitle(String t);

    CompletableFuture<UpdateItemResponse> second(String id, int limit) throws IOException {
        var names = Map.of("#s", "status", "#n", STATUS);
        Map<String, AttributeValue> values = new java.util.HashMap<>();
        values.put(":s", AttributeValue.builder().s(id).build());
        values.put(":n", AttributeValue.fromN(Integer.toString(0x1F)));
        client.query(b -> b.tableName(TABLE).filterExpression("a = :a"));
        client.query((QueryRequest.Builder b, int page) -> {
            return b.limit(page);
        });
        String expression = """
            #s = :s \
            AND #n = "x"
              OR a = :a\n
            """;
        expression += limit > 0 ? ", n = :n" : "";
        names[0] = (String) expression;
        limit++;
        String key = String.format("%s = :v", names[0]) + ',';
        if (expression instanceof String s && !s.isEmpty()) {
            return null;
        } else if (limit == 3)
            first(id);
        else {
            second(id, 1_000);
        }
        for (int i = 0; i < 3; i++) expression += " AND a" + i + " = :v" + i;
        for (String name : names) {
            parts.add("#" + name);
        }
        while (true) break;
        do { limit -= 1; } while (limit > 0);
        switch (limit) {
            case 1:
            case 2:
                first("a");
                break;
            default:
                second("b", 2);
        }
        String filter = switch (limit) {
            case 1, 2 -> "a = :a";
            case 3 -> {
                log("x");
                yield "b = :b";
            }
            default -> throw new IllegalStateException("no");
        };
        try (var session = open(); shared) {
            session.run();
        } catch (ConditionalCheckFailedException | IOException error) {
            first("c");
        } finally {
            done = true;
        }
        synchronized (this) {
            done = false;
        }
        Expression condition = Expression.builder()
            .expression("attribute_not_exists(pk)")
            .putExpressionValue(":v", AttributeValues.numberValue(1.50f))
            .expressionNames(Map.<String, String>ofEntries(Map.entry("#s", "status")))
            .build();
        TransactWriteItem item = TransactWriteItem.builder().put(Put.builder().conditionExpression(
            "a = :a" + // the half of it
            " AND b = :b").build()).build();
        return client.updateItem(UpdateItemRequest.builder().updateExpression("SET " + String.join(", ", parts)).build())
            .thenApply(Orders::wrap).thenApply(new Mapper<>(a, ~b) { int x() { return 1; } });
    }

    enum Name implements Named {
        STATUS("#s"), NONE;
        private final String text;
        Name(String text) { this.text = text; }
    }

    interface Expressions {
        String OPEN = "status = :open";
        String text();
    }

    record Page(List<Order> orders, String next) {
        static final Set<String> KEYS = new HashSet<>(Arrays.asList(new String[] {"pk", "sk"}));
    }
}
