using System;
using static System.Math;
using Dynamo = Amazon.DynamoDBv2; // an alias

namespace Example.Orders;

/// <summary>Orders in every client's style.</summary>
[DynamoDBTable("orders", LowerCamelCaseProperties = true)]
public class Orders<T> : Base, IOrders where T : class
{
    private const string Update = "SET #s = :s" + " REMOVE gone", Unset;
    public static readonly Dictionary<string, string> Names = new() { ["#s"] = "status", { "#n", nameof(Order.Name) } };
    public string Id { get; set; } = "x";
    public string Filter => "a = :a";
    public int Page { get { return 1; } set { Turn(value); } }
    public string this[int i] => "x";

    public Orders(IAmazonDynamoDB client, int limit = 1, params string[] rest) : base(client, limit: 2)
    {
        this.client = client;
    }

    [Obsolete]
    public async Task<List<Order>> Find<R>(string id, out int count, QueryRequest? request = null)
    {
        var query = new QueryRequest
        {
            TableName = "orders", /* inside of an initializer */
            // on its own line
            KeyConditionExpression = "pk = :pk",
            FilterExpression = @"#s = :s AND a <> ""\n""",
            ExpressionAttributeNames = { ["#s"] = "status" },
            ExpressionAttributeValues = new Dictionary<string, AttributeValue>
            {
                { ":pk", new AttributeValue { S = id } },
                { ":s", new() { N = "1" } },
            },
        };
        var page = new Page(id, name: "x") { Size = 1 };
        var sized = new Dictionary<string, string>(2) { { "#a", "b" } };
        Dictionary<string, string> values = new() { [":v"] = "x" };
        List<string> parts = new List<string> { "a = :a", "b = :b" };
        string[] keys = { "pk" };
        var more = new[] { 1, 2 };
        var empty = new int[3];
        List<string> all = ["a", .. parts, "b"];
        var none = new QueryRequest();
        QueryRequest scan = new("orders");
        var price = $"a {id,4:F2} {{y}} \t {Call("z")}";
        var both = $@"a {id} ""b""";
        var raw = """
            a = :a
              AND "b" = :b
            """;
        var dynamic = $"""
            {id} = :v
              OR {all[0]} = 1
            """;
        var braces = $$"""{{id}} {y}""";
        var bytes = "u8 \u0041"u8;
        price += ", c = :c";
        price ??= 'y' + "";
        count++;
        --count;
        query.ExpressionAttributeValues[":x"] = request!.Key;
        table?.Query?.Run();
        var first = table?[0].Name;
        await client.QueryAsync(query, cancellationToken: token).ConfigureAwait(false);
        if (id is string text && !done) return null; else if (done) Stop(); else { Turn(-1L); }
        for (int i = 0, j = 1; i < 3; i++) { price += i; }
        foreach (var (key, value) in values) Turn(0x1F);
        foreach (string key in keys) { parts.Add($"{key} = :{key}"); }
        while (done) Stop();
        do { Stop(); } while (count > 1_0.5m);
        switch (count)
        {
            case 1:
            case 2 when done:
                Stop();
                break;
            default:
                Turn(2);
                return null;
        }
        var chosen = count switch
        {
            1 => "a = :a",
            > 2 and < 5 => "b = :b",
            { } other => throw new InvalidOperationException(),
            _ => "c = :c",
        };
        try { Stop(); }
        catch (ConditionalCheckFailedException e) when (e.Count > 0) { Turn(3); }
        catch { }
        finally { Turn(4); }
        using var session = Open();
        using (var other = Open()) { Stop(); }
        lock (this) { Stop(); }
#if DEBUG
        Trace("a");
#else
        Trace("b");
#endif
        Func<int, string> lambda = x => "a";
        Action<int, string> block = (int x, string y) => { Stop(); };
        Action old = delegate (int x) { Stop(); };
        var anonymous = new { A = 1, id, page.Size };
        (var one, var two) = (1, name: "x");
        var (three, four) = Pair();
        var cast = (string)(id as object);
        var changed = page with { Size = 2 };
        var text2 = string.Format("{0} = :v", id) + string.Join(", ", parts);
        var found = done ? chosen : price ?? "d";
        const string Local = "l";
        int u1, u2 = 3;
        int Inner(int a) => ~a % 2;
        var condition = new Expression
        {
            ExpressionStatement = "attribute_not_exists(pk)",
            ExpressionAttributeValues = { [":v"] = new Primitive("1", true) },
        };
        goto end;
    end:
        yield return Names;
        throw new Exception("a");
    }

    enum State { Open, Closed = 1 }

    record Line(string Sku, int Count) { const string Key = "sku"; }

    interface IFind { void Find(); }
}
