# frozen_string_literal: true

require 'aws-sdk-dynamodb'

module Orders
  class Store
    TABLE = ENV.fetch('ORDERS_TABLE')
    NOT_THERE = 'attribute_not_exists(id)'
    BY_CUSTOMER = '#customer = :customer'.freeze

    def initialize(client: Aws::DynamoDB::Client.new, logger: nil)
      @client = client
      @logger = logger
    end

    def by_customer(customer, status: nil)
      params = {
        table_name: TABLE,
        index_name: 'customer-index',
        key_condition_expression: BY_CUSTOMER, # expect: key-condition whole
        expression_attribute_names: { '#customer' => 'customer' },
        expression_attribute_values: { ':customer' => customer }
      }
      if status
        params[:filter_expression] = '#status = :status' # expect: filter whole
        params[:expression_attribute_names]['#status'] = 'status'
        params[:expression_attribute_values][':status'] = status
      end
      @client.query(params).flat_map(&:items)
    end

    def create(order)
      @client.put_item(
        table_name: TABLE,
        item: order.to_h,
        condition_expression: NOT_THERE # expect: condition whole
      )
    rescue Aws::DynamoDB::Errors::ConditionalCheckFailedException
      false
    end

    def rename(id, title)
      @client.update_item({
        table_name: TABLE,
        key: { 'id' => id },
        # expect: update whole
        update_expression: 'SET title = :title, ' \
                           'updated_at = :now',
        condition_expression: "attribute_exists(id)", # expect: condition whole
        expression_attribute_values: { ":title" => title, ":now" => Time.now.to_i },
        return_values: "ALL_NEW"
      }).attributes
    end

    def update(id, changes)
      names = {}
      values = {}
      sets = changes.map do |key, value|
        names["##{key}"] = key.to_s
        values[":#{key}"] = value
        "##{key} = :#{key}"
      end
      @client.update_item(
        table_name: TABLE,
        key: { id: id },
        update_expression: "SET #{sets.join(', ')}", # expect: update partial
        expression_attribute_names: names,
        expression_attribute_values: values
      )
    end

    def grow(id, title: nil, price: nil)
      expression = +'SET updated_at = :now'
      values = { ':now' => Time.now.iso8601 }
      if title
        expression << ', title = :title'
        values[':title'] = title
      end
      unless price.nil?
        expression += ', price = :price'
        values[':price'] = price
      end
      @client.update_item(table_name: TABLE, key: { id: id }, update_expression: expression, expression_attribute_values: values) # expect: update whole
    end

    def increment(id, field)
      @client.update_item(
        table_name: TABLE,
        key: { id: id },
        update_expression: "ADD #{field} :one", # expect: update partial
        expression_attribute_values: { ':one' => 1 }
      )
    end

    def move(from, to, amount)
      @client.transact_write_items(
        transact_items: [
          {
            update: {
              table_name: TABLE,
              key: { id: from },
              update_expression: 'SET balance = balance - :a', # expect: update whole
              condition_expression: 'balance >= :a', # expect: condition whole
              expression_attribute_values: { ':a' => amount }
            }
          },
          { put: { table_name: TABLE, item: { id: to }, condition_expression: 'attribute_not_exists(id)' } } # expect: condition whole
        ]
      )
    end

    def all(**options)
      @client.scan(
        table_name: TABLE,
        projection_expression: 'id, #n', # expect: projection whole
        expression_attribute_names: { '#n' => 'name' },
        **options
      )
    end

    def by_helper(pk)
      query(key_condition_expression: 'pk = :pk', expression_attribute_values: { ':pk' => pk }) # expect: key-condition whole
    end

    private

    def query(**args)
      @client.query(args.merge(table_name: TABLE))
    end
  end
end
