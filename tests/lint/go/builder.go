package catalog

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

type Catalog struct {
	client *dynamodb.Client
	table  string
}

func (c *Catalog) Movies(ctx context.Context, year int) (*dynamodb.QueryOutput, error) {
	keyEx := expression.Key("year").Equal(expression.Value(year))
	expr, err := expression.NewBuilder().WithKeyCondition(keyEx).Build()
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	return c.client.Query(ctx, &dynamodb.QueryInput{
		TableName:                 aws.String(c.table),
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
		KeyConditionExpression:    expr.KeyCondition(), // expect: key-condition builder
	})
}

func (c *Catalog) Scan(ctx context.Context, from, to int) (*dynamodb.ScanOutput, error) {
	filt := expression.Name("year").Between(expression.Value(from), expression.Value(to))
	proj := expression.NamesList(expression.Name("year"), expression.Name("title"), expression.Name("info.rating"))
	expr, err := expression.NewBuilder().WithFilter(filt).WithProjection(proj).Build()
	if err != nil {
		return nil, err
	}
	input := &dynamodb.ScanInput{
		TableName:                 aws.String(c.table),
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
		FilterExpression:          expr.Filter(),     // expect: filter builder
		ProjectionExpression:      expr.Projection(), // expect: projection builder
	}
	return c.client.Scan(ctx, input)
}

func (c *Catalog) Rate(ctx context.Context, title string, rating float64, tags map[string]string) error {
	update := expression.Set(expression.Name("info.rating"), expression.Value(rating))
	update.Set(expression.Name("info.plot"), expression.Value("none"))
	for k, v := range tags {
		update = update.Set(expression.Name("tags."+k), expression.Value(v))
	}
	cond := expression.And(
		expression.AttributeExists(expression.Name("title")),
		expression.Name("locked").NotEqual(expression.Value(true)),
	)
	builder := expression.NewBuilder()
	builder = builder.WithUpdate(update)
	builder = builder.WithCondition(cond)
	expr, err := builder.Build()
	if err != nil {
		return err
	}
	_, err = c.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String(c.table),
		Key:                       nil,
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
		UpdateExpression:          expr.Update(),    // expect: update builder
		ConditionExpression:       expr.Condition(), // expect: condition builder
	})
	return err
}

func (c *Catalog) Search(ctx context.Context, q Query) (*dynamodb.QueryOutput, error) {
	kc := expression.KeyAnd(
		expression.Key("pk").Equal(expression.Value(q.PK)),
		expression.Key("sk").BeginsWith(q.Prefix),
	)
	b := expression.NewBuilder().WithKeyCondition(kc)
	if q.Status != "" {
		b = b.WithFilter(expression.Name("status").Equal(expression.Value(q.Status)))
	}
	expr, err := b.Build()
	if err != nil {
		return nil, err
	}
	return c.client.Query(ctx, &dynamodb.QueryInput{
		TableName:                 aws.String(c.table),
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
		KeyConditionExpression:    expr.KeyCondition(), // expect: key-condition builder
		FilterExpression:          expr.Filter(),       // expect: filter builder
	})
}

// The expression is built by the caller.
func (c *Catalog) run(ctx context.Context, expr expression.Expression) error {
	_, err := c.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName:                 aws.String(c.table),
		ConditionExpression:       expr.Condition(), // expect: condition none
		ExpressionAttributeNames:  expr.Names(),
		ExpressionAttributeValues: expr.Values(),
	})
	return err
}

type Query struct{ PK, Prefix, Status string }
