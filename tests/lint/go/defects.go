package defects

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

var client *dynamodb.Client

func misspelt(ctx context.Context, id string) {
	_, _ = client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String("t"),
		KeyConditionExpression: aws.String("id = :ident"), // expect: key-condition whole finding: undefined-value
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":id": &types.AttributeValueMemberS{Value: id},
		},
	})
}

func missingColon(ctx context.Context) {
	_, _ = client.Scan(ctx, &dynamodb.ScanInput{
		TableName:        aws.String("t"),
		FilterExpression: aws.String("mass <= cap"), // expect: filter whole finding: missing-sigil
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":cap": &types.AttributeValueMemberN{Value: "8"},
		},
	})
}

func foreign(ctx context.Context) {
	_, _ = client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName:           aws.String("t"),
		Key:                 map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "1"}},
		ConditionExpression: aws.String("attribute_exists(id) && version == :v"), // expect: condition whole finding: foreign-operator
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":v": &types.AttributeValueMemberN{Value: "1"},
		},
	})
}

func twice(ctx context.Context) {
	_, _ = client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String("t"),
		Key:              map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "1"}},
		UpdateExpression: aws.String("SET a = :a REMOVE b SET c = :a"), // expect: update whole finding: duplicate-section
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":a": &types.AttributeValueMemberN{Value: "1"},
		},
	})
}

func overlapping(ctx context.Context) {
	_, _ = client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: aws.String("t"),
		Key:       map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "1"}},
		// expect: update whole
		UpdateExpression: aws.String("SET " +
			"profile = :p, " +
			"profile.address = :a"), // finding: overlapping-paths
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":p": &types.AttributeValueMemberM{Value: map[string]types.AttributeValue{}},
			":a": &types.AttributeValueMemberS{Value: "x"},
		},
	})
}

func quoted(ctx context.Context, user string) {
	_, _ = client.Scan(ctx, &dynamodb.ScanInput{
		TableName:        aws.String("t"),
		FilterExpression: aws.String(fmt.Sprintf("owner = '%s'", user)), // expect: filter partial finding: reserved-word
	})
}

func keyOnly(ctx context.Context) {
	_, _ = client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String("t"),
		KeyConditionExpression: aws.String("pk = :pk AND contains(sk, :x)"), // expect: key-condition whole finding: key-condition-operator
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk": &types.AttributeValueMemberS{Value: "1"},
			":x":  &types.AttributeValueMemberS{Value: "1"},
		},
	})
}

func empty(ctx context.Context) {
	_, _ = client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:                aws.String("t"),
		Item:                     map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "1"}},
		ConditionExpression:      aws.String("attribute_not_exists(id)"), // expect: condition whole
		ExpressionAttributeNames: map[string]string{},                    // finding: empty-placeholder-map
	})
}
