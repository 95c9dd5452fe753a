# The table and who writes to it.
terraform {
  required_version = ">= 1.5" // and no older
}

locals {
  table = "orders-${var.env}"
  keys  = { (local.pk) = 1, "b" : 2, c = [1, -2.5, true, null], d-e = "x" }
}

resource "aws_dynamodb_table" "orders" {
  name = local.table
  attribute {
    name = "pk"
    type = "S"
  }
  attribute {
    name = "sk"
    type = "S"
  }
  count = var.enabled ? 1 : 0
}

resource "aws_sfn_state_machine" "reserve" {
  role_arn = aws_iam_role.reserve[0].arn
  ids      = [for item in aws_x.y[*].id : upper(item) if item != ""]
  by_name  = { for k, v in var.m : k => v... }
  definition = jsonencode({
    StartAt = "Reserve" /* first */
    States = {
      Reserve = {
        Type     = "Task"
        Resource = "arn:aws:states:::dynamodb:updateItem"
        Parameters = merge({
          UpdateExpression = "SET #s = :s,\n \"x\" = $${no}%%{no}"
          ExpressionAttributeValues = {
            ":s" = { "S" = "reserved" }
          }
        }, var.more...)
      }
    }
  })
}

resource aws_lambda_function writer {
  filename = file("${path.module}/writer.zip")
  handler  = templatefile("x.tpl", { table = local.table })
  old      = aws_x.y.*.id
  text     = !var.a && (var.b || var.c == 1 + 2 % 3) ? "a%{ if var.z }yes%{ else }no%{ endif }" : "b%{ for x in xs }${x},%{ endfor }"
  source   = <<-EOT
    import boto3

    def handler(event, context):
        return table.update_item(Key={"pk": "${var.pk}"}, UpdateExpression="SET a = :a")
    %{ if var.log }
    print("$${done}")
    %{ endif ~}
    # the end
  EOT
  plain = <<EOF
{"TableName": "orders"}
EOF
}
