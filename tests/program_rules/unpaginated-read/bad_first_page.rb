def orders(customer)
  answer = client.query(
    table_name: "orders",
    key_condition_expression: "customer = :c",
    expression_attribute_values: { ":c" => customer }
  )
  answer.items.map { |item| item["orderId"] }
end
