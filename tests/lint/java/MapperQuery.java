import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBMapper;
import com.amazonaws.services.dynamodbv2.datamodeling.DynamoDBQueryExpression;
import com.amazonaws.services.dynamodbv2.model.AttributeValue;
import java.util.List;
import java.util.Map;

class MapperQuery {
    private final DynamoDBMapper mapper = null;

    // The object of the key stands for the key condition.
    List<Order> paid(Order key) {
        return mapper.query(Order.class, new DynamoDBQueryExpression<Order>()
            .withHashKeyValues(key)
            .withFilterExpression("paid = :yes") // expect: filter whole
            .withExpressionAttributeValues(Map.of(":yes", new AttributeValue().withBOOL(true))));
    }
}
