using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace Shop.Dynamic;

public static class Attributes
{
    public const string Owner = "OwnerId";
    public const string OwnerValue = ":owner";
}

public class Dynamic(IAmazonDynamoDB client, string table)
{
    public async Task Patch(Dictionary<string, AttributeValue> key, IDictionary<string, AttributeValue> changes)
    {
        var names = changes.Keys.ToDictionary(k => "#" + k, k => k);
        var values = changes.ToDictionary(c => ":" + c.Key, c => c.Value);
        var sets = changes.Keys.Select(k => $"#{k} = :{k}");
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = "SET " + string.Join(", ", sets), // expect: update partial
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        });
    }

    public async Task Save(Dictionary<string, AttributeValue> key, string? email, string? phone)
    {
        var builder = new StringBuilder("SET Updated = :now");
        var values = new Dictionary<string, AttributeValue> { [":now"] = new() { N = "1" } };
        if (email is not null)
        {
            builder.Append(", Email = :email");
            values.Add(":email", new AttributeValue(email));
        }
        if (!string.IsNullOrEmpty(phone))
        {
            builder.Append(", Phone = :phone");
            values[":phone"] = new AttributeValue(phone);
        }
        await client.UpdateItemAsync(new UpdateItemRequest(table, key, null)
        {
            UpdateExpression = builder.ToString(), // expect: update whole
            ExpressionAttributeValues = values,
        });
    }

    public async Task<QueryResponse> Owned(string owner, string? status)
    {
        var request = new QueryRequest(table)
        {
            KeyConditionExpression = $"{Attributes.Owner} = {Attributes.OwnerValue}", // expect: key-condition whole
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                { Attributes.OwnerValue, new AttributeValue { S = owner } },
            },
        };
        if (status != null)
        {
            request.FilterExpression = "#st = :st"; // expect: filter whole
            request.ExpressionAttributeNames = new Dictionary<string, string> { { "#st", "Status" } };
            request.ExpressionAttributeValues.Add(":st", new AttributeValue { S = status });
        }
        return await client.QueryAsync(request);
    }

    public Task<ScanResponse> In(IReadOnlyList<string> ids)
    {
        var values = ids.Select((id, i) => (Key: $":id{i}", Value: new AttributeValue(id))).ToDictionary(x => x.Key, x => x.Value);
        return client.ScanAsync(new ScanRequest
        {
            TableName = table,
            FilterExpression = $"Id IN ({string.Join(", ", values.Keys)})", // expect: filter partial
            ExpressionAttributeValues = values,
        });
    }

    public Task Increment(Dictionary<string, AttributeValue> key, string counter) =>
        client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = string.Format("ADD {0} :one", counter), // expect: update partial
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":one"] = new AttributeValue { N = "1" } },
        });

    public Task Raw(string condition, Dictionary<string, AttributeValue> values) =>
        client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = condition, // expect: key-condition none
            ExpressionAttributeValues = values,
        });

    public Task Switched(Dictionary<string, AttributeValue> key, Mode mode) =>
        client.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = table,
            Key = key,
            ConditionExpression = mode switch // expect: condition whole
            {
                Mode.Existing => "attribute_exists(Id)",
                Mode.Missing => "attribute_not_exists(Id)",
                _ => throw new ArgumentOutOfRangeException(nameof(mode)),
            },
        });

    public async Task Verbatim(Dictionary<string, AttributeValue> key)
    {
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            // expect: update whole
            UpdateExpression = @"
                SET A = :a,
                    B = if_not_exists(B, :a)
                REMOVE C",
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>()
            {
                { ":a", new AttributeValue() { N = "1" } },
            },
        });
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            // expect: update whole
            UpdateExpression = """
                SET A = :a
                """,
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>([new(":a", new AttributeValue { N = "1" })]),
        });
    }

    public async Task Append(Dictionary<string, AttributeValue> key, bool a, bool b)
    {
        var expression = "SET ";
        var values = new Dictionary<string, AttributeValue>();
        if (a)
        {
            expression += "A = :a, ";
            values.Add(":a", new AttributeValue { BOOL = true });
        }
        if (b)
        {
            expression += "B = :b, ";
            values.Add(":b", new AttributeValue { BOOL = true });
        }
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = expression.TrimEnd(',', ' '), // expect: update whole
            ExpressionAttributeValues = values,
        });
    }

    public async Task Each(Dictionary<string, AttributeValue> key, Dictionary<string, string> tags)
    {
        var update = "SET ";
        var names = new Dictionary<string, string>();
        var values = new Dictionary<string, AttributeValue>();
        var i = 0;
        foreach (var (name, value) in tags)
        {
            if (i > 0)
            {
                update += ", ";
            }
            update += $"#t{i} = :t{i}";
            names.Add($"#t{i}", name);
            values.Add($":t{i}", new AttributeValue(value));
            i++;
        }
        await client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = key,
            UpdateExpression = update, // expect: update partial
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        });
    }

    public enum Mode { Existing, Missing }
}
