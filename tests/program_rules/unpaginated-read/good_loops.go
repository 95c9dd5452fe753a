package orders

func pages(ctx context.Context, client *dynamodb.Client, customer string) ([]Item, error) {
	paginator := dynamodb.NewQueryPaginator(client, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("customer = :c"),
		ExpressionAttributeValues: values(customer),
	})
	var all []Item
	for paginator.HasMorePages() {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
	}
	return all, nil
}

func query(ctx context.Context, client *dynamodb.Client, customer string) (*dynamodb.QueryOutput, error) {
	return client.Query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("customer = :c"),
		ExpressionAttributeValues: values(customer),
	})
}

func callback(client *dynamodb.DynamoDB, customer string) (all []Item, err error) {
	err = client.QueryPages(&dynamodb.QueryInput{
		KeyConditionExpression:    aws.String("customer = :c"),
		ExpressionAttributeValues: values(customer),
	}, func(page *dynamodb.QueryOutput, last bool) bool {
		all = append(all, page.Items...)
		return true
	})
	return all, err
}
