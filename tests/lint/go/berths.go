package berths

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

const attrFlag = "flagUnder"

// Cut at the end: by a slice, by a function.
func (s *Store) patch(ctx context.Context, key map[string]types.AttributeValue, b Berth) error {
	values := map[string]types.AttributeValue{}
	expr := "SET "
	if b.Length != "" {
		expr += "hullLength = :length, "
		values[":length"] = &types.AttributeValueMemberN{Value: b.Length}
	}
	if b.Draught != "" {
		expr += "draught = :draught, "
		values[":draught"] = &types.AttributeValueMemberN{Value: b.Draught}
	}
	expr = expr[:len(expr)-2]
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String(s.table),
		Key:                       key,
		UpdateExpression:          aws.String(expr), // expect: update whole
		ExpressionAttributeValues: values,
	})
	return err
}

// A loop that joins what a list holds.
func (s *Store) find(ctx context.Context, f Filter) (*dynamodb.ScanOutput, error) {
	var parts []string
	values := map[string]types.AttributeValue{}
	if f.Pier != "" {
		parts = append(parts, "pier = :pier")
		values[":pier"] = &types.AttributeValueMemberS{Value: f.Pier}
	}
	if f.Captain != "" {
		parts = append(parts, "captain = :captain")
		values[":captain"] = &types.AttributeValueMemberS{Value: f.Captain}
	}
	input := &dynamodb.ScanInput{TableName: aws.String(s.table), ExclusiveStartKey: f.Start}
	if len(parts) > 0 {
		filter := ""
		for i, part := range parts {
			if i > 0 {
				filter += " AND "
			}
			filter += part
		}
		input.FilterExpression = aws.String(filter) // expect: filter whole
		input.ExpressionAttributeValues = values
	}
	return s.client.Scan(ctx, input)
}

// Every way through the switch assigns anew: what was there before is gone.
func (s *Store) mark(ctx context.Context, key map[string]types.AttributeValue, kind int) error {
	expr := "SET harbour = :harbour"
	switch kind {
	case 1:
		expr = fmt.Sprintf("SET %s = :v", attrFlag)
	default:
		expr = "SET cargo = :v"
	}
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String(s.table),
		Key:              key,
		UpdateExpression: &expr, // expect: update whole
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":v": &types.AttributeValueMemberS{Value: "x"},
		},
	})
	return err
}

// What is not known may use the name that the condition uses: nothing is said of the branch.
func (s *Store) attribute(ctx context.Context, key map[string]types.AttributeValue, verb, name string, isNew bool) error {
	input := &dynamodb.UpdateItemInput{TableName: aws.String(s.table), Key: key}
	if isNew {
		input.ConditionExpression = aws.String("attribute_not_exists(#key)") // expect: condition whole
	}
	input.ExpressionAttributeNames = map[string]string{"#key": name}
	input.UpdateExpression = aws.String(strings.ToUpper(verb) + " #key") // expect: update none
	_, err := s.client.UpdateItem(ctx, input)
	return err
}

// A plain Scan is read to its first page, too.
func (s *Store) all(ctx context.Context) ([]Berth, error) {
	out, err := s.client.Scan(ctx, &dynamodb.ScanInput{TableName: aws.String(s.table)}) // finding: unpaginated-read
	if err != nil {
		return nil, err
	}
	var berths []Berth
	for _, item := range out.Items {
		berths = append(berths, read(item))
	}
	return berths, nil
}

// The values that the builder made are not sent.
func (s *Store) moored(ctx context.Context, ship string) (*dynamodb.QueryOutput, error) {
	condition := expression.Key("ship").Equal(expression.Value(ship)) // finding: undefined-value
	expr, err := expression.NewBuilder().WithKeyCondition(condition).Build()
	if err != nil {
		return nil, err
	}
	return s.client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String(s.table),
		KeyConditionExpression: expr.KeyCondition(), // expect: key-condition builder
		ExclusiveStartKey:      s.start,
	})
}
