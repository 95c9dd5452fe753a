using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Shop.Orders;

public sealed class OrderRepository : IOrderRepository
{
    private const string NotExists = "attribute_not_exists(PK)";
    private static readonly string VersionCheck = $"{nameof(Order.Version)} = :expected";

    private readonly IAmazonDynamoDB _client;
    private readonly string _tableName;
    private readonly ILogger<OrderRepository> _logger;

    public OrderRepository(IAmazonDynamoDB client, IOptions<TableOptions> options, ILogger<OrderRepository> logger)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _tableName = options.Value.Name;
        _logger = logger;
    }

    public async Task<IReadOnlyList<Order>> GetByCustomerAsync(string customerId, CancellationToken ct = default)
    {
        var request = new QueryRequest
        {
            TableName = _tableName,
            IndexName = "GSI1",
            KeyConditionExpression = "GSI1PK = :pk AND begins_with(GSI1SK, :prefix)", // expect: key-condition whole
            FilterExpression = "#status <> :cancelled AND attribute_exists(#status)", // expect: filter whole
            ExpressionAttributeNames = new Dictionary<string, string> { ["#status"] = "Status" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                [":pk"] = new AttributeValue { S = $"CUSTOMER#{customerId}" },
                [":prefix"] = new AttributeValue("ORDER#"),
                [":cancelled"] = new() { S = "Cancelled" },
            },
            ScanIndexForward = false,
        };

        var orders = new List<Order>();
        QueryResponse response;
        do
        {
            response = await _client.QueryAsync(request, ct).ConfigureAwait(false);
            orders.AddRange(response.Items.Select(Order.FromItem));
            request.ExclusiveStartKey = response.LastEvaluatedKey;
        } while (response.LastEvaluatedKey?.Count > 0);

        return orders;
    }

    public async Task CreateAsync(Order order)
    {
        try
        {
            await _client.PutItemAsync(new PutItemRequest
            {
                TableName = _tableName,
                Item = order.ToItem(),
                ConditionExpression = NotExists, // expect: condition whole
            });
        }
        catch (ConditionalCheckFailedException ex)
        {
            _logger.LogWarning(ex, "Order {Id} exists", order.Id);
            throw;
        }
    }

    public Task ShipAsync(string id) =>
        _client.UpdateItemAsync(new UpdateItemRequest()
        {
            TableName = _tableName,
            Key = new Dictionary<string, AttributeValue>() { { "PK", new AttributeValue { S = id } } },
            UpdateExpression = "SET #s = :s, ShippedAt = :at REMOVE Reservation", // expect: update whole
            ConditionExpression = "#s = :open", // expect: condition whole
            ExpressionAttributeNames = new Dictionary<string, string>
            {
                { "#s", "Status" },
            },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                { ":s", new AttributeValue { S = "Shipped" } },
                { ":open", new AttributeValue { S = "Open" } },
                { ":at", new AttributeValue { S = DateTime.UtcNow.ToString("O") } },
            },
            ReturnValues = ReturnValue.ALL_NEW,
        });

    public async Task RenameAsync(string id, string name)
    {
        var request = new UpdateItemRequest();
        request.TableName = _tableName;
        request.Key = KeyOf(id);
        request.UpdateExpression = "SET Name = :n"; // expect: update whole finding: reserved-word
        request.ExpressionAttributeValues[":n"] = new AttributeValue { S = name };
        await _client.UpdateItemAsync(request);
    }

    public async Task DeleteAsync(string id, int version)
    {
        await _client.DeleteItemAsync(new DeleteItemRequest
        {
            TableName = _tableName,
            Key = KeyOf(id),
            ConditionExpression = "#v = :expected", // expect: condition whole
            ExpressionAttributeNames = { ["#v"] = "Version" },
            ExpressionAttributeValues = { [":expected"] = new AttributeValue { N = version.ToString() } },
        });
    }

    public async Task<bool> TransferAsync(string from, string to, decimal amount)
    {
        var transaction = new TransactWriteItemsRequest
        {
            TransactItems = new List<TransactWriteItem>
            {
                new()
                {
                    Update = new Update
                    {
                        TableName = _tableName,
                        Key = KeyOf(from),
                        UpdateExpression = "SET Balance = Balance - :amount", // expect: update whole
                        ConditionExpression = "Balance >= :amount", // expect: condition whole
                        ExpressionAttributeValues = new() { [":amount"] = new() { N = amount.ToString() } },
                    },
                },
                new TransactWriteItem
                {
                    ConditionCheck = new ConditionCheck
                    {
                        TableName = _tableName,
                        Key = KeyOf("lock"),
                        ConditionExpression = "attribute_not_exists(PK)", // expect: condition whole
                    },
                },
            },
        };
        await _client.TransactWriteItemsAsync(transaction);
        return true;
    }

    private static Dictionary<string, AttributeValue> KeyOf(string id) => new() { ["PK"] = new AttributeValue { S = id } };
}
