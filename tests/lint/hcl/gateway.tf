resource "aws_api_gateway_integration" "query" {
  rest_api_id             = aws_api_gateway_rest_api.garden.id
  type                    = "AWS"
  integration_http_method = "POST"
  uri                     = "arn:aws:apigateway:${var.region}:dynamodb:action/Query"
  # expect: key-condition whole, projection whole
  request_templates = {
    "application/json" = <<-TEMPLATE
      {
        "TableName": "${aws_dynamodb_table.plots.name}",
        "KeyConditionExpression": "plot_id = :p",
        "ProjectionExpression": "plot_id, seed",
        "ExpressionAttributeValues": {
          ":p": {"S": "$input.params('plot')"}
        }
      }
    TEMPLATE
  }
}

resource "aws_api_gateway_integration" "update" {
  uri = "arn:aws:apigateway:${var.region}:dynamodb:action/UpdateItem"
  request_templates = {
    # expect: update whole
    # finding: undefined-value
    "application/json" = jsonencode({
      TableName                 = var.table
      Key                       = { plot_id = { S = "$input.params('plot')" } }
      UpdateExpression          = "SET seed = :seed"
      ExpressionAttributeValues = { ":sed" = { S = "$input.path('$.seed')" } }
    })
  }
}

# expect: key-condition whole
resource "aws_api_gateway_rest_api" "body" {
  body = jsonencode({
    paths = { "/plots" = { get = { "x-amazon-apigateway-integration" = {
      uri = "arn:aws:apigateway:eu-west-1:dynamodb:action/Query"
      requestTemplates = {
        "application/json" : "{\"TableName\":\"plots\",\"KeyConditionExpression\":\"plot_id=:p\",\"ExpressionAttributeValues\":{\":p\":{\"S\":\"$util.urlDecode($input.params('plot'))\"}}}"
      }
    } } } }
  })
}

resource "null_resource" "touch" {
  provisioner "local-exec" {
    # expect: update partial
    command = <<-EOT
      set -euo pipefail
      NOW=$(date -u +"%FT%TZ")
      aws dynamodb update-item \
        --region "$AWS_REGION" \
        --table-name "${aws_dynamodb_table.plots.name}" \
        --key "{\"plot_id\": {\"S\": \"$PLOT\"}}" \
        --update-expression "SET $ATTRIBUTE = :now" \
        --expression-attribute-values "{\":now\": {\"S\": \"$NOW\"}}"
    EOT
  }
  provisioner "local-exec" {
    # expect: update whole
    # finding: reserved-word
    command = "aws dynamodb update-item --table-name ${var.table} --key '{\"plot_id\": {\"S\": \"a\"}}' --update-expression 'SET owner = :o' --expression-attribute-values '{\":o\": {\"S\": \"x\"}}'"
  }
}

resource "aws_appsync_resolver" "plots" {
  type  = "Query"
  field = "plots"
  # expect: key-condition whole, filter whole
  request_template = <<EOF
{
  "version": "2018-05-29",
  "operation": "Query",
  "query": {
    "expression": "owner_id = :o",
    "expressionValues": {":o": $util.dynamodb.toDynamoDBJson($ctx.identity.sub)}
  },
  "filter": {
    "expression": "plants > :n",
    "expressionValues": {":n": {"N": "0"}}
  }
}
EOF
}

data "archive_file" "inline" {
  type = "zip"
  source {
    filename = "index.py"
    # expect: update whole
    content = <<PYTHON
import boto3

table = boto3.resource("dynamodb").Table("${var.table}")


def handler(event, context):
    table.update_item(
        Key={"plot_id": event["plot"]},
        UpdateExpression="SET plants = if_not_exists(plants, :zero) + :n",
        ExpressionAttributeValues={":n": 1, ":zero": 0},
    )
PYTHON
  }
}

resource "aws_xray_group" "slow" {
  group_name        = "slow"
  filter_expression = "responsetime > 5"
}

resource "aws_cloudwatch_metric_alarm" "rate" {
  metric_query {
    id         = "e1"
    expression = "m2/m1*100"
  }
}

resource "aws_scheduler_schedule" "daily" {
  schedule_expression = "rate(1 day)"
}

# Arguments of modules may have any name.
module "rows" {
  source            = "./rows"
  table_name        = "plots"
  filter_expression = "plants > 3"
}

resource "aws_sfn_state_machine" "joined" {
  definition = jsonencode({
    States = {
      Put = {
        Resource = "arn:aws:states:::dynamodb:putItem"
        Parameters = {
          TableName           = "plots"
          Item                = { plot_id = { "S.$" = "$.id" } }
          ConditionExpression = join(" AND ", ["attribute_not_exists(plot_id)", "attribute_not_exists(seed)"]) # expect: condition whole
        }
      }
    }
  })
}

resource "aws_lakeformation_data_cells_filter" "rows" {
  table_data {
    row_filter {
      filter_expression = "country = 'UK'"
    }
  }
}
