package closures

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Texts and maps that closures and methods fill: nothing is wrong with any of them.
func filled(ctx context.Context, client *dynamodb.Client, fields map[string]string, strict bool) error {
	values := map[string]types.AttributeValue{}
	var sets []string
	add := func(name, value string) {
		sets = append(sets, name+" = :"+name)
		values[":"+name] = &types.AttributeValueMemberS{Value: value}
	}
	for name, value := range fields {
		add(name, value)
	}
	in := &dynamodb.UpdateItemInput{
		TableName:                 aws.String("t"),
		UpdateExpression:          aws.String("SET " + strings.Join(sets, ", ")), // expect: update partial
		ExpressionAttributeValues: values,
	}
	if strict {
		in.ConditionExpression = aws.String("attribute_exists(id) AND version = :version") // expect: condition whole
		in.ExpressionAttributeValues[":version"] = &types.AttributeValueMemberN{Value: "1"}
	}
	_, err := client.UpdateItem(ctx, in)
	return err
}

func handed(ctx context.Context, client *dynamodb.Client, id string) error {
	in := &dynamodb.QueryInput{
		TableName:              aws.String("t"),
		KeyConditionExpression: aws.String("id = :id"), // expect: key-condition whole
	}
	addValues(in, id)
	_, err := client.Query(ctx, in)
	return err
}

func addValues(in *dynamodb.QueryInput, id string) {
	in.ExpressionAttributeValues = map[string]types.AttributeValue{":id": &types.AttributeValueMemberS{Value: id}}
}

func written(ctx context.Context, client *dynamodb.Client, names []string) error {
	var b strings.Builder
	b.WriteString("SET ")
	for i, name := range names {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("#" + name + " = :" + name)
	}
	update := b.String()
	_, err := client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String("t"),
		UpdateExpression: &update, // expect: update partial
	})
	return err
}

func swapped(ctx context.Context, client *dynamodb.Client, asc bool) error {
	cond, vals := "pk = :pk", map[string]types.AttributeValue{":pk": &types.AttributeValueMemberS{Value: "1"}}
	if asc {
		cond += " AND sk > :sk"
		vals[":sk"] = &types.AttributeValueMemberS{Value: "1"}
	} else {
		cond += " AND sk < :sk"
		vals[":sk"] = &types.AttributeValueMemberS{Value: "1"}
	}
	_, err := client.Query(ctx, &dynamodb.QueryInput{
		TableName:                 aws.String("t"),
		KeyConditionExpression:    aws.String(cond), // expect: key-condition whole
		ExpressionAttributeValues: vals,
	})
	return err
}
