/** A stored report of any number of findings, as JSON lines, equal for equal seeds. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

export interface StoredRequest {
  readonly findings: number;
  readonly seed: number;
}

const FILES_EACH = 50;
const RULES = ['leakage/group-split', 'miscoding/mixed-types', 'packaging/duplicate-rows', 'pandas/result-dropped', 'reproducibility/unseeded-randomness'] as const;
const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Writes the report, sorted as reports are. @returns its size in bytes */
export async function writeStored(path: string, { findings, seed }: StoredRequest): Promise<number> {
  const stream = createWriteStream(path);
  const random = randomOf(seed);
  const files = Math.max(1, Math.ceil(findings / FILES_EACH));
  const width = String(files).length;
  const pathOf = (index: number): string => `src/part${String(Math.floor(index / FILES_EACH)).padStart(width, '0')}.py`;
  const write = async (value: object): Promise<void> => {
    if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, 'drain');
  };
  await write({ type: 'head', schemaVersion: 1, tool: { name: 'lintel', version: '0' } });
  for (let index = 0; index < findings; index += 1) await write({ type: 'finding', ...findingOf(index, { path: pathOf(index), random }) });
  for (let index = 0; index < findings; index += FILES_EACH) await write({ type: 'checked', path: pathOf(index), kind: 'program' });
  await write({ type: 'summary', rules: RULES, complete: true });
  stream.end();
  await once(stream, 'finish');
  return stream.bytesWritten;
}

function findingOf(index: number, { path, random }: { readonly path: string; readonly random: () => number }): object {
  const line = (index % FILES_EACH) * 3 + 1;
  const range = { start: { line, column: 5 }, end: { line, column: 20 } };
  return {
    rule: chosen(RULES, random), severity: chosen(SEVERITIES, random), confidence: 'certain', message: `\`column_${Math.floor(random() * 1000)}\` is read here, but nothing defines it before`, path, range, cell: null, dataset: null, column: null, rows: null,
    related: [{ path, range, cell: null, message: 'it is read here' }], fixes: [], suppressed: null, baseline: 'new', fingerprint: index.toString(16).padStart(16, '0'),
  };
}

function chosen<T>(choices: readonly [T, ...T[]], random: () => number): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

/** Numbers from 0 to 1, by the generator of Park and Miller (CACM 31, 1988, page 1192). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
