package loans

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

var fields = []string{"lender", "room", "date"}

// aliased tells names apart: which of the two a call gets is not known.
func aliased(name string, words map[string]bool) string {
	if words[name] {
		return "#" + name
	}
	return name
}

func (s *Store) chosen(ctx context.Context, key map[string]types.AttributeValue, v types.AttributeValue) error {
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String("loans"),
		Key:                       key,
		UpdateExpression:          aws.String("SET " + aliased("date", s.words) + " = :d"), // expect: update partial
		ExpressionAttributeNames:  map[string]string{"#date": "date"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":d": v},
	})
	return err
}

func (s *Store) skipped(ctx context.Context, key map[string]types.AttributeValue, skip map[string]bool, v types.AttributeValue) error {
	var parts []string
	for _, field := range fields {
		if skip[field] {
			continue
		}
		parts = append(parts, field+" = :"+field)
	}
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String("loans"),
		Key:                       key,
		UpdateExpression:          aws.String("SET " + strings.Join(parts, ", ")), // expect: update partial
		ExpressionAttributeValues: map[string]types.AttributeValue{":lender": v, ":room": v},
	})
	return err
}

func (s *Store) switched(ctx context.Context, key map[string]types.AttributeValue, v types.AttributeValue) error {
	var parts []string
	for _, field := range fields {
		switch field {
		case "date":
			parts = append(parts, "#d = :d")
		default:
			parts = append(parts, field+" = :"+field)
		}
	}
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String("loans"),
		Key:                       key,
		UpdateExpression:          aws.String("SET " + strings.Join(parts, ", ")), // expect: update partial
		ExpressionAttributeNames:  map[string]string{"#d": "date"},
		ExpressionAttributeValues: map[string]types.AttributeValue{":d": v, ":lender": v, ":room": v},
	})
	return err
}
