/** A baseline as people and programs look through it. */
import type { BaselineEntry } from '../../core/report.ts';
import { escapeInvisible, jsonHead } from '../json.ts';
import { counted } from '../numbers.ts';
import { display } from '../terminal.ts';

export interface ShownBaseline {
  /** As reports show paths. */
  readonly name: string;
  readonly entries: readonly BaselineEntry[];
  /** Paths of entries whose file is not there any more. */
  readonly gone: ReadonlySet<string>;
  readonly toolVersion: string;
}

/** By file, then what is known of each rule. */
export function* baselineList({ name, entries, gone }: ShownBaseline): Generator<string, void> {
  let path: string | null = null;
  for (const entry of entries) {
    if (entry.path !== path) yield `${path === null ? '' : '\n'}${display(entry.path)}${gone.has(entry.path) ? ' (not there)' : ''}\n`;
    path = entry.path;
    yield `  ${entry.rule}  ${display(entry.message)}${entry.count === 1 ? '' : ` (${entry.count} times)`}\n`;
  }
  const files = new Set(entries.map((entry) => entry.path)).size;
  yield `${path === null ? '' : '\n'}${display(name)}: ${counted(total(entries), 'known finding')}${files === 0 ? '' : ` in ${counted(files, 'file')}`}\n`;
}

export function* baselineJson({ name, entries, gone, toolVersion }: ShownBaseline): Generator<string, void> {
  const head = JSON.stringify(jsonHead({ toolVersion, profiles: 'left-out' }), null, 2);
  yield `${head.slice(0, -'\n}'.length)},\n  "baseline": ${escapeInvisible(JSON.stringify(name))},\n  "known": ${total(entries)},\n  "entries": [`;
  for (const [index, { rule, path, identity, count, confidence, message }] of entries.entries()) {
    const object = { rule, path, isThere: !gone.has(path), count, confidence, message, around: identity.around, line: identity.line };
    yield `${index === 0 ? '' : ','}\n    ${escapeInvisible(JSON.stringify(object))}`;
  }
  yield `${entries.length === 0 ? '' : '\n  '}]\n}\n`;
}

function total(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}
