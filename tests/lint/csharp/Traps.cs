using System;
using System.Linq.Expressions;
using Amazon.CloudWatch.Model;
using Amazon.CostExplorer.Model;
using Amazon.EventBridge.Model;
using Amazon.LakeFormation.Model;
using Amazon.XRay.Model;

namespace Other;

public interface IFilter
{
    string FilterExpression { get; set; }
    string? ConditionExpression { get; }
}

public record Options(string FilterExpression, string UpdateExpression = "");

public class Traps
{
    public string KeyConditionExpression { get; set; } = string.Empty;
    public Expression<Func<int, bool>> Expression { get; set; } = x => x > 5;

    public void Others()
    {
        var group = new CreateGroupRequest { GroupName = "slow", FilterExpression = "responsetime > 5" };
        var traces = new GetTraceSummariesRequest { FilterExpression = "service(\"api\") AND fault = true", StartTime = DateTime.UtcNow };
        var row = new RowFilter { FilterExpression = "country = 'de'" };
        var query = new MetricDataQuery { Id = "e1", Expression = "m1/PERIOD(m1)*60", Label = "rate" };
        var rule = new PutRuleRequest { Name = "n", ScheduleExpression = "rate(5 minutes)" };
        var costs = new GetCostAndUsageRequest { Filter = new Amazon.CostExplorer.Model.Expression() };
        Console.WriteLine($"{group} at 12:00 #{row} {traces} {query} {rule} {costs}");
    }

    public void Apply(IFilter filter)
    {
        filter.FilterExpression = "name eq 'x'";
        var policy = new { Condition = "dynamodb:LeadingKeys", Action = "dynamodb:Query" };
        Console.WriteLine(policy);
    }
}
