#!/usr/bin/env bash
# Orders by status.
set -euo pipefail
source ./settings.sh
. "$HOME/lib.sh"

TABLE='orders' # the table
readonly INDEX="by-status"; export AWS_REGION=eu-west-1 LIMIT=10
declare -A NAMES=([s]=status)
ARGS=(--table-name "$TABLE" --consistent-read 'pk = :pk')
FILTER=
FILTER+=" AND #s = :s"
A=1 B=$'it\'s\t\u0041 #s'

query() {
  local pk="$1" limit
  AWS_PROFILE=shop aws --no-cli-pager dynamodb query \
    --table-name orders --consistent-read \
    --key-condition-expression 'pk = :pk AND begins_with(sk, :sk)' \
    --filter-expression="#s = :s AND ${NAMES[s]} > $(count "$pk")" \
    --projection-expression "pk, \"sk\", \$x, #\`y\` \
#n" \
    --expression-attribute-names=file://names.json \
    --expression-attribute-values '{":pk": {"S": "'"$pk"'"}, ":n": {"N": "'$LIMIT'"}}' \
    --limit 10 "${ARGS[@]}" -q --max-items=$limit --output=te\ xt > out.json 2>&1 |
    jq -r '.Items[]' # a comment after a pipe
}

function update {
  aws dynamodb update-item --table-name "${TABLE:-orders}" \
    --key "$(cat key.json)" --update-expression "SET $name = :v$i" `date` $(< more.txt) || true
  aws dynamodb put-item --cli-input-json file:///dev/stdin <<JSON
{
  "TableName": "$TABLE",
  "ConditionExpression": "attribute_not_exists(pk) \$x"
}
JSON
  aws dynamodb scan --filter-expression "$(cat <<'TEXT'
size(a) > :n
TEXT
)" && echo "done"
  VALUES=$(cat <<-EOF
	{":n": {"N": "${1}"}}
	EOF
  )
  jq . <<< "$VALUES"
}

if [ -z "$1" ]; then
  EXPRESSION='SET a = :a'
elif [[ "$1" == x* && -f key.json ]]; then
  EXPRESSION="$EXPRESSION, b = :b"
else
  exit 1
fi
[ -n "$2" ] && EXPRESSION="$EXPRESSION, c = :c"
for name in a "b" $others; do
  update "$name"
done
for ((i = 0; i < 3; i++)); do query $((i + 1)); done
while ! read -r line; do
  echo "$line"
done < lines.txt
until false; do break; done
case "$1" in
  all|every) query "#all" ;;
  *) (cd /tmp && query) ;;
esac
diff <(query a) "${FILES[@]}" ${#A} ${A%,} ${A}
unset A
