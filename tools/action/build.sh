#!/usr/bin/env bash
# Builds the Lintel of this commit; no script of a dependency runs.
set -euo pipefail

cd "$GITHUB_ACTION_PATH"
[ -f dist/cli.cjs ] && exit 0
npm ci --ignore-scripts --no-audit --no-fund --cache "$RUNNER_TEMP/lintel-npm"
node tools/build.mjs
