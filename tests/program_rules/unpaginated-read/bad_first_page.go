package orders

func list(ctx context.Context, client *dynamodb.Client, customer string) ([]map[string]types.AttributeValue, error) {
	input := &dynamodb.QueryInput{
		KeyConditionExpression: aws.String("customer = :c"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":c": &types.AttributeValueMemberS{Value: customer},
		},
	}
	out, err := client.Query(ctx, input)
	if err != nil {
		return nil, err
	}
	for _, item := range out.Items {
		log.Println(item)
	}
	return out.Items, nil
}
