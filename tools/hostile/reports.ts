/** Runs a check in every format at once and proves each report valid and inert, whatever the data holds. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { readReport } from './sandbox.ts';
import type { Outcome, RunOptions, Sandbox } from './sandbox.ts';

/** What the concise report says, line by line. */
export interface Sweep extends Outcome {
  /** Everything but the summary. */
  readonly lines: readonly string[];
  readonly summary: string;
}

const schemaFile = path.resolve(import.meta.dirname, '..', '..', 'test-fixtures', 'schemas', 'check.schema.json');

/** Whatever moves a cursor, changes colours, hides or reorders text. Line breaks are ours. */
const STEERING = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/u;

/** @param args what stands after `lintel`, without a format */
export async function sweep(sandbox: Sandbox, args: readonly string[], options: RunOptions = {}): Promise<Sweep> {
  const [command = 'check', ...rest] = args;
  const outputs = ['json', 'jsonl', 'text'].flatMap((format) => ['--output', `${format}=${path.join(sandbox.out, format)}`]);
  const outcome = await sandbox.run([command, '--format', 'concise', '--no-progress', ...outputs, ...rest], options);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object);
  assert.ok(validate(JSON.parse(readReport(sandbox, 'json'))), JSON.stringify(validate.errors));
  const types = readReport(sandbox, 'jsonl').trimEnd().split('\n').map((line) => (JSON.parse(line) as { readonly type: string }).type);
  assert.deepEqual([types[0], types.at(-1)], ['head', 'summary']);
  for (const text of [outcome.stdout, outcome.stderr, ...['json', 'jsonl', 'text'].map((format) => readReport(sandbox, format))]) {
    assert.equal(STEERING.exec(text)?.[0], undefined, 'nothing in a report steers a terminal');
  }
  const lines = outcome.stdout.trimEnd().split('\n');
  return { ...outcome, lines: lines.slice(0, -1), summary: lines.at(-1) ?? '' };
}

/** Returns what is said of one path, without the path. */
export function saidOf({ lines }: Sweep, name: string): readonly string[] {
  return lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trimStart());
}
