resource "aws_api_gateway_integration" "wishes" {
  type = "AWS"
  uri  = "arn:aws:apigateway:eu-west-1:dynamodb:action/Query"
  request_templates = {
    "application/json" = <<-EOT
      {
        "TableName": "wishes",
        "KeyConditionExpression": "begins_with(customer, :c)",
        "ExpressionAttributeValues": { ":c": { "S": "$input.params('customer')" } }
      }
    EOT
  }
}
