/** The text of a baseline: one entry per line, sorted, and no totals, so that versions of two branches merge line by line. */
import { settleEntries } from '../../core/baseline/baseline-entries.ts';
import { BASELINE_KIND, BASELINE_SCHEMA_VERSION } from '../../core/baseline/read-baseline.ts';
import type { BaselinePlace } from '../../core/baseline/read-baseline.ts';
import { relativePath, resolvePath } from '../../core/paths.ts';
import type { BaselineEntry } from '../../core/report.ts';
import type { ScoreBaseline } from '../../core/score/score-baseline.ts';
import { escapeInvisible } from '../json.ts';

/** @param entries paths as reports show them */
export function* baselineText(entries: readonly BaselineEntry[], { root, workingFolder, toolVersion, score }: BaselinePlace & { readonly toolVersion: string; readonly score?: ScoreBaseline }): Generator<string, void> {
  const head = { kind: BASELINE_KIND, schemaVersion: BASELINE_SCHEMA_VERSION, tool: { name: 'lintel', version: toolVersion } };
  yield `{\n${Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`).join('')}`;
  if (score !== undefined) yield `  "score": ${JSON.stringify(score, null, 2).replaceAll('\n', '\n  ')},\n`;
  yield '  "entries": [';
  const placed = settleEntries(entries.map((entry) => ({ ...entry, path: relativePath(root, resolvePath(workingFolder, entry.path)) })));
  for (const [index, { rule, path, identity, count, confidence, message }] of placed.entries()) {
    const counted = count === 1 ? {} : { count };
    const line = { path, rule, around: identity.around, line: identity.line, ...counted, confidence, message: cut(message) };
    yield `${index === 0 ? '' : ','}\n    ${escapeInvisible(JSON.stringify(line))}`;
  }
  yield `${placed.length === 0 ? '' : '\n  '}]\n}\n`;
}

/** Characters of a message that are kept. Own choice: messages are for people who look through the file. */
const MESSAGE_LENGTH = 200;

function cut(message: string): string {
  return message.length <= MESSAGE_LENGTH ? message : `${message.slice(0, MESSAGE_LENGTH - 1)}…`;
}
