#!/bin/sh
# A small orchard kept with the AWS CLI: every everyday command of tables, items, batches and indexes once.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# is 'WHAT IT IS' EXPECTED ACTUAL
is() {
    if [ "$2" != "$3" ]; then
        printf 'cli: %s\n  expected: %s\n  answered: %s\n' "$1" "$2" "$3" >&2
        exit 1
    fi
}

# ask 'WHAT IT IS' EXPECTED QUERY COMMAND…: what a query leaves of the answer
ask() {
    what=$1 expected=$2 query=$3
    shift 3
    is "$what" "$expected" "$(aws dynamodb "$@" --query "$query" --output json | tr -d ' \n')"
}

# refused CODE COMMAND…
refused() {
    code=$1
    shift
    if aws dynamodb "$@" >"$work/out" 2>"$work/err"; then
        echo "cli: $* was not refused" >&2
        exit 1
    fi
    if ! grep -q "An error occurred ($code) when calling" "$work/err"; then
        echo "cli: $* was refused otherwise than with $code:" >&2
        cat "$work/err" >&2
        exit 1
    fi
}

# Tables
ask 'create-table' '["trees","CREATING"]' 'TableDescription.[TableName,TableStatus]' create-table \
    --table-name trees --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=line,AttributeType=S AttributeName=tree,AttributeType=N AttributeName=sort,AttributeType=S \
    --key-schema AttributeName=line,KeyType=HASH AttributeName=tree,KeyType=RANGE \
    --global-secondary-indexes 'IndexName=by-sort,KeySchema=[{AttributeName=sort,KeyType=HASH},{AttributeName=tree,KeyType=RANGE}],Projection={ProjectionType=ALL}'
aws dynamodb wait table-exists --table-name trees
ask 'list-tables' '["trees"]' TableNames list-tables
ask 'describe-table' '["ACTIVE","by-sort",0]' 'Table.[TableStatus,GlobalSecondaryIndexes[0].IndexName,ItemCount]' describe-table --table-name trees
refused ResourceInUseException create-table --table-name trees --billing-mode PAY_PER_REQUEST \
    --attribute-definitions AttributeName=line,AttributeType=S --key-schema AttributeName=line,KeyType=HASH
refused ResourceNotFoundException describe-table --table-name shrubs

# Items
for tree in 1 2 3; do
    aws dynamodb put-item --table-name trees --item "{\"line\": {\"S\": \"a\"}, \"tree\": {\"N\": \"$tree\"}, \"sort\": {\"S\": \"apple\"}, \"kilos\": {\"N\": \"${tree}0\"}}"
done
cat >"$work/pear.json" <<'JSON'
{"line": {"S": "b"}, "tree": {"N": "1"}, "sort": {"S": "pear"}, "tags": {"SS": ["old", "tall"]},
 "grafts": {"L": [{"M": {"year": {"N": "2019"}, "ok": {"BOOL": true}}}]}, "seed": {"B": "AAEC"}}
JSON
aws dynamodb put-item --table-name trees --item "file://$work/pear.json"
ask 'get-item' '{"line":{"S":"b"},"tree":{"N":"1"},"sort":{"S":"pear"},"tags":{"SS":["old","tall"]}}' \
    'Item.{line:line,tree:tree,sort:sort,tags:tags}' \
    get-item --table-name trees --key '{"line": {"S": "b"}, "tree": {"N": "1"}}' --consistent-read
ask 'get-item with a projection' '{"grafts":{"L":[{"M":{"ok":{"BOOL":true}}}]}}' Item \
    get-item --table-name trees --key '{"line": {"S": "b"}, "tree": {"N": "1"}}' --projection-expression 'grafts[0].ok'
is 'get-item of nothing' '' "$(aws dynamodb get-item --table-name trees --key '{"line": {"S": "z"}, "tree": {"N": "1"}}')"

# Conditional writes
refused ConditionalCheckFailedException put-item --table-name trees \
    --item '{"line": {"S": "a"}, "tree": {"N": "1"}}' --condition-expression 'attribute_not_exists(#l)' \
    --expression-attribute-names '{"#l": "line"}'
ask 'update-item' '{"kilos":{"N":"15"},"picked":{"L":[{"S":"may"}]}}' Attributes \
    update-item --table-name trees --key '{"line": {"S": "a"}, "tree": {"N": "1"}}' \
    --update-expression 'SET kilos = kilos + :more, picked = list_append(if_not_exists(picked, :none), :month)' \
    --condition-expression 'sort = :apple AND kilos < :most' \
    --expression-attribute-values '{":more": {"N": "5"}, ":none": {"L": []}, ":month": {"L": [{"S": "may"}]}, ":apple": {"S": "apple"}, ":most": {"N": "20"}}' \
    --return-values UPDATED_NEW
refused ConditionalCheckFailedException update-item --table-name trees --key '{"line": {"S": "a"}, "tree": {"N": "1"}}' \
    --update-expression 'SET kilos = :zero' --condition-expression 'kilos > :most' \
    --expression-attribute-values '{":zero": {"N": "0"}, ":most": {"N": "100"}}'
refused ValidationException update-item --table-name trees --key '{"line": {"S": "a"}, "tree": {"N": "1"}}' \
    --update-expression 'SET status = :s' --expression-attribute-values '{":s": {"S": "x"}}'
refused ConditionalCheckFailedException delete-item --table-name trees --key '{"line": {"S": "b"}, "tree": {"N": "1"}}' \
    --condition-expression 'contains(tags, :young)' --expression-attribute-values '{":young": {"S": "young"}}'
ask 'delete-item' '"30"' 'Attributes.kilos.N' delete-item --table-name trees --key '{"line": {"S": "a"}, "tree": {"N": "3"}}' \
    --condition-expression 'kilos BETWEEN :low AND :high' \
    --expression-attribute-values '{":low": {"N": "25"}, ":high": {"N": "35"}}' --return-values ALL_OLD

# Query and scan
ask 'query' '[2,2,["1","2"]]' '[Count,ScannedCount,Items[].tree.N]' query --table-name trees \
    --key-condition-expression '#l = :r AND tree < :most' --expression-attribute-names '{"#l": "line"}' \
    --expression-attribute-values '{":r": {"S": "a"}, ":most": {"N": "10"}}'
ask 'query with a filter' '[1,2]' '[Count,ScannedCount]' query --table-name trees \
    --key-condition-expression '#l = :r' --filter-expression 'size(picked) > :none' --expression-attribute-names '{"#l": "line"}' \
    --expression-attribute-values '{":r": {"S": "a"}, ":none": {"N": "0"}}' --no-scan-index-forward
ask 'query of an index' '["2","1"]' 'Items[].tree.N' query --table-name trees --index-name by-sort \
    --key-condition-expression 'sort = :s' --expression-attribute-values '{":s": {"S": "apple"}}' --no-scan-index-forward
ask 'query page by page' '["1","2"]' 'Items[].tree.N' query --table-name trees --page-size 1 \
    --key-condition-expression '#l = :r' --expression-attribute-names '{"#l": "line"}' --expression-attribute-values '{":r": {"S": "a"}}'
ask 'scan' '[3,3]' '[Count,ScannedCount]' scan --table-name trees
ask 'scan with a filter' '["pear"]' 'Items[].sort.S' scan --table-name trees --filter-expression 'begins_with(sort, :p)' \
    --expression-attribute-values '{":p": {"S": "p"}}'
token=$(aws dynamodb scan --table-name trees --max-items 2 --query NextToken --output json | tr -d '"')
ask 'scan from a token' '1' 'length(Items)' scan --table-name trees --starting-token "$token"
ask 'scan that counts' '3' Count scan --table-name trees --select COUNT

# Batches
cat >"$work/batch.json" <<'JSON'
{"trees": [
  {"PutRequest": {"Item": {"line": {"S": "c"}, "tree": {"N": "1"}, "sort": {"S": "plum"}}}},
  {"PutRequest": {"Item": {"line": {"S": "c"}, "tree": {"N": "2"}, "sort": {"S": "plum"}}}},
  {"DeleteRequest": {"Key": {"line": {"S": "a"}, "tree": {"N": "2"}}}}]}
JSON
ask 'batch-write-item' '[]' 'keys(UnprocessedItems)' batch-write-item --request-items "file://$work/batch.json"
ask 'batch-get-item' '["plum","plum"]' 'Responses.trees[].sort.S' batch-get-item --request-items \
    '{"trees": {"Keys": [{"line": {"S": "c"}, "tree": {"N": "1"}}, {"line": {"S": "c"}, "tree": {"N": "2"}}, {"line": {"S": "c"}, "tree": {"N": "3"}}], "ProjectionExpression": "sort"}}'

# Transactions
cat >"$work/transaction.json" <<'JSON'
[{"Update": {"TableName": "trees", "Key": {"line": {"S": "c"}, "tree": {"N": "1"}}, "UpdateExpression": "ADD kilos :n",
             "ExpressionAttributeValues": {":n": {"N": "7"}}}},
 {"ConditionCheck": {"TableName": "trees", "Key": {"line": {"S": "c"}, "tree": {"N": "2"}}, "ConditionExpression": "attribute_not_exists(kilos)"}}]
JSON
aws dynamodb transact-write-items --transact-items "file://$work/transaction.json"
refused TransactionCanceledException transact-write-items --transact-items \
    '[{"Put": {"TableName": "trees", "Item": {"line": {"S": "c"}, "tree": {"N": "1"}}, "ConditionExpression": "kilos = :n", "ExpressionAttributeValues": {":n": {"N": "8"}}}}]'
ask 'transact-get-items' '[2,"7"]' '[length(Responses),Responses[0].Item.kilos.N]' transact-get-items --transact-items \
    '[{"Get": {"TableName": "trees", "Key": {"line": {"S": "c"}, "tree": {"N": "1"}}}}, {"Get": {"TableName": "trees", "Key": {"line": {"S": "c"}, "tree": {"N": "2"}}}}]'

# Indexes, time to live, and the end
aws dynamodb update-table --table-name trees --attribute-definitions AttributeName=kilos,AttributeType=N \
    --global-secondary-index-updates '[{"Create": {"IndexName": "by-kilos", "KeySchema": [{"AttributeName": "kilos", "KeyType": "HASH"}], "Projection": {"ProjectionType": "KEYS_ONLY"}}}]' >"$work/out"
ask 'query of a new index' '["c"]' 'Items[].line.S' query --table-name trees --index-name by-kilos \
    --key-condition-expression 'kilos = :k' --expression-attribute-values '{":k": {"N": "7"}}'
ask 'update-table without an index' '1' 'length(TableDescription.GlobalSecondaryIndexes[?IndexStatus==`DELETING`])' update-table --table-name trees \
    --global-secondary-index-updates '[{"Delete": {"IndexName": "by-kilos"}}]'
ask 'update-time-to-live' '{"Enabled":true,"AttributeName":"until"}' TimeToLiveSpecification \
    update-time-to-live --table-name trees --time-to-live-specification Enabled=true,AttributeName=until
ask 'describe-time-to-live' '{"TimeToLiveStatus":"ENABLED","AttributeName":"until"}' TimeToLiveDescription describe-time-to-live --table-name trees
ask 'delete-table' '"DELETING"' 'TableDescription.TableStatus' delete-table --table-name trees
aws dynamodb wait table-not-exists --table-name trees
ask 'no tables' '[]' TableNames list-tables
