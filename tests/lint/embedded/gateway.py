"""Requests that are texts of a program."""
import json

# expect: key-condition whole
PLOTS = """
{
  "version": "2018-05-29",
  "operation": "Query",
  "query": {
    "expression": "owner_id = :o",
    "expressionValues": {":o": $util.dynamodb.toDynamoDBJson($ctx.identity.sub)}
  }
}
"""

# expect: key-condition whole
PAYLOAD = '{' \
    '"TableName": "plots",' \
    '"KeyConditionExpression": "plot_id = :p",' \
    '"ExpressionAttributeValues": {":p": {"S": "a"}}}'

# expect: update whole
# finding: reserved-word
BODY = json.loads('{"TableName": "plots", "Key": {"plot_id": {"S": "a"}}, "UpdateExpression": "SET name = :n", "ExpressionAttributeValues": {":n": {"S": "x"}}}')
