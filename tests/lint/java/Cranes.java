package harbour;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.*;

class Cranes {
    private final DynamoDbClient client;

    /** A joiner with a prefix. */
    void joined(Map<String, AttributeValue> key, Crane crane) {
        StringJoiner sets = new StringJoiner(", ", "SET ", "");
        sets.add("reach = :reach");
        if (crane.load() != null) {
            sets.add("hoist = :hoist");
        }
        client.updateItem(UpdateItemRequest.builder()
            .tableName("cranes")
            .key(key)
            .updateExpression(sets.toString()) // expect: update whole
            .expressionAttributeValues(values(crane))
            .build());
    }

    /** The values come from a method of the same class, which has others. */
    void wrong(Map<String, AttributeValue> key, Crane crane) {
        client.updateItem(UpdateItemRequest.builder()
            .tableName("cranes")
            .key(key)
            .updateExpression("SET reach = :reach, jib = :jib") // expect: update whole finding: undefined-value
            .expressionAttributeValues(values(crane))
            .build());
    }

    private Map<String, AttributeValue> values(Crane crane) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":reach", AttributeValue.fromN(crane.reach()));
        if (crane.load() != null) {
            values.put(":hoist", AttributeValue.fromN(crane.load()));
        }
        return values;
    }

    /** Both branches assign: the text that was there before is never sent. */
    void chosen(Map<String, AttributeValue> key, boolean stopped) {
        String expression = "SET operator = :operator";
        if (stopped) {
            expression = "SET halted = :v";
        } else {
            expression = "SET started = :v";
        }
        client.updateItem(UpdateItemRequest.builder()
            .tableName("cranes")
            .key(key)
            .updateExpression(expression) // expect: update whole
            .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("now")))
            .build());
    }

    void sets(Map<String, AttributeValue> key) {
        client.updateItem(UpdateItemRequest.builder()
            .tableName("cranes")
            .key(key)
            .updateExpression("ADD crews :none") // expect: update whole
            .expressionAttributeValues(Map.of(":none", AttributeValue.builder().ss(List.of()).build())) // finding: empty-or-mixed-set
            .build());
    }

    void document(Table table) {
        UpdateItemSpec spec = new UpdateItemSpec()
            .withPrimaryKey("craneId", "c1", "pier", "p7")
            .withUpdateExpression("SET pier = :pier") // expect: update whole finding: key-attribute-update
            .withValueMap(new ValueMap().withString(":pier", "p8"));
        table.updateItem(spec);
    }

    List<Crane> all() {
        ScanResponse response = client.scan(ScanRequest.builder().tableName("cranes").build()); // finding: unpaginated-read
        return response.items().stream().map(Crane::of).toList();
    }

    List<Crane> paged() {
        return client.scanPaginator(ScanRequest.builder().tableName("cranes").build()).items().stream().map(Crane::of).toList();
    }
}
