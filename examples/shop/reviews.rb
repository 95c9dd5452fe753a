require "aws-sdk-dynamodb"

def reviews(client, product)
  client.query(
    table_name: "reviews",
    key_condition_expression: "product = :product",
    projection_expression: "stars, #text, author.name, author",
    expression_attribute_names: { "#text" => "text" },
    expression_attribute_values: { ":product" => product },
  )
end
