# Formats with names, and several entries assigned at once.
require "aws-sdk-dynamodb"

class Berths
  def initialize(client)
    @client = client
  end

  def free(pier, column)
    @client.update_item(
      table_name: "berths", key: { "pier" => pier },
      update_expression: format("SET %{column} = :free", column: "lamp"), # expect: update whole
      expression_attribute_values: { ":free" => "free" }
    )
    @client.update_item(
      table_name: "berths", key: { "pier" => pier },
      update_expression: format("SET %<column>s = :free", column: column), # expect: update partial
      expression_attribute_values: { ":free" => "free" }
    )
    @client.update_item(
      table_name: "berths", key: { "pier" => pier },
      update_expression: "SET %{column} = :free" % { column: "lamp" }, # expect: update whole
      expression_attribute_values: { ":free" => "free" }
    )
    @client.update_item(
      table_name: "berths", key: { "pier" => pier },
      update_expression: "SET %{column} = :free" % parts_of(pier), # expect: update partial
      expression_attribute_values: { ":free" => "free" }
    )
  end

  def two_at_once(pier)
    values = {}
    values[":free"], values[":lamp"] = "free", "red"
    @client.update_item(
      table_name: "berths", key: { "pier" => pier },
      update_expression: "SET berth = :free, lamp = :lamp", # expect: update whole
      expression_attribute_values: values
    )
  end
end
