/** Tells how a JSON file holds a table: one record per line, a list of records, a list under one key, or columns. */
import type { CancelSignal } from '../../ports.ts';
import { firstBytes } from './bytes.ts';
import type { ByteSource } from './bytes.ts';
import { makeDecoder } from './encoding.ts';
import { findRootEntries } from './json-root.ts';
import type { RootEntry, RootScan } from './json-root.ts';
import type { JsonForm } from './json-scan.ts';
import { parseObject } from './json-value.ts';
import { TOO_DEEP } from './json-pass.ts';
import { problem } from './problem.ts';

/** `columns`: one object that holds the table by columns; it has to be read as a whole. */
export type JsonTableForm = JsonForm | { readonly kind: 'columns' };

export const BROKEN = 'the JSON is broken or cut off; write it again';
export const MAX_COLUMNS_BYTES = 64 * 2 ** 20;

const HEAD_BYTES = 1 << 16;
const JSON_EXTENSIONS: ReadonlySet<string> = new Set(['json', 'jsonl', 'ndjson', 'geojson']);
const LINE_EXTENSIONS: ReadonlySet<string> = new Set(['jsonl', 'ndjson']);
/** Names under which programs keep the records; elsewhere the list has to be most of the file. */
const RECORD_KEYS: ReadonlySet<string> = new Set(['data', 'records', 'rows', 'items', 'results', 'features', 'examples']);

export function isJson(head: string, extension: string): boolean {
  if (JSON_EXTENSIONS.has(extension)) return /^\s*[[{]/.test(head);
  return /^\s*\{\s*"/.test(head) || /^\s*\[\s*\{\s*["}]/.test(head);
}

export function isNamedJson(extension: string): boolean {
  return JSON_EXTENSIONS.has(extension);
}

/** Throws FileProblem where the JSON holds no table, or more than one. */
export async function jsonFormOf(source: ByteSource, extension: string, signal: CancelSignal | undefined): Promise<JsonTableForm> {
  const bytes = await firstBytes(source.chunks(signal), HEAD_BYTES);
  const head = makeDecoder('utf-8')(bytes);
  const isWhole = bytes.length < HEAD_BYTES;
  if (head.trimStart().startsWith('[')) return rootList(head);
  if (isLines(head, { isWhole, extension })) return { kind: 'lines' };
  const root = await findRootEntries(source, signal);
  if (root.end === 'too-deep') throw problem('too-deep', TOO_DEEP);
  if (root.end === 'cut-off') throw problem('damaged', BROKEN);
  if (root.end === 'another-value') return { kind: 'lines' };
  return formOfObject(root);
}

function rootList(head: string): JsonForm {
  const inside = head.slice(head.indexOf('[') + 1).trimStart();
  if (inside.startsWith(']')) throw problem('empty', 'the JSON list is empty; write it again with its records');
  if (/^\[\s*\[/.test(head.trimStart()) && !/^(\[\s*){20}/.test(head.trimStart())) throw problem('not-a-table', 'the JSON is a list of lists without column names; write a list of records');
  if (!/^[[{]/.test(inside)) throw problem('not-a-table', 'the JSON is a list of values, not of records; write one object per row');
  const before = head.slice(0, head.indexOf('[') + 1);
  const lines = before.split(/\r\n|\n|\r/);
  return { kind: 'array', isRoot: true, from: { offset: before.length, lineNumber: lines.length, columnNumber: (lines.at(-1) ?? '').length + 1 } };
}

/** One record per line: the first line is a whole object and more follow, or the name says so. */
function isLines(head: string, { isWhole, extension }: { isWhole: boolean; extension: string }): boolean {
  if (LINE_EXTENSIONS.has(extension)) return true;
  const lines = head.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  if (!isWhole) lines.pop();
  const whole = lines.slice(0, 50).filter((line) => parseObject(line).ok).length;
  return lines.length > 1 && whole * 2 >= Math.min(50, lines.length);
}

function formOfObject({ entries, bytes }: RootScan): JsonTableForm {
  if (entries.length === 0) throw problem('empty', 'the JSON object is empty; write it again with its records');
  const lists = entries.filter((entry): entry is RootEntry & { kind: 'records' } => entry.kind === 'records');
  const [list] = lists;
  if (lists.length > 1) throw problem('not-a-table', 'the JSON holds several lists of records; save each as a file of its own');
  if (list !== undefined && (RECORD_KEYS.has(list.key) || list.bytes * 2 >= bytes)) return { kind: 'array', isRoot: false, from: list.inside };
  if (bytes > MAX_COLUMNS_BYTES) throw problem('too-large', 'the JSON is one object of more than 64 MiB; write one record per line');
  return { kind: 'columns' };
}
