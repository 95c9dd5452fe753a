package orders

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Nothing is said of a Scan: this is a Query's.
func onlyPaid(in *dynamodb.QueryInput) {
	in.FilterExpression = aws.String("attribute_exists(paid)") // expect: filter whole
}

func byOwner(ctx context.Context, client *dynamodb.Client) {
	client.Query(ctx, &dynamodb.QueryInput{
		TableName:              aws.String("orders"),
		IndexName:              aws.String("byOwner"),
		ConsistentRead:         aws.Bool(true), // finding: consistent-read-on-gsi
		KeyConditionExpression: aws.String("owner_id = :owner"), // expect: key-condition whole
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":owner": &types.AttributeValueMemberS{Value: "u1"},
		},
	})
}

func nothing(ctx context.Context, client *dynamodb.Client, key map[string]types.AttributeValue) {
	client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String("orders"),
		Key:              key,
		UpdateExpression: aws.String(""), // expect: update whole // finding: empty-expression
	})
}
