#!/usr/bin/env bash
# Says what the build rests on, and stops early where Node is missing or too old.
set -euo pipefail

if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo '::error title=Lintel::Lintel needs Node 20.19 or newer; put actions/setup-node before it'
  exit 2
fi
lock=$(node -e '
  const { createHash } = require("node:crypto");
  const { readFileSync } = require("node:fs");
  console.log(createHash("sha256").update(readFileSync(process.argv[1])).digest("hex"));
' "$GITHUB_ACTION_PATH/package-lock.json")
echo "lock=$lock" >> "$GITHUB_OUTPUT"
