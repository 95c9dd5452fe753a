package sessions

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Repository stores sessions.
type Repository struct {
	client    *dynamodb.Client
	tableName string
	now       func() time.Time
}

var ErrConflict = errors.New("conflict")

const notThere = "attribute_not_exists(pk)"

const (
	attrToken = "token"
	condMatch = "#t = :t"
)

func (r *Repository) Put(ctx context.Context, s Session) error {
	item, err := attributevalue.MarshalMap(s)
	if err != nil {
		return err
	}
	_, err = r.client.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:           aws.String(r.tableName),
		Item:                item,
		ConditionExpression: aws.String(notThere), // expect: condition whole
	})
	var failed *types.ConditionalCheckFailedException
	if errors.As(err, &failed) {
		return ErrConflict
	}
	return err
}

func (r *Repository) Delete(ctx context.Context, id, token string) error {
	_, err := r.client.DeleteItem(ctx, &dynamodb.DeleteItemInput{
		TableName: &r.tableName,
		Key: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: id},
		},
		ConditionExpression: aws.String(condMatch), // expect: condition whole
		ExpressionAttributeNames: map[string]string{
			"#t": attrToken,
		},
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":t": &types.AttributeValueMemberS{Value: token},
		},
		ReturnValues: types.ReturnValueAllOld,
	})
	return err
}

func (r *Repository) Active(ctx context.Context, user string) ([]Session, error) {
	pages := dynamodb.NewQueryPaginator(r.client, &dynamodb.QueryInput{
		TableName:              aws.String(r.tableName),
		KeyConditionExpression: aws.String("pk = :pk AND begins_with(sk, :prefix)"), // expect: key-condition whole
		FilterExpression:       aws.String("#ttl > :now"),                          // expect: filter whole
		ProjectionExpression:   aws.String("pk, sk, #ttl"),                         // expect: projection whole
		ExpressionAttributeNames: map[string]string{"#ttl": "ttl"},
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk":     &types.AttributeValueMemberS{Value: "USER#" + user},
			":prefix": &types.AttributeValueMemberS{Value: "SESSION#"},
			":now":    &types.AttributeValueMemberN{Value: r.now().Format("20060102")},
		},
	})
	var all []Session
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		var some []Session
		if err := attributevalue.UnmarshalListOfMaps(page.Items, &some); err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

func (r *Repository) Touch(ctx context.Context, id string) error {
	_, err := r.client.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String(r.tableName),
		Key:              key(id),
		UpdateExpression: aws.String(`SET seen = :now, hits = if_not_exists(hits, :zero) + :one`), // expect: update whole finding: undefined-value
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":now": &types.AttributeValueMemberN{Value: "1"},
			":one": &types.AttributeValueMemberN{Value: "1"},
		},
	})
	return err
}

func (r *Repository) Revoke(ctx context.Context, ids ...string) error {
	var items []types.TransactWriteItem
	for _, id := range ids {
		items = append(items, types.TransactWriteItem{
			Update: &types.Update{
				TableName:           aws.String(r.tableName),
				Key:                 key(id),
				UpdateExpression:    aws.String("SET revoked = :true REMOVE #t"), // expect: update whole
				ConditionExpression: aws.String("attribute_exists(pk)"),         // expect: condition whole
				ExpressionAttributeNames: map[string]string{
					"#t": attrToken,
				},
				ExpressionAttributeValues: map[string]types.AttributeValue{
					":true": &types.AttributeValueMemberBOOL{Value: true},
				},
			},
		}, types.TransactWriteItem{
			ConditionCheck: &types.ConditionCheck{
				TableName:           aws.String(r.tableName),
				Key:                 key("lock"),
				ConditionExpression: aws.String("attribute_not_exists(pk)"), // expect: condition whole
			},
		})
	}
	_, err := r.client.TransactWriteItems(ctx, &dynamodb.TransactWriteItemsInput{TransactItems: items})
	return err
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: id}}
}

type Session struct {
	PK string `dynamodbav:"pk"`
}
