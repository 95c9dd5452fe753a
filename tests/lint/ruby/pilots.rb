require 'aws-sdk-dynamodb'

class Pilots
  def initialize(client)
    @client = client
  end

  def patch(key, licence, port)
    text = 'SET '
    text += 'licence = :licence, ' if licence
    text += 'port = :port, ' if port
    @client.update_item(
      table_name: 'pilots',
      key: key,
      update_expression: text[0..-3], # expect: update whole
      expression_attribute_values: values
    )
  end

  def rank(key, kind)
    text = case kind
           when :deep then 'SET deep = :v'
           else 'SET coastal = :v'
           end
    @client.update_item(
      table_name: 'pilots',
      key: key,
      update_expression: text, # expect: update whole
      expression_attribute_values: { ':v' => true }
    )
  end

  # Methods are called without parentheses.
  def rest(key)
    @client.update_item(
      table_name: 'pilots',
      key: key,
      update_expression: resting, # expect: update whole
      expression_attribute_values: { ':yes' => true }
    )
    @client.update_item(
      table_name: 'pilots',
      key: key,
      update_expression: 'SET away = :yes, since = :since', # expect: update whole finding: undefined-value
      expression_attribute_values: yes
    )
  end

  def resting
    'SET rests = :yes'
  end

  def yes
    { ':yes' => true }
  end

  # What a block adds to is begun elsewhere.
  def busy(base)
    @client.query(base) { |query| query[:filter_expression] = 'busy = :yes' } # expect: filter whole
  end

  def all
    @client.scan(table_name: 'pilots').items.map { |item| item['id'] } # finding: unpaginated-read
  end
end
