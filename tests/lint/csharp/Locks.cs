using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;

namespace Harbour;

public class Locks
{
    private readonly IAmazonDynamoDB _dynamo;
    private readonly Expression _open = new Expression { ExpressionStatement = "gate = :gate and opened < :until" }; // expect: condition whole

    // What the constructor leaves out is given here.
    public Expression Open(string gate, DateTime until)
    {
        var values = new Dictionary<string, DynamoDBEntry>();
        values.Add(":gate", gate);
        values.Add(":until", until.Ticks);
        _open.ExpressionAttributeValues = values;
        return _open;
    }

    // A range keeps what is before the last comma.
    public async Task Patch(Dictionary<string, AttributeValue> key, Lock part)
    {
        var values = new Dictionary<string, AttributeValue>();
        var text = "SET ";
        if (part.Depth != null) { text += "lowered = :lowered, "; values[":lowered"] = new AttributeValue { N = part.Depth }; }
        if (part.Lift != null) { text += "lift = :lift, "; values[":lift"] = new AttributeValue { N = part.Lift }; }
        await _dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "locks",
            Key = key,
            UpdateExpression = text[..^2], // expect: update whole
            ExpressionAttributeValues = values,
        });
    }

    // A list that is made for two, of clauses that are lists themselves.
    public async Task Clauses(Dictionary<string, AttributeValue> key, bool filled)
    {
        var sets = new List<string> { "gate = :gate" };
        if (filled) { sets.Add("filled = :gate"); }
        var clauses = new List<string>(2);
        clauses.Add($"SET {string.Join(", ", sets)}");
        clauses.Add("REMOVE keeper");
        await _dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "locks",
            Key = key,
            UpdateExpression = string.Join(" ", clauses), // expect: update whole
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":gate"] = new AttributeValue("g") },
        });
    }

    // The SDK leaves out what is empty; a set without members it cannot.
    public async Task Empty(Dictionary<string, AttributeValue> key)
    {
        await _dynamo.PutItemAsync(new PutItemRequest
        {
            TableName = "locks",
            Item = key,
            ConditionExpression = "attribute_not_exists(gate)", // expect: condition whole
            ExpressionAttributeNames = new Dictionary<string, string>(),
        });
        await _dynamo.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = "locks",
            Key = key,
            UpdateExpression = "ADD keepers :none", // expect: update whole
            ExpressionAttributeValues = { { ":none", new AttributeValue { SS = new List<string>() } } }, // finding: empty-or-mixed-set
        });
    }

    public async Task<List<Lock>> All()
    {
        var response = await _dynamo.ScanAsync(new ScanRequest { TableName = "locks" }); // finding: unpaginated-read
        return response.Items.Select(Lock.Of).ToList();
    }
}
