#!/bin/sh
aws dynamodb update-item \
  --table-name days \
  --key '{"day": {"S": "today"}}' \
  --update-expression 'SET closed = :yes' \
  --condition-expression 'attribute_exists(day) AND closed != :yes' \
  --expression-attribute-values '{":yes": {"BOOL": true}}'
