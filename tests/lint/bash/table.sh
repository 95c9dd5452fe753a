#!/usr/bin/env bash
set -euo pipefail

TABLE=${1:-orders}
UPDATE_EXPRESSION='SET #s = :s'

# expect: key-condition whole
# expect: projection whole
aws dynamodb query \
  --table-name "$TABLE" \
  --key-condition-expression "pk = :pk" \
  --projection-expression 'id, #n' \
  --expression-attribute-names '{"#n": "name"}' \
  --expression-attribute-values '{":pk": {"S": "a"}}' \
  --output json

# expect: update whole
# expect: condition whole
aws dynamodb update-item --table-name orders \
    --key '{"id": {"S": "1"}}' \
    --update-expression "$UPDATE_EXPRESSION" \
    --condition-expression="attribute_exists(id)" \
    --expression-attribute-names "{\"#s\": \"status\"}" \
    --expression-attribute-values "{\":s\": {\"S\": \"$2\"}}"

# expect: filter whole
count=$(aws dynamodb scan --table-name "${TABLE}" --filter-expression 'attribute_exists(a)' --select COUNT --query Count --output text)
echo "$count"

touch_item() {
  local id="$1" field="$2"
  # expect: update partial
  aws --region eu-west-1 dynamodb update-item --table-name "$TABLE" --key "{\"id\":{\"S\":\"$id\"}}" \
    --update-expression "SET $field = :v" \
    --expression-attribute-values file://values.json
}

for id in 1 2 3; do
  touch_item "$id" price || true
done

# expect: update whole
# finding: reserved-word
awslocal dynamodb update-item --table-name t --key '{"id":{"S":"1"}}' \
  --update-expression 'SET name = :n' --expression-attribute-values '{":n":{"S":"x"}}'

# Other services.
aws xray create-group --group-name slow --filter-expression 'responsetime > 5'
aws logs put-metric-filter --log-group-name x --filter-name y --filter-pattern ERROR
aws xray get-trace-summaries --start-time 0 --end-time 1 --filter-expression 'error = true'
