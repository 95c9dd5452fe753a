#!/bin/bash
# One page, and a filter behind it: often nothing.
# expect: key-condition whole
# expect: filter whole
# finding: limit-with-filter
aws dynamodb query --table-name ferries \
  --key-condition-expression "ferry = :f" \
  --filter-expression "deck = :d" --limit 1 \
  --expression-attribute-values '{":f": {"S": "f-1"}, ":d": {"S": "upper"}}'
