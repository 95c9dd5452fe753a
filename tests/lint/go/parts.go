package hives

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type change struct {
	Weight int  `dynamodbav:":weight"`
	Kept   bool `dynamodbav:":kept"`
}

// The tags of a struct name the keys of its map.
func (s *Store) tagged(ctx context.Context, key map[string]types.AttributeValue) error {
	values, err := attributevalue.MarshalMap(change{Weight: 3, Kept: true})
	if err != nil {
		return err
	}
	_, err = s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String("hives"),
		Key:                       key,
		UpdateExpression:          aws.String("SET weight = :weight, kept = :kept"), // expect: update whole
		ExpressionAttributeValues: values,
	})
	return err
}

func (s *Store) printed(ctx context.Context, key, values map[string]types.AttributeValue, attribute string) error {
	var text strings.Builder
	fmt.Fprintf(&text, "SET #%s = :value", attribute)
	text.WriteString(" REMOVE draft")
	_, err := s.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String("hives"),
		Key:                       key,
		UpdateExpression:          aws.String(text.String()), // expect: update partial
		ExpressionAttributeNames:  map[string]string{"#" + attribute: attribute},
		ExpressionAttributeValues: values,
	})
	return err
}

func (s *Store) find(ctx context.Context, condition string, values map[string]types.AttributeValue) error {
	_, err := s.client.Query(ctx, &dynamodb.QueryInput{
		TableName:                 aws.String("hives"),
		KeyConditionExpression:    aws.String(condition), // expect: key-condition partial
		ExpressionAttributeValues: values,
	})
	return err
}

func (s *Store) byYard(ctx context.Context, yard types.AttributeValue) error {
	return s.find(ctx, "yard = :yard", map[string]types.AttributeValue{":yard": yard})
}

func (s *Store) byState(ctx context.Context, state types.AttributeValue) error {
	return s.find(ctx, "state = :state", map[string]types.AttributeValue{":state": state}) // finding: reserved-word
}
