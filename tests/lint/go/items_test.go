package items

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/mock"
)

type mockClient struct{ mock.Mock }

func (m *mockClient) Query(in *dynamodb.QueryInput) (*dynamodb.QueryOutput, error) {
	args := m.Called(in)
	return args.Get(0).(*dynamodb.QueryOutput), args.Error(1)
}

func TestQuery(t *testing.T) {
	tests := []struct {
		name string
		in   *dynamodb.QueryInput
		want int
	}{
		{
			name: "by id",
			in: &dynamodb.QueryInput{
				KeyConditionExpression: aws.String("#id = :id"), // expect: key-condition whole
				ExpressionAttributeNames: map[string]string{
					"#id": "id",
				},
				ExpressionAttributeValues: map[string]types.AttributeValue{
					":id": &types.AttributeValueMemberS{Value: "1"},
				},
			},
			want: 1,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &mockClient{}
			m.On("Query", mock.MatchedBy(func(in *dynamodb.QueryInput) bool {
				return *in.KeyConditionExpression == "#id = :id"
			})).Return(&dynamodb.QueryOutput{}, nil)
			out, err := m.Query(tt.in)
			assert.NoError(t, err)
			assert.Equal(t, "#id = :id", *tt.in.KeyConditionExpression)
			assert.NotNil(t, out)
		})
	}
}
