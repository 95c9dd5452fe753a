using System.Collections.Generic;
using System.Threading.Tasks;
using Amazon.DynamoDBv2.DataModel;
using Amazon.DynamoDBv2.DocumentModel;

namespace Shop.Documents
{
    public class Documents
    {
        private readonly ITable _table;
        private readonly IDynamoDBContext _context;

        public async Task<List<Document>> Adults(string city)
        {
            var filter = new QueryFilter("City", QueryOperator.Equal, city);
            var config = new QueryOperationConfig
            {
                Filter = filter,
                FilterExpression = new Expression // expect: filter builder
                {
                    ExpressionStatement = "Age >= :age", // expect: filter whole
                    ExpressionAttributeValues = new Dictionary<string, DynamoDBEntry> { { ":age", 18 } },
                },
                Limit = 10,
            };
            return await _table.Query(config).GetRemainingAsync();
        }

        public async Task<List<Document>> Key(string id)
        {
            var expression = new Expression();
            expression.ExpressionStatement = "Id = :id"; // expect: condition whole
            expression.ExpressionAttributeValues[":id"] = id;
            return await _table.Query(new QueryOperationConfig { KeyExpression = expression }).GetRemainingAsync();
        }

        public Task Put(Document document) =>
            _table.PutItemAsync(document, new PutItemOperationConfig
            {
                ConditionalExpression = new Expression { ExpressionStatement = "attribute_not_exists(Id)" }, // expect: condition whole
            });

        public Task Update(Document document, int version)
        {
            var condition = new Expression
            {
                ExpressionStatement = "#v = :v", // expect: condition whole finding: undefined-value
                ExpressionAttributeNames = { ["#v"] = "Version" },
                ExpressionAttributeValues = { [":version"] = version },
            };
            return _table.UpdateItemAsync(document, new UpdateItemOperationConfig { ConditionalExpression = condition });
        }

        public Task<List<Pet>> Linq(string owner) =>
            _context.QueryAsync<Pet>(owner, new DynamoDBOperationConfig { IndexName = "owner" }).GetRemainingAsync();
    }

    public class Pet { }
}
