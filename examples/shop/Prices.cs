using System.Collections.Generic;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

public class Prices
{
    public static ScanRequest Between(string low, string high) => new ScanRequest
    {
        TableName = "prices",
        FilterExpression = "amount BETWEEN :low AND :high and begins_with(currency)",
        ExpressionAttributeValues = new Dictionary<string, AttributeValue>
        {
            { ":low", new AttributeValue { N = low } },
            { "high", new AttributeValue { N = high } },
        },
    };
}
