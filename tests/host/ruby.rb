# frozen_string_literal: true
require 'aws-sdk-dynamodb'
require_relative "table"

=begin
Orders by status.
=end
module Shop
  class Orders < Base
    TABLE = 'orders'.freeze
    INDEX = "by\tstatus \u0041 it's \#{x}"
    NAMES = { '#s' => 'status', "#n": 'name', :"#t" => 'type', kind: nil, **OTHER }.freeze
    KEYS = %w[pk sk].freeze
    KINDS = %i[new old]

    attr_reader :client, :limit

    def initialize(client: Aws::DynamoDB::Client.new(region: 'eu-west-1'), limit = 10, *rest, **options, &block)
      @client = client
      @marshaler ||= ::Shop::Marshaler.new
    end

    def self.build; new end

    def query(pk, (first, second), status:)
      params = {
        table_name: TABLE, # a comment in a hash
        key_condition_expression: 'pk = :pk AND ' + "begins_with(sk, :sk)",
        "projection_expression" => "pk, " "sk, " \
          '#n',
        expression_attribute_values: { ':pk' => pk, ":n#{pk}" => -1, status => 1_000, status: },
        **defaults,
        limit: (limit),
      }
      params[:filter_expression] = "#{NAMES['#s']} = :s AND #@limit > :n"
      params[:filter_expression] += ' AND #n = :n' if status
      params[:consistent_read] ||= !pk
      expression = +'SET '
      expression << '#a = :a' << ", #b = :b" unless status.nil?
      result = client
        # a comment in a chain
        .query(params, &:to_h)
        &.items
      result.map { |item| item[:id] }
    end

    def update(id, changes)
      changes.each_with_index do |(name, value), index|
        parts << "##{name} = :v#{index}"
      end
      client.update_item(
        table_name: TABLE, # a comment in a call
        :key => { 'id' => id },
        'update_expression' => <<~UPDATE, # a comment beside a heredoc
          SET #a = :a,
              #{parts.join(', ')} = :b
        UPDATE
        condition_expression: <<-'CONDITION'.strip,
          attribute_exists(#pk)
        CONDITION
        ID => 1,
        **more
      )
      client.put_item table_name: 'orders', item: item, condition_expression: %q(attribute_not_exists(pk) \n)
      client.scan(filter_expression: %{a > :a}) { |page| puts page }
      client.operation = 'x'
      a, (b, *c) = 1, 2
      name = if id then 'x' else 'y' end
      if id
        expression = 'SET ' + parts.join(', ')
      elsif changes.empty?
        return
      else
        raise ArgumentError, 'nothing'
      end
      unless id then return id, 1 end
      case id
      when 'a', 'b'
        expression = 'REMOVE a'
      else
        expression = nil
      end
      case id
      in { kind: String => kind } then use kind
      end
      while more? do next end
      for one in parts do puts one end
      page = fetch until page
      begin
        client.query(params)
      rescue Aws::DynamoDB::Errors::ServiceError, Other => e
        log e
      else
        done
      ensure
        close
      end
      value = Integer(id) rescue 0
      format('%s = :v', name)
      handler = ->(event, context: nil) { event ? 'y' : "z" }
      id && !changes or not id
    rescue StandardError
      super
    end

    private def keys = KEYS
  end
end
