# Shapes that grow, and keys that are texts.
class Garden
  FIELDS = %w[plot_id size_m2].join(', ').freeze
  FRESH = <<~EXPR.freeze
    attribute_not_exists(plot_id)
      AND attribute_not_exists(owner_id)
  EXPR

  def string_keys(plot)
    client.update_item(
      'table_name' => 'plots',
      'key' => { 'plot_id' => plot },
      'update_expression' => 'SET plants = :n', # expect: update whole
      'expression_attribute_values' => { ':n' => 3 }
    )
  end

  def symbol_values(plot)
    client.update_item(
      table_name: 'plots',
      key: { plot_id: plot },
      update_expression: 'SET #s = :s', # expect: update whole
      expression_attribute_names: { '#s': 'status' },
      expression_attribute_values: { ':s': 'dry', ':t': 'wet' } # finding: unused-value
    )
  end

  def heredoc(plot)
    client.update_item(
      table_name: 'plots',
      key: { plot_id: plot },
      update_expression: <<~EXPR, # expect: update whole
        SET plants = :n,
            seed = :seed
        REMOVE dried
      EXPR
      expression_attribute_values: { ':n' => 1, ':seed' => 'pea' }
    )
  end

  def constants(plot)
    client.put_item(table_name: 'plots', item: plot, condition_expression: FRESH) # expect: condition whole
    client.get_item(table_name: 'plots', key: { plot_id: plot }, projection_expression: FIELDS) # expect: projection whole
  end

  def heredoc_with_holes(plot, name)
    client.update_item(
      table_name: 'plots',
      key: { plot_id: plot },
      update_expression: <<-EXPR.strip, # expect: update partial
        SET #{name} = :v
      EXPR
      expression_attribute_values: { ':v' => 1 }
    )
  end

  def splat(plot, opts = {})
    client.query(
      **opts,
      table_name: 'plots',
      key_condition_expression: 'plot_id = :p', # expect: key-condition whole
      expression_attribute_values: { ':p' => plot, ':q' => 1 }
    )
  end

  def merged(plot, filter)
    params = { table_name: 'plots', key_condition_expression: 'plot_id = :p' } # expect: key-condition whole
    params[:expression_attribute_values] = { ':p' => plot }
    params.merge!(filter_expression: 'plants > :n') if filter # expect: filter whole
    params[:expression_attribute_values].merge!(':n' => 0) if filter
    client.query(params)
  end

  def joined(plot, changes)
    sets = []
    values = {}
    changes.each do |name, value|
      sets << "#{name} = :#{name}"
      values[":#{name}"] = value
    end
    client.update_item(
      table_name: 'plots', key: { plot_id: plot },
      update_expression: 'SET ' + sets.join(', '), # expect: update partial
      expression_attribute_values: values
    )
  end

  def each_with_index(plot, changes)
    expression = 'SET '
    changes.each_with_index do |(name, _), i|
      expression << ', ' if i > 0
      expression << "#k#{i} = :v#{i}"
    end
    client.update_item(table_name: 'plots', key: { plot_id: plot }, update_expression: expression) # expect: update partial
  end

  def options(plot, limit: nil)
    opts = {
      table_name: 'plots',
      key_condition_expression: '#p = :p', # expect: key-condition whole
      expression_attribute_names: { '#p' => 'plot_id' },
      expression_attribute_values: { ':p' => plot }
    }.tap { |o| o[:limit] = limit if limit }
    client.query(opts)
  end

  def compacted(plot, filter)
    client.scan({
      table_name: 'plots',
      filter_expression: filter ? 'plants > :n' : nil, # expect: filter whole
      expression_attribute_values: (filter ? { ':n' => 1 } : nil)
    }.compact)
  end

  def shorthand(update_expression:)
    client.update_item(table_name: 'plots', key: {}, update_expression:) # expect: update none
  end

  def rocket
    client.put_item(:table_name => 'plots', :item => {}, :condition_expression => "attribute_not_exists(plot_id)") # expect: condition whole
  end

  def format_it(plot, name)
    client.update_item(
      table_name: 'plots', key: { plot_id: plot },
      update_expression: format('SET %s = :v', name), # expect: update partial
      condition_expression: 'attribute_exists(%s)' % 'plot_id', # expect: condition whole
      expression_attribute_values: { ':v' => 1 }
    )
  end

  def with_block(plot)
    table.query(key_condition_expression: 'plot_id = :p', expression_attribute_values: { ':p' => plot }).items.each do |item| # expect: key-condition whole finding: unpaginated-read
      puts item
    end
  end

  def reserved(plot)
    client.update_item(
      table_name: 'plots', key: { plot_id: plot },
      update_expression: 'SET #a = :a, position = :b', # expect: update whole finding: reserved-word
      expression_attribute_names: { '#a' => 'a' },
      expression_attribute_values: { ':a' => 1, ':b' => 2 }
    )
  end

  # ORMs have methods of such names, too.
  def orm
    Plot.where(filter_expression: { plants: 1 })
    scope.filter_expression(Plot.arel_table[:name].eq('x'))
    validates :condition_expression, presence: true
  end
end
