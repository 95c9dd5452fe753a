# A state machine as a value, as a text, and from a template.
resource "aws_sfn_state_machine" "as_value" {
  name     = "harvest"
  role_arn = aws_iam_role.machine.arn
  definition = jsonencode({
    StartAt = "Mark"
    States = {
      Mark = {
        Type     = "Task"
        Resource = "arn:aws:states:::dynamodb:updateItem"
        Parameters = {
          TableName = aws_dynamodb_table.plots.name
          Key = { plot_id = { "S.$" = "$.plot" } }
          UpdateExpression          = "SET #s = :s" # expect: update whole
          ExpressionAttributeNames  = { "#s" = "status" }
          ExpressionAttributeValues = { ":s" = { S = "DONE" }, ":t" = { S = "x" } } # finding: unused-value
        }
        Next = "Fail"
      }
      Fail = {
        Type = "Task", Resource = "arn:aws:states:::aws-sdk:dynamodb:query",
        Parameters = {TableName=aws_dynamodb_table.plots.name,KeyConditionExpression="plot_id = :p",ExpressionAttributeValues={":p"={"S.$"="$.plot"}}}, End = true # expect: key-condition whole
      }
      Failure = {
        Type     = "Task"
        Resource = "arn:aws:states:::dynamodb:updateItem"
        Parameters = {
          TableName          = var.table
          Key                = { plot_id = { "S.$" = "$.id" } }
          "UpdateExpression.$" = "States.Format('SET #left = #left - :one, beds[{}].#e = :e', $.index)" # expect: update partial finding: arithmetic-on-maybe-missing
          ExpressionAttributeNames = {
            "#left" = "left"
            "#e"    = "error"
          }
          ExpressionAttributeValues = {
            ":one" = { N : "1" }
            ":e"   = { "S.$" : "$.error.Cause" }
          }
        }
      }
    }
  })
}

resource "aws_sfn_state_machine" "as_text" {
  name = "plant"
  # expect: update whole
  # finding: reserved-word
  definition = <<MACHINE
{
  "StartAt": "Plant",
  "States": {
    "Plant": {
      "Type": "Task",
      "Resource": "arn:aws:states:::dynamodb:updateItem",
      "Parameters": {
        "TableName": "${aws_dynamodb_table.plots.name}",
        "Key": {"plot_id": {"S.$": "$.plot"}},
        "UpdateExpression": "SET owner = :o",
        "ExpressionAttributeValues": {":o": {"S.$": "$.owner"}}
      },
      "End": true
    }
  }
}
MACHINE
}

resource "aws_dynamodb_table" "plots" {
  name     = "plots"
  hash_key = "plot_id"
  attribute {
    name = "plot_id"
    type = "S"
  }
}

resource "aws_dynamodb_table_item" "first" {
  table_name = aws_dynamodb_table.plots.name
  hash_key   = aws_dynamodb_table.plots.hash_key
  item       = <<ITEM
{
  "plot_id": {"S": "first"},
  "note": {"S": "FilterExpression is a word, too"}
}
ITEM
}
