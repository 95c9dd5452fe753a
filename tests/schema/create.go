package shop

var input = &dynamodb.CreateTableInput{
	TableName: aws.String("orders"),
	KeySchema: []types.KeySchemaElement{
		{AttributeName: aws.String("customer"), KeyType: types.KeyTypeHash},
		{AttributeName: aws.String("number"), KeyType: types.KeyTypeRange},
	},
	AttributeDefinitions: []types.AttributeDefinition{
		{AttributeName: aws.String("customer"), AttributeType: types.ScalarAttributeTypeS},
		{AttributeName: aws.String("number"), AttributeType: types.ScalarAttributeTypeN},
	},
}
