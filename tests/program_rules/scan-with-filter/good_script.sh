#!/bin/bash
aws dynamodb scan --table-name orders \
  --filter-expression "paid = :no" \
  --expression-attribute-values '{":no": {"BOOL": false}}'
