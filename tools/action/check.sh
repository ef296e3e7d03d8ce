#!/usr/bin/env bash
# Checks, and tells the next steps what came out. The job fails in a step of its own, after the upload of the findings.
set -euo pipefail

json="$RUNNER_TEMP/lintel.json"
sarif="$RUNNER_TEMP/lintel.sarif"
rm -f "$json" "$sarif"

args=(--no-progress --format github --output "json=$json" --output "sarif=$sarif")
[ -z "$ACTION_CONFIG" ] || args+=("--config=$ACTION_CONFIG")
[ -z "$ACTION_FAIL_ON" ] || args+=("--fail-on=$ACTION_FAIL_ON")
[ -z "$ACTION_MIN_SCORE" ] || args+=("--min-score=$ACTION_MIN_SCORE")
[ -z "$ACTION_BASELINE" ] || args+=("--baseline=$ACTION_BASELINE")
paths=()
while IFS= read -r path; do
  [ -z "$path" ] || paths+=("$path")
done <<< "$ACTION_PATHS"

code=0
node "$GITHUB_ACTION_PATH/dist/cli.cjs" check "${args[@]}" -- "${paths[@]:-.}" || code=$?
echo "exit-code=$code" >> "$GITHUB_OUTPUT"
[ ! -f "$sarif" ] || echo "sarif-file=$sarif" >> "$GITHUB_OUTPUT"
[ ! -f "$json" ] || node -e '
  const { findings, score } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const counted = findings.filter(({ suppressed }) => suppressed === null);
  console.log(`findings=${counted.length}`);
  console.log(`new-findings=${counted.filter(({ baseline }) => baseline === "new").length}`);
  if (typeof score?.score?.proven === "number") console.log(`score=${score.score.proven}`);
' "$json" >> "$GITHUB_OUTPUT" || echo "::warning title=Lintel::the findings could not be counted"
