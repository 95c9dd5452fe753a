resource "aws_dynamodb_table" "orders" {
  name         = "orders"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "number"

  attribute {
    name = "customer"
    type = "S"
  }
  attribute {
    name = "number"
    type = "N"
  }
  attribute {
    name = "state"
    type = "S"
  }

  global_secondary_index {
    name               = "by-state"
    hash_key           = "state"
    range_key          = "number"
    projection_type    = "INCLUDE"
    non_key_attributes = ["total"]
  }
  local_secondary_index {
    name            = "by-number"
    range_key       = "number"
    projection_type = "ALL"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
}

resource "aws_dynamodb_table" "staged" {
  name     = "${var.stage}-staged"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_dynamodb_table" "open" {
  name     = "open-table"
  hash_key = "id"
  attribute {
    name = "id"
    type = "S"
  }
  dynamic "global_secondary_index" {
    for_each = var.indexes
    content {
      name            = global_secondary_index.value
      hash_key        = "id"
      projection_type = "ALL"
    }
  }
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  environment {
    variables = {
      ORDERS_TABLE = aws_dynamodb_table.orders.name
      STAGED_TABLE = "${aws_dynamodb_table.staged.name}"
      STAGE        = var.stage
    }
  }
}
