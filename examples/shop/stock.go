package shop

import (
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

func reserve() *dynamodb.UpdateItemInput {
	return &dynamodb.UpdateItemInput{
		TableName:           aws.String("stock"),
		UpdateExpression:    aws.String("SET reserved = reserved + :one SET touched = :now"),
		ConditionExpression: aws.String("attribute_exists(sku) && free > :zero"),
	}
}
