using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Shop.Wrapped;

/// <summary>Requests that others complete: nothing is wrong with any of them.</summary>
public abstract class RepositoryBase<TEntity> where TEntity : class, new()
{
    protected readonly IAmazonDynamoDB Client;

    protected RepositoryBase(IAmazonDynamoDB client) => Client = client;

    protected abstract string TableName { get; }

    protected virtual string KeyCondition => "PK = :pk";

    private static string Existing() => "attribute_exists(PK)";

    protected async Task<List<TEntity>> QueryAsync(string pk, Action<QueryRequest>? configure = null)
    {
        var request = new QueryRequest
        {
            TableName = TableName,
            KeyConditionExpression = KeyCondition, // expect: key-condition whole
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = new() { S = pk } },
        };
        configure?.Invoke(request);
        var response = await Client.QueryAsync(request);
        return response.Items.Select(Map).ToList();
    }

    protected abstract TEntity Map(Dictionary<string, AttributeValue> item);

    protected Task DeleteAsync(string pk) => Client.DeleteItemAsync(new DeleteItemRequest
    {
        TableName = TableName,
        Key = new() { ["PK"] = new() { S = pk } },
        ConditionExpression = Existing(), // expect: condition whole
    });

    protected async Task Filtered(string pk, string? name)
    {
        var request = new QueryRequest { TableName = TableName };
        AddKey(request, pk);
        if (name != null)
        {
            request.FilterExpression = "begins_with(#n, :n)"; // expect: filter whole
            request.ExpressionAttributeNames.Add("#n", "Name");
            request.ExpressionAttributeValues.Add(":n", new AttributeValue(name));
        }
        await Client.QueryAsync(request);
    }

    private static void AddKey(QueryRequest request, string pk)
    {
        request.KeyConditionExpression = "PK = :pk"; // expect: key-condition whole
        request.ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":pk", new AttributeValue(pk) } };
    }

    protected async Task Batch(IEnumerable<string> keys)
    {
        var items = keys.Select(k => new TransactWriteItem
        {
            Delete = new Delete
            {
                TableName = TableName,
                Key = new Dictionary<string, AttributeValue> { ["PK"] = new AttributeValue { S = k } },
                ConditionExpression = "attribute_exists(PK)", // expect: condition whole
            },
        }).ToList();
        await Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = items });
    }

    protected Task Conditional(string pk, bool strict)
    {
        var condition = strict ? "attribute_exists(PK) AND Locked = :false" : "attribute_exists(PK)";
        var values = new Dictionary<string, AttributeValue> { [":v"] = new() { N = "1" } };
        if (strict) values[":false"] = new AttributeValue { BOOL = false };
        return Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = TableName,
            Key = new() { ["PK"] = new() { S = pk } },
            UpdateExpression = "SET Touched = :v", // expect: update whole
            ConditionExpression = condition, // expect: condition whole
            ExpressionAttributeValues = values,
        });
    }

    protected IAsyncEnumerable<ScanResponse> Pages() =>
        Client.Paginators.Scan(new ScanRequest(TableName) { ProjectionExpression = "PK, SK" }).Responses; // expect: projection whole
}
