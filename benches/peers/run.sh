#!/bin/sh
# ddbexpr beside other local DynamoDBs, in one run: dynalite (npm), moto's server (PyPI), dynoxide-rs (cargo).
#
#   benches/peers/run.sh [--rounds N] [--starts N] [--seconds S]
#
# Installs the peers into target/peers, once; PEERS_FOLDER names another place. Builds ddbexpr and the load with the
# release profile. Prints Markdown: from start to first answer, memory, requests in a second over HTTP on one connection
# and on 32, and the time of a request in process. Each server answers the same requests in turn with the others, and
# every answer is looked at. Needs cargo, node with npm, and python3 with venv.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${PEERS_FOLDER:-$root/target/peers}
mkdir -p "$work"

if [ ! -x "$work/dynalite/node_modules/.bin/dynalite" ]; then
    echo "peers: installing dynalite" >&2
    mkdir -p "$work/dynalite"
    echo '{"private": true}' >"$work/dynalite/package.json"
    (cd "$work/dynalite" && npm install --silent --no-audit --no-fund dynalite@4 >&2)
fi
if [ ! -x "$work/moto/bin/moto_server" ]; then
    echo "peers: installing moto" >&2
    python3 -m venv "$work/moto"
    "$work/moto/bin/pip" install --quiet --disable-pip-version-check 'moto[server]>=5,<6' >&2
fi
if [ ! -x "$work/dynoxide/bin/dynoxide" ]; then
    echo "peers: installing dynoxide-rs" >&2
    cargo install --quiet --locked --root "$work/dynoxide" --target-dir "$work/build" --version '^3.2' dynoxide-rs >&2
fi

echo "peers: building" >&2
cargo build --quiet --release --manifest-path "$root/Cargo.toml" --target-dir "$root/target"
cargo build --quiet --release --manifest-path "$here/Cargo.toml" --target-dir "$work/build"

# PORT is where each finds its port.
exec "$work/build/release/ddbexpr-peers" "$@" \
    "ddbexpr=$root/target/release/ddbexpr serve --port PORT" \
    "ddbexpr --no-lint=$root/target/release/ddbexpr serve --no-lint --port PORT" \
    "dynoxide-rs=$work/dynoxide/bin/dynoxide --port PORT" \
    "dynalite=$work/dynalite/node_modules/.bin/dynalite --port PORT" \
    "moto=$work/moto/bin/moto_server -H 127.0.0.1 -p PORT"
