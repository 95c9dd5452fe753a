package profile

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type profileStore struct {
	ddb   *dynamodb.Client
	table string
}

// Patch sets every field of the map.
func (s *profileStore) Patch(ctx context.Context, id string, fields map[string]interface{}) error {
	names := map[string]string{}
	values := map[string]types.AttributeValue{}
	var sets []string
	keys := make([]string, 0, len(fields))
	for k := range fields {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for i, k := range keys {
		n, v := fmt.Sprintf("#f%d", i), fmt.Sprintf(":v%d", i)
		av, err := attributevalue.Marshal(fields[k])
		if err != nil {
			return err
		}
		names[n] = k
		values[v] = av
		sets = append(sets, fmt.Sprintf("%s = %s", n, v))
	}
	_, err := s.ddb.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:                 aws.String(s.table),
		Key:                       s.key(id),
		UpdateExpression:          aws.String("SET " + strings.Join(sets, ", ")), // expect: update partial
		ConditionExpression:       aws.String("attribute_exists(pk)"),            // expect: condition whole
		ExpressionAttributeNames:  names,
		ExpressionAttributeValues: values,
	})
	return err
}

// Save appends parts under conditions.
func (s *profileStore) Save(ctx context.Context, p *Profile) error {
	expr := "SET updatedAt = :u"
	values := map[string]types.AttributeValue{
		":u": &types.AttributeValueMemberS{Value: p.UpdatedAt},
	}
	if p.Email != "" {
		expr += ", email = :e"
		values[":e"] = &types.AttributeValueMemberS{Value: p.Email}
	}
	if p.Phone != "" {
		expr += ", phone = :p"
		values[":p"] = &types.AttributeValueMemberS{Value: p.Phone}
	}
	input := dynamodb.UpdateItemInput{
		TableName:                 aws.String(s.table),
		Key:                       s.key(p.ID),
		UpdateExpression:          aws.String(expr), // expect: update whole
		ExpressionAttributeValues: values,
	}
	_, err := s.ddb.UpdateItem(ctx, &input)
	return err
}

func (s *profileStore) Increment(ctx context.Context, id, counter string, by int) error {
	_, err := s.ddb.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName:        aws.String(s.table),
		Key:              s.key(id),
		UpdateExpression: aws.String(fmt.Sprintf("ADD %s :by", counter)), // expect: update partial
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":by": &types.AttributeValueMemberN{Value: fmt.Sprint(by)},
		},
	})
	return err
}

func (s *profileStore) queryPage(ctx context.Context, index *string, cond string, vals map[string]types.AttributeValue) (*dynamodb.QueryOutput, error) {
	in := &dynamodb.QueryInput{
		TableName:                 &s.table,
		IndexName:                 index,
		KeyConditionExpression:    &cond, // expect: key-condition none
		ExpressionAttributeValues: vals,
	}
	return s.ddb.Query(ctx, in)
}

func (s *profileStore) ByEmail(ctx context.Context, email string) (*dynamodb.QueryOutput, error) {
	condition := "email = :email"
	in := &dynamodb.QueryInput{TableName: &s.table, IndexName: aws.String("email-index")}
	in.KeyConditionExpression = &condition // expect: key-condition whole
	in.ExpressionAttributeValues = make(map[string]types.AttributeValue)
	in.ExpressionAttributeValues[":email"] = &types.AttributeValueMemberS{Value: email}
	return s.ddb.Query(ctx, in)
}

// Statuses builds an IN of any length.
func (s *profileStore) Statuses(ctx context.Context, statuses []string) (*dynamodb.ScanOutput, error) {
	values := make(map[string]types.AttributeValue, len(statuses))
	placeholders := make([]string, len(statuses))
	for i, st := range statuses {
		p := fmt.Sprintf(":s%d", i)
		placeholders[i] = p
		values[p] = &types.AttributeValueMemberS{Value: st}
	}
	filter := fmt.Sprintf("#st IN (%s)", strings.Join(placeholders, ","))
	return s.ddb.Scan(ctx, &dynamodb.ScanInput{
		TableName:                 &s.table,
		FilterExpression:          &filter, // expect: filter partial
		ExpressionAttributeNames:  map[string]string{"#st": "status"},
		ExpressionAttributeValues: values,
	})
}

func (s *profileStore) key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: id}}
}

type Profile struct{ ID, Email, Phone, UpdatedAt string }
