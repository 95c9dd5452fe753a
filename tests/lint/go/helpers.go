package repo

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/samber/lo"
)

const (
	pkName = "PK"
	skName = "SK"
	// Placeholders.
	phPK = ":pk"
	phSK = ":sk"
)

const keyExpr = pkName + " = " + phPK + " and begins_with(" + skName + ", " + phSK + ")"

type base[T any] struct {
	client *dynamodb.Client
	table  string
}

func ptr[T any](v T) *T { return &v }

func (b *base[T]) list(ctx context.Context, pk, prefix string) ([]T, error) {
	// finding: unpaginated-read
	res, err := b.client.Query(ctx, &dynamodb.QueryInput{
		TableName:              ptr(b.table),
		KeyConditionExpression: ptr(keyExpr), // expect: key-condition whole
		ExpressionAttributeValues: map[string]types.AttributeValue{
			phPK: &types.AttributeValueMemberS{Value: pk},
			phSK: &types.AttributeValueMemberS{Value: prefix},
		},
		ScanIndexForward: lo.ToPtr(false),
	})
	if err != nil {
		return nil, err
	}
	return make([]T, len(res.Items)), nil
}

func (b *base[T]) count(ctx context.Context, pk string) (int32, error) {
	res, err := b.client.Query(ctx, &dynamodb.QueryInput{
		TableName:              lo.ToPtr(b.table),
		Select:                 types.SelectCount,
		KeyConditionExpression: lo.ToPtr(fmt.Sprintf("%s = %s", pkName, phPK)), // expect: key-condition whole
		ExpressionAttributeValues: map[string]types.AttributeValue{
			phPK: &types.AttributeValueMemberS{Value: pk},
		},
	})
	if err != nil {
		return 0, err
	}
	return res.Count, nil
}

func (b *base[T]) update(ctx context.Context, key map[string]types.AttributeValue, opts ...func(*dynamodb.UpdateItemInput)) error {
	in := &dynamodb.UpdateItemInput{TableName: &b.table, Key: key}
	for _, opt := range opts {
		opt(in)
	}
	_, err := b.client.UpdateItem(ctx, in)
	return err
}

func withExpression(expr string, values map[string]types.AttributeValue) func(*dynamodb.UpdateItemInput) {
	return func(in *dynamodb.UpdateItemInput) {
		in.UpdateExpression = &expr // expect: update none
		in.ExpressionAttributeValues = values
	}
}

func mustExist() func(*dynamodb.UpdateItemInput) {
	return func(in *dynamodb.UpdateItemInput) {
		in.ConditionExpression = ptr("attribute_exists(PK)") // expect: condition whole
	}
}

// The two requests share most of what they are given.
func (b *base[T]) both(ctx context.Context, pk string, old bool) error {
	params := &dynamodb.QueryInput{
		TableName: &b.table,
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk": &types.AttributeValueMemberS{Value: pk},
		},
	}
	if old {
		params.KeyConditionExpression = ptr("legacy_pk = :pk") // expect: key-condition whole
		params.IndexName = ptr("legacy")
	} else {
		params.KeyConditionExpression = ptr("PK = :pk") // expect: key-condition whole
	}
	_, err := b.client.Query(ctx, params)
	return err
}

func (b *base[T]) switched(ctx context.Context, kind string) error {
	var cond string
	switch kind {
	case "new":
		cond = "attribute_not_exists(PK)"
	case "old":
		cond = "attribute_exists(PK)"
	default:
		return fmt.Errorf("unknown kind %q", kind)
	}
	_, err := b.client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:           &b.table,
		Item:                map[string]types.AttributeValue{},
		ConditionExpression: &cond, // expect: condition whole
	})
	return err
}
