require "aws-sdk-dynamodb"

# Names that are told apart, in a method and in a loop.
class Loans
  FIELDS = %w[lender room date].freeze

  def aliased(name)
    return "##{name}" if @words.include?(name)
    name
  end

  def change(client)
    client.update_item(
      table_name: "loans",
      key: { "loan" => 1 },
      update_expression: "SET #{aliased("date")} = :d", # expect: update partial
      expression_attribute_names: { "#date" => "date" },
      expression_attribute_values: { ":d" => 1 }
    )
  end

  def left_out(client)
    parts = []
    FIELDS.each do |field|
      next if @words[field]
      parts << "#{field} = :#{field}"
    end
    client.update_item(
      table_name: "loans",
      key: { "loan" => 1 },
      update_expression: "SET #{parts.join(", ")}", # expect: update partial
      expression_attribute_values: { ":lender" => 1, ":room" => 2 }
    )
  end
end
