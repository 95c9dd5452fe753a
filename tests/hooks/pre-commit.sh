#!/usr/bin/env bash
# The hook as people use it: pre-commit, from its registry, builds ddbexpr from a clone of this repository and runs it
# on a commit. Needs python3 and cargo.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit
export PATH="$work/venv/bin:$PATH" PRE_COMMIT_HOME="$work/cache"
# It has to be built, not to be fast.
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
unset CARGO_TARGET_DIR

git clone --quiet --depth 1 "file://$root" "$work/ddbexpr"
mkdir "$work/project"
cd "$work/project"
git init --quiet
git config user.name somebody
git config user.email somebody@example.com
cat > .pre-commit-config.yaml <<YAML
repos:
  - repo: $work/ddbexpr
    rev: $(git -C "$work/ddbexpr" rev-parse HEAD)
    hooks:
      - id: ddbexpr
YAML
pre-commit install

printf 'table.update_item(Key=k, UpdateExpression="SET hits = :n", ExpressionAttributeValues={":n": 1})\n' > good.py
git add .
git commit --quiet -m "what DynamoDB takes"

printf 'table.update_item(Key=k, UpdateExpression="SET status = :s", ExpressionAttributeValues={":s": 1})\n' > bad.py
git add bad.py
if git commit -m "what DynamoDB refuses" > "$work/said" 2>&1; then
  cat "$work/said"
  echo "the hook let a reserved word pass"
  exit 1
fi
grep -q 'bad.py:1:' "$work/said" || { cat "$work/said"; exit 1; }
grep -q 'reserved-word' "$work/said" || { cat "$work/said"; exit 1; }
[ "$(git rev-list --count HEAD)" = 1 ]
echo "the hook holds a bad commit back and lets a good one pass"
