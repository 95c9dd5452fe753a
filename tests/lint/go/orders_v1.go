// Package orders keeps orders in DynamoDB with the first generation of the SDK.
package orders

import (
	"fmt"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/dynamodb"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbattribute"
	"github.com/aws/aws-sdk-go/service/dynamodb/dynamodbiface"
)

const (
	tableEnv   = "ORDERS_TABLE"
	customerIx = "customer-index"
)

type Store struct {
	db    dynamodbiface.DynamoDBAPI
	table string
}

func New() *Store {
	sess := session.Must(session.NewSession())
	return &Store{db: dynamodb.New(sess), table: os.Getenv(tableEnv)}
}

func (s *Store) ByCustomer(customer string, after int64) ([]Order, error) {
	out, err := s.db.Query(&dynamodb.QueryInput{
		TableName:              aws.String(s.table), // finding: unpaginated-read
		IndexName:              aws.String(customerIx),
		KeyConditionExpression: aws.String("customer = :c AND placed > :after"), // expect: key-condition whole
		ExpressionAttributeValues: map[string]*dynamodb.AttributeValue{
			":c":     {S: aws.String(customer)},
			":after": {N: aws.String(strconv.FormatInt(after, 10))},
		},
	})
	if err != nil {
		return nil, fmt.Errorf("query orders: %w", err)
	}
	var orders []Order
	err = dynamodbattribute.UnmarshalListOfMaps(out.Items, &orders)
	return orders, err
}

func (s *Store) Ship(id string) error {
	input := &dynamodb.UpdateItemInput{
		TableName: &s.table,
		Key: map[string]*dynamodb.AttributeValue{
			"id": {S: aws.String(id)},
		},
		ExpressionAttributeNames: map[string]*string{
			"#s": aws.String("status"),
		},
		ExpressionAttributeValues: map[string]*dynamodb.AttributeValue{
			":shipped": {S: aws.String("SHIPPED")},
			":open":    {S: aws.String("OPEN")},
		},
		UpdateExpression:    aws.String("SET #s = :shipped"),   // expect: update whole
		ConditionExpression: aws.String("#s = :open"), // expect: condition whole
		ReturnValues:        aws.String(dynamodb.ReturnValueAllNew),
	}
	_, err := s.db.UpdateItem(input)
	return err
}

func (s *Store) Create(o Order) error {
	item, err := dynamodbattribute.MarshalMap(o)
	if err != nil {
		return err
	}
	_, err = s.db.PutItem(&dynamodb.PutItemInput{
		Item:                item,
		TableName:           aws.String(s.table),
		ConditionExpression: aws.String("attribute_not_exists(id)"), // expect: condition whole
	})
	return err
}

func (s *Store) Rename(id, name string) error {
	_, err := s.db.UpdateItem(&dynamodb.UpdateItemInput{
		TableName: aws.String(s.table),
		Key:       map[string]*dynamodb.AttributeValue{"id": {S: aws.String(id)}},
		// expect: update whole
		// finding: reserved-word
		UpdateExpression: aws.String("SET name = :n"),
		ExpressionAttributeValues: map[string]*dynamodb.AttributeValue{
			":n": {S: aws.String(name)},
		},
	})
	return err
}

// Late assignments on the input.
func (s *Store) List(filter string, limit int64) (*dynamodb.ScanOutput, error) {
	input := &dynamodb.ScanInput{TableName: aws.String(s.table)}
	if limit > 0 {
		input.Limit = aws.Int64(limit)
	}
	if filter != "" {
		input.FilterExpression = aws.String("contains(title, :f)") // expect: filter whole
		input.ExpressionAttributeValues = map[string]*dynamodb.AttributeValue{
			":f": {S: aws.String(filter)},
		}
	}
	return s.db.Scan(input)
}

// Setters of the first generation.
func (s *Store) Head(id string) (*dynamodb.GetItemOutput, error) {
	in := (&dynamodb.GetItemInput{}).
		SetTableName(s.table).
		SetKey(map[string]*dynamodb.AttributeValue{"id": {S: aws.String(id)}}).
		SetProjectionExpression("id, placed, customer") // expect: projection whole
	return s.db.GetItem(in)
}

type Order struct {
	ID       string `dynamodbav:"id"`
	Customer string `dynamodbav:"customer"`
}
