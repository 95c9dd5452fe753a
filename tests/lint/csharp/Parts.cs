using System.Collections.Generic;
using System.Linq;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace Example.Parts;

/// Expressions whose type stands elsewhere, and texts that are given by others.
public class Parts
{
    private readonly IAmazonDynamoDB _client;
    private readonly Table _table;

    public Search Typed(string yard) => _table.Query(new QueryOperationConfig
    {
        KeyExpression = new()
        {
            ExpressionStatement = "yard = :yard", // expect: key-condition whole
            ExpressionAttributeValues = new() { [":yard"] = yard },
        },
        FilterExpression = Heavy(), // expect: filter builder
    });

    private static Expression Heavy() => new()
    {
        ExpressionStatement = "weight > :weight AND kept = :kept", // expect: condition whole  finding: undefined-value
        ExpressionAttributeValues = new() { { ":weight", 3 } },
    };

    public Search Kept()
    {
        var filter = new Expression();
        filter.ExpressionStatement = "attribute_exists(queen)"; // expect: condition whole
        var config = new ScanOperationConfig { Select = SelectValues.AllAttributes };
        config.FilterExpression = filter; // expect: filter builder
        return _table.Scan(config);
    }

    private static (string Text, Dictionary<string, AttributeValue> Values) Change(string weight)
    {
        var values = new Dictionary<string, AttributeValue> { [":weight"] = new() { N = weight } };
        return ("SET weight = :weight", values);
    }

    public void Destructured(Dictionary<string, AttributeValue> key)
    {
        var (text, values) = Change("3");
        _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "hives",
            Key = key,
            UpdateExpression = text, // expect: update whole
            ExpressionAttributeValues = values,
        });
    }

    public void Element(Dictionary<string, AttributeValue> key)
    {
        var change = System.Tuple.Create("SET weight = :weight", "3");
        _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "hives",
            Key = key,
            UpdateExpression = change.Item1, // expect: update whole
            ExpressionAttributeValues = new() { [":weight"] = new() { N = change.Item2 } },
        });
    }

    public void Formatted(Dictionary<string, AttributeValue> key, string attribute)
    {
        var text = new StringBuilder("SET ");
        text.AppendFormat("#{0} = :value", attribute);
        text.Append(", ").AppendJoin(", ", new[] { "a = :a", "b = :b" });
        _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "hives",
            Key = key,
            UpdateExpression = text.ToString(), // expect: update partial
            ExpressionAttributeNames = new() { [$"#{attribute}"] = attribute },
            ExpressionAttributeValues = Values(),
        });
    }

    private Dictionary<string, AttributeValue> Values() => Load(":value", ":a", ":b");

    private Dictionary<string, AttributeValue> Load(params string[] names) => names.ToDictionary(name => name, _ => new AttributeValue());

    private void Put(string condition, Dictionary<string, AttributeValue> item) => _client.PutItemAsync(new PutItemRequest
    {
        TableName = "hives",
        Item = item,
        ConditionExpression = condition, // expect: condition whole
    });

    public void Create(Dictionary<string, AttributeValue> item) => Put("attribute_not_exists(hive)", item);

    public void Replace(Dictionary<string, AttributeValue> item) => Put(item: item, condition: "attribute_exists(hive");  // finding: syntax-error
}
