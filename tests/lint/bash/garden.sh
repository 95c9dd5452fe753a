#!/bin/sh
# Values in every quoting there is.
PLOT=$1
TABLE=plots
VALUES='{":seed": {"S": "pea"}}'

# expect: update whole
aws dynamodb update-item \
  --table-name $TABLE \
  --key '{"plot_id": {"S": "PLOT#'"$PLOT"'"}}' \
  --update-expression "SET #status = :status, changed = :now" \
  --expression-attribute-names '{"#status": "status"}' \
  --expression-attribute-values '{
    ":status": {"S": "dry"},
    ":now": {"S": "'"$(date -u +%FT%TZ)"'"}
  }' \
  --region eu-west-1 > /dev/null 2>&1

# expect: update whole
aws dynamodb update-item --table-name plots --key "{\"plot_id\": {\"S\": \"$PLOT\"}}" \
  --update-expression 'SET seed = :seed' --expression-attribute-values "$VALUES"

# expect: update whole
# finding: undefined-value
# finding: unused-value
aws dynamodb update-item --table-name plots --key "{\"plot_id\": {\"S\": \"$PLOT\"}}" \
  --update-expression 'SET seed = :sed' --expression-attribute-values "{\":seed\": {\"S\": \"$PLOT\"}, \":more\": {\"N\": \"1\"}}"

# A map in the short form.
# expect: key-condition whole
aws dynamodb query --table-name plots --key-condition-expression 'plot_id = :p' \
  --expression-attribute-values ':p={S=a}' --expression-attribute-names '#n=name'

# A request in a heredoc.
# expect: filter whole
aws dynamodb scan --cli-input-json "$(cat <<JSON
{
  "TableName": "plots",
  "FilterExpression": "plants > :n",
  "ExpressionAttributeValues": {":n": {"N": "$2"}}
}
JSON
)"

# expect: update whole
# finding: reserved-word
cat > /tmp/update.json <<EOF_JSON
{
  "TableName": "${TABLE}",
  "Key": {"plot_id": {"S": "a"}},
  "UpdateExpression": "SET name = :n",
  "ExpressionAttributeValues": {":n": {"S": "x"}}
}
EOF_JSON
aws dynamodb update-item --cli-input-json file:///tmp/update.json

# expect: key-condition whole
# expect: filter whole
ITEMS=$(aws --profile prod dynamodb query \
  --table-name "${STACK}-plots" \
  --index-name owner --key-condition-expression "owner_id = :o" \
  --filter-expression "attribute_exists(seed) AND plants >= :n" \
  --expression-attribute-values "{\":o\":{\"S\":\"${OWNER:-nobody}\"},\":n\":{\"N\":\"1\"}}" \
  --output json | jq -r '.Items[].plot_id.S')

# expect: condition whole
ARGS=(--table-name plots --item file://item.json --condition-expression 'attribute_not_exists(plot_id)')
aws dynamodb put-item "${ARGS[@]}"

# expect: condition whole
if ! aws dynamodb put-item --table-name locks --item '{"id": {"S": "deploy"}}' --condition-expression "attribute_not_exists(id) OR expires < :now" --expression-attribute-values '{":now":{"N":"'$(date +%s)'"}}' 2>/dev/null; then
  echo "locked"
fi

# expect: update whole, condition whole
aws dynamodb transact-write-items --transact-items '[
  {"Update": {"TableName": "plots", "Key": {"plot_id": {"S": "a"}}, "UpdateExpression": "SET plants = plants - :one", "ConditionExpression": "plants > :zero", "ExpressionAttributeValues": {":one": {"N": "1"}, ":zero": {"N": "0"}}}}
]'

# Options of all services come before the service.
# expect: update whole
# finding: undefined-value
aws "${AWS_ARGS[@]}" dynamodb update-item --table-name plots --key "$KEY" \
  --update-expression 'SET seed = :seed, plants = :n' \
  --expression-attribute-values '{":seed": {"S": "pea"}}' $ENDPOINT

# Options that nobody sees.
# expect: update whole
aws dynamodb update-item --table-name plots --key "$KEY" --update-expression 'SET seed = :seed' "${VALUES_ARGS[@]}" "$@"

# A hole that is an attribute.
seed() {
  # expect: update partial
  awslocal dynamodb update-item --table-name plots --key "$KEY" --update-expression "SET $1 = :v" \
    --expression-attribute-values "{\":v\": {\"S\": \"$2\"}}"
}

# What is said is not done.
echo "Try: aws dynamodb scan --table-name plots --filter-expression 'plants > 3'"
echo "  aws dynamodb query --table-name plots \\"
echo "    --key-condition-expression 'plot_id = :p' \\"
# aws dynamodb scan --table-name plots --filter-expression 'status = 3'
jq --arg filter-expression x .
python tool.py --filter-expression "a > 1" --table-name x
