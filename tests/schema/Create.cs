class Create
{
    CreateTableRequest Make()
    {
        return new CreateTableRequest
        {
            TableName = "orders",
            KeySchema = new List<KeySchemaElement>
            {
                new KeySchemaElement { AttributeName = "customer", KeyType = KeyType.HASH },
                new KeySchemaElement("number", KeyType.RANGE),
            },
            AttributeDefinitions = new List<AttributeDefinition>
            {
                new AttributeDefinition { AttributeName = "customer", AttributeType = "S" },
                new AttributeDefinition { AttributeName = "number", AttributeType = ScalarAttributeType.N },
            },
        };
    }
}
