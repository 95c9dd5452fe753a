// Package orders in every client's style.
package orders

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/expression"
	ddb "github.com/aws/aws-sdk-go-v2/service/dynamodb" // renamed
	. "example.com/names/v2"
	_ "gopkg.in/yaml.v3"
)
import "fmt"

const Table = "orders"
const (
	PK, SK        = "pk", "sk"
	Update string = "SET #s = :s" + " REMOVE gone"
	First         = iota
	Second
)

var (
	unset  string
	input  dynamodb.QueryInput
	values map[string]types.AttributeValue
	shared *Order = &Order{ID: "x"}
	one, err      = load()
	parts  []string
	limit  int32
	log    func(string)
)

type Order struct {
	ID   string `dynamodbav:"id"`
	A, B int
	Base
}

type Finder interface {
	Find(id string) error
}

type Status string

// Find reads.
func (o *Order) Find(ctx context.Context, id, status string, options ...func(*ddb.Options)) (*ddb.QueryOutput, error) {
	out, err := client.Query(ctx, &ddb.QueryInput{
		TableName: aws.String(Table), /* inside of a literal */
		// on its own line
		KeyConditionExpression: aws.String("pk = :pk AND begins_with(sk, :sk)"),
		FilterExpression: aws.String(`#s = :s
			AND a <> '\n'`),
		ExpressionAttributeNames: map[string]string{"#s": "status", PK: SK},
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":pk": &types.AttributeValueMemberS{Value: id},
			":sk": {S: aws.String("\x41\t\u00e9\"")},
		},
	}, options...)
	// First version of the SDK.
	request := (&dynamodb.UpdateItemInput{}).SetTableName("t").SetUpdateExpression(Update)
	request.ConditionExpression = aws.String("attribute_exists(pk)")
	request.ExpressionAttributeValues[":s"] = *shared
	items := []*types.TransactWriteItem{
		{Put: &types.Put{Item: map[string]map[string]string{"a": {"b": "c"}}}},
		{Update: &types.Update{UpdateExpression: aws.String("SET a = :a")}},
	}
	pairs := [...][]string{0: {"a", "b"}, {"c"}}
	names := make(map[string]string, 2)
	list := make([]string, 0, len(items))
	sized := make([]string, 3)
	fresh := new(ddb.ScanInput)
	condition := expression.Name("a").Equal(expression.Value(1)).And(more...)
	built, err := expression.NewBuilder().WithUpdate(expression.Set(expression.Name("a"), expression.Value(-1))).Build()
	text := fmt.Sprintf("SET %s = :v", names["a"]) + "," + string(status) + string(65)
	text += " REMOVE x"
	limit -= 0x10
	limit++
	a, b := "x", "y"
	a, b = b, a
	if err := o.Check(); err != nil {
		return nil, err
	} else if found, ok := names["a"]; ok {
		text = found
	} else {
		text = ""
	}
	for i := 0; i < 3; i++ {
		text += fmt.Sprint(i)
	}
	for key, value := range names {
		text += key + value
	}
	for limit > 0 {
		continue
	}
	for {
		break
	}
	switch kind := any(o).(type) {
	case string, int:
		text = "a"
	default:
		text = "b"
	}
	switch n := len(a); n {
	case 1:
		text = "one"
		fallthrough
	case 2:
	}
	select {
	case done := <-finished:
		log(done)
	default:
	}
	go func() { log("x") }()
	defer out.Close()
	pointer := ptr[string]("a = :a")
	generic := Page[Order]{Size: 1}
	bytes := []byte("{}")
	position := Point{1, 2.5}
	empty := Point{}
	handler := func(w Writer, _ *Request) string { return w.(string) }
	ready := !a && true || false
	rest := text[1:2]
	finished <- 'x'
	goto end
end:
	log("end")
	{
		var local, other string = "a", "b"
	}
	return
}

func Map[K comparable](x K) K { return x }
