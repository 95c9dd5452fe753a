require 'spec_helper'

RSpec.describe Orders::Store do
  let(:client) { Aws::DynamoDB::Client.new(stub_responses: true) }

  it 'sends an update' do
    expect(client).to receive(:update_item).with(
      hash_including(
        update_expression: 'SET a = :a', # expect: update whole
        expression_attribute_values: { ':a' => 1 }
      )
    )
  end

  it 'is wrong' do
    client.update_item(
      table_name: 't',
      key: { id: 1 },
      update_expression: 'SET a = :a, status = :b', # expect: update whole finding: reserved-word
      expression_attribute_values: {
        ':a' => 1,
        ':b' => 2,
        ':c' => 3 # finding: unused-value
      }
    )
    client.query(
      table_name: 't',
      key_condition_expression: 'pk = :p', # expect: key-condition whole finding: undefined-value
      expression_attribute_values: { ':q' => 1 }
    )
  end

  def groups(xray)
    xray.create_group(group_name: 'x', filter_expression: 'responsetime > 5')
    xray.get_trace_summaries(start_time: 0, end_time: 1, filter_expression: 'error = true')
  end
end
