package other

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/costexplorer"
	"github.com/aws/aws-sdk-go-v2/service/eventbridge"
	"github.com/aws/aws-sdk-go-v2/service/lakeformation"
	lftypes "github.com/aws/aws-sdk-go-v2/service/lakeformation/types"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/xray"
)

// An X-Ray group has a filter expression, too.
func group(ctx context.Context, x *xray.Client) error {
	_, err := x.CreateGroup(ctx, &xray.CreateGroupInput{
		GroupName:        aws.String("slow"),
		FilterExpression: aws.String(`service("api") AND responsetime > 5`),
	})
	if err != nil {
		return err
	}
	_, err = x.GetTraceSummaries(ctx, &xray.GetTraceSummariesInput{
		FilterExpression: aws.String(`http.status = 500`),
	})
	return err
}

func rows(ctx context.Context, l *lakeformation.Client) error {
	_, err := l.CreateDataCellsFilter(ctx, &lakeformation.CreateDataCellsFilterInput{
		TableData: &lftypes.DataCellsFilter{
			DatabaseName:   aws.String("db"),
			TableName:      aws.String("t"),
			TableCatalogId: aws.String("1"),
			RowFilter:      &lftypes.RowFilter{FilterExpression: aws.String("country = 'de'")},
		},
	})
	return err
}

func schedule(ctx context.Context, s *scheduler.Client, e *eventbridge.Client) error {
	_, err := s.CreateSchedule(ctx, &scheduler.CreateScheduleInput{
		ScheduleExpression: aws.String("cron(0 8 * * ? *)"),
	})
	if err != nil {
		return err
	}
	_, err = e.PutRule(ctx, &eventbridge.PutRuleInput{ScheduleExpression: aws.String("rate(5 minutes)")})
	return err
}

// A type of our own with the same names.
type QueryOptions struct {
	FilterExpression     string
	ConditionExpression  *string
	UpdateExpression     string `json:"updateExpression"`
	ProjectionExpression []string
}

type metric struct {
	Expression string
	Label      string
}

var metrics = []metric{
	{Expression: "m1/PERIOD(m1)*60", Label: "rate"},
	{Expression: "SUM(METRICS())", Label: "all"},
}

func costs(ctx context.Context, c *costexplorer.Client) error {
	_, err := c.GetCostAndUsage(ctx, &costexplorer.GetCostAndUsageInput{Metrics: []string{"UnblendedCost"}})
	return err
}
