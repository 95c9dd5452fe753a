using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FluentAssertions;
using Moq;
using Xunit;

namespace Shop.Tests;

public class RepositoryTests
{
    private readonly Mock<IAmazonDynamoDB> _client = new();

    [Fact]
    public async Task Queries()
    {
        QueryRequest? captured = null;
        _client.Setup(c => c.QueryAsync(It.IsAny<QueryRequest>(), It.IsAny<CancellationToken>()))
            .Callback<QueryRequest, CancellationToken>((r, _) => captured = r)
            .ReturnsAsync(new QueryResponse());

        await new Repository(_client.Object).Get("1");

        captured!.KeyConditionExpression.Should().Be("PK = :pk");
        captured.Should().BeEquivalentTo(new QueryRequest
        {
            TableName = "t",
            KeyConditionExpression = "PK = :pk", // expect: key-condition whole
            ExpressionAttributeValues = new Dictionary<string, AttributeValue> { { ":pk", new AttributeValue("1") } },
        });
        _client.Verify(c => c.QueryAsync(It.Is<QueryRequest>(r => r.FilterExpression == null), default), Times.Once);
    }
}
