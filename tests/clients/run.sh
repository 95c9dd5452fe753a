#!/bin/sh
# Real clients against `ddbexpr serve`: boto3, the AWS CLI, the AWS SDK for JavaScript.
#
#   tests/clients/run.sh [PATH-OF-DDBEXPR]
#
# Installs the clients into a temporary folder, and leaves nothing behind. Needs python3 (with venv), node and npm.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
binary=${1:-$here/../../target/debug/ddbexpr}
binary=$(cd "$(dirname "$binary")" && pwd)/$(basename "$binary")
work=$(mktemp -d)
server=

finish() {
    status=$?
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    if [ "$status" -ne 0 ]; then
        echo "clients: failed" >&2
        if [ -s "$work/errors" ]; then echo "--- what the server said:" >&2; cat "$work/errors" >&2; fi
    fi
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT

echo "clients: installing"
python3 -m venv "$work/python"
"$work/python/bin/pip" install --quiet --disable-pip-version-check boto3 awscli
cp "$here/package.json" "$here/sdk.mjs" "$work/"
(cd "$work" && npm install --silent --no-audit --no-fund)

# Each client has a server of its own: they use the same names.
with_server() {
    name=$1
    shift
    (cd "$work" && exec "$binary" serve --port 0 --lint-report "$work/report.json" >"$work/ready" 2>"$work/errors") &
    server=$!
    tries=0
    until [ -s "$work/ready" ]; do
        tries=$((tries + 1))
        if [ "$tries" -gt 100 ] || ! kill -0 "$server" 2>/dev/null; then
            echo "clients: the server did not start" >&2
            exit 1
        fi
        sleep 0.1
    done
    endpoint=$(sed -n 's/^ddbexpr: listening on //p' "$work/ready")
    echo "clients: $name against $endpoint"
    # A user's environment: an endpoint, a region, credentials that nobody checks. Nothing of the machine's own.
    env -u AWS_PROFILE -u AWS_SESSION_TOKEN \
        AWS_ENDPOINT_URL_DYNAMODB="$endpoint" AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1 \
        AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_EC2_METADATA_DISABLED=true \
        AWS_CONFIG_FILE="$work/none" AWS_SHARED_CREDENTIALS_FILE="$work/none" AWS_PAGER= \
        PATH="$work/python/bin:$PATH" "$@"
    kill -TERM "$server"
    wait "$server" || { echo "clients: the server did not stop well" >&2; exit 1; }
    server=
    rm -f "$work/ready"
    "$work/python/bin/python" - "$work/report.json" <<'PYTHON'
import json, sys
report = json.load(open(sys.argv[1]))
assert report["requests"] > 0, report
print(f"clients: {report['requests']} requests, found: {report['counts']}")
PYTHON
}

echo "clients: the session in the README"
PATH="$(dirname "$binary"):$work/python/bin:$PATH" "$work/python/bin/python" "$here/readme.py"
with_server "boto3" "$work/python/bin/python" "$here/boto.py"
with_server "AWS CLI" sh "$here/cli.sh"
with_server "AWS SDK for JavaScript" node "$work/sdk.mjs"
echo "clients: all passed"
