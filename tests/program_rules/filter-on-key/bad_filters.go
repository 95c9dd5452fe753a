package orders

var input = &dynamodb.QueryInput{
	KeyConditionExpression:   aws.String("#c = :c AND orderId > :o"),
	FilterExpression:         aws.String("attribute_exists(orderId) AND paid = :c"),
	ExpressionAttributeNames: map[string]string{"#c": "customer"},
	ExpressionAttributeValues: map[string]types.AttributeValue{
		":c": &types.AttributeValueMemberS{Value: "ada"},
		":o": &types.AttributeValueMemberS{Value: "1"},
	},
}
