package com.example.orders;

import com.amazonaws.services.dynamodbv2.AmazonDynamoDB;
import com.amazonaws.services.dynamodbv2.document.DynamoDB;
import com.amazonaws.services.dynamodbv2.document.Item;
import com.amazonaws.services.dynamodbv2.document.ItemCollection;
import com.amazonaws.services.dynamodbv2.document.QueryOutcome;
import com.amazonaws.services.dynamodbv2.document.Table;
import com.amazonaws.services.dynamodbv2.document.spec.DeleteItemSpec;
import com.amazonaws.services.dynamodbv2.document.spec.QuerySpec;
import com.amazonaws.services.dynamodbv2.document.spec.ScanSpec;
import com.amazonaws.services.dynamodbv2.document.spec.UpdateItemSpec;
import com.amazonaws.services.dynamodbv2.document.utils.NameMap;
import com.amazonaws.services.dynamodbv2.document.utils.ValueMap;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import com.amazonaws.services.dynamodbv2.model.QueryRequest;
import com.amazonaws.services.dynamodbv2.model.QueryResult;
import com.amazonaws.services.dynamodbv2.model.ReturnValue;
import com.amazonaws.services.dynamodbv2.model.ScanRequest;
import com.amazonaws.services.dynamodbv2.model.UpdateItemRequest;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Orders, with the document model and the low-level client of the first generation. */
public class OrderDao {

    private static final String TABLE = "Orders";
    private static final String CUSTOMER_INDEX = "customer-index";
    private static final String PK_CONDITION = "orderId = :id";

    private final AmazonDynamoDB client;
    private final Table table;

    public OrderDao(AmazonDynamoDB client) {
        this.client = client;
        this.table = new DynamoDB(client).getTable(TABLE);
    }

    public void ship(String id) {
        UpdateItemSpec spec = new UpdateItemSpec()
                .withPrimaryKey("orderId", id)
                .withUpdateExpression("set #s = :s, shippedAt = :at") // expect: update whole
                .withConditionExpression("#s = :open") // expect: condition whole
                .withNameMap(new NameMap().with("#s", "status"))
                .withValueMap(new ValueMap()
                        .withString(":s", "SHIPPED")
                        .withString(":open", "OPEN")
                        .withNumber(":at", System.currentTimeMillis()))
                .withReturnValues(ReturnValue.UPDATED_NEW);
        table.updateItem(spec);
    }

    public Iterator<Item> find(String id) {
        QuerySpec spec = new QuerySpec()
            .withKeyConditionExpression(PK_CONDITION) // expect: key-condition whole
            .withFilterExpression("amount between :lo and :hi") // expect: filter whole
            .withValueMap(new ValueMap().withString(":id", id).withInt(":lo", 1).withInt(":hi", 10))
            .withConsistentRead(true);
        ItemCollection<QueryOutcome> items = table.query(spec);
        return items.iterator();
    }

    public void scan() {
        Map<String, Object> values = new HashMap<>();
        values.put(":min", 100);
        Map<String, String> names = new HashMap<String, String>();
        names.put("#y", "year");
        table.scan("#y > :min", "#y, title", names, values);
    }

    public List<Map<String, AttributeValue>> byCustomer(String customer, String since) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":c", new AttributeValue().withS(customer));
        if (since != null) {
            values.put(":since", new AttributeValue(since));
        }
        QueryRequest request = new QueryRequest(TABLE) // finding: unpaginated-read
                .withIndexName(CUSTOMER_INDEX)
                .withKeyConditionExpression("customer = :c" + (since != null ? " and placed >= :since" : "")) // expect: key-condition whole
                .withExpressionAttributeValues(values);
        QueryResult result = client.query(request);
        return result.getItems();
    }

    public void touch(String id) {
        UpdateItemRequest request = new UpdateItemRequest();
        request.setTableName(TABLE);
        request.addKeyEntry("orderId", new AttributeValue().withS(id));
        request.setUpdateExpression("SET touched = :now"); // expect: update whole
        request.addExpressionAttributeValuesEntry(":now", new AttributeValue().withN("1"));
        client.updateItem(request);
    }

    public void page(Map<String, AttributeValue> last) {
        ScanRequest scanRequest = new ScanRequest().withTableName(TABLE).withLimit(50).withExclusiveStartKey(last);
        scanRequest.withFilterExpression("attribute_exists(deletedAt)"); // expect: filter whole
        scanRequest.withProjectionExpression("orderId,customer"); // expect: projection whole
        client.scan(scanRequest);
    }

    public void remove(String id, int version) {
        table.deleteItem(new DeleteItemSpec().withPrimaryKey("orderId", id)
            .withConditionExpression("version = :v") // expect: condition whole finding: undefined-value
            .withValueMap(new ValueMap().withInt(":ver", version)));
    }
}
