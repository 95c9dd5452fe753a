using System.Collections.Generic;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Shop.Defects;

public class Defects
{
    private readonly IAmazonDynamoDB _c;

    public void All(string id)
    {
        _c.QueryAsync(new QueryRequest
        {
            TableName = "t",
            KeyConditionExpression = "pk = :pk", // expect: key-condition whole
            ProjectionExpression = "pk, pk.name, title", // expect: projection whole finding: reserved-word, overlapping-paths
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":pk", new AttributeValue(id) } },
        });
        _c.ScanAsync(new ScanRequest
        {
            TableName = "t",
            FilterExpression = "begins_with(a) AND Contains(b, :b)", // expect: filter whole finding: function-arity, function-name
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":b", new AttributeValue(id) } },
        });
        _c.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "t",
            Key = new Dictionary<string, AttributeValue> { ["id"] = new AttributeValue(id) },
            UpdateExpression = "SET a = :a, b = :b", // expect: update whole
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":a"] = new AttributeValue(id),
                [":b"] = new AttributeValue(id),
                [":c"] = new AttributeValue(id), // finding: unused-value
            },
        });
        _c.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "t",
            Key = new Dictionary<string, AttributeValue> { ["id"] = new AttributeValue(id) },
            UpdateExpression = "SET count_a = count_a + :one", // expect: update whole
            ConditionExpression = "count_a < :max", // expect: condition whole finding: undefined-value
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":one"] = new AttributeValue { N = "1" },
            },
        });
    }
}
