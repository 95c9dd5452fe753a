client.create_table(
  table_name: "orders",
  key_schema: [{ attribute_name: "customer", key_type: "HASH" }],
  attribute_definitions: [{ attribute_name: "customer", attribute_type: "S" }],
)
