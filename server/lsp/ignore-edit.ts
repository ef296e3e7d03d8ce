/**
 * Adds an entry to `suppressions:` of a config file. The rest of the file keeps its bytes: the entry goes in as text where the
 * parsed document says, and the result is read again before it counts. Pure.
 */
import { parse as parseToml } from 'smol-toml';
import { isMap, isScalar, isSeq, parseDocument, stringify, type Document, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { readYaml } from '../core/config/read-yaml.ts';

export interface SuppressionText {
  readonly rule: string;
  /** Relative to the folder of the config file. */
  readonly path: string;
  readonly column: string | null;
  readonly reason: string;
}

/** Text to put in place of `[start, end)`; offsets count UTF-16 code units. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export type IgnoreEdit = { readonly ok: true; readonly change: TextChange } | { readonly ok: false; readonly message: string };

const KEY = 'suppressions';

/** Returns the change for a YAML config file; empty text for a file that is yet to be made. */
export function addToYaml(text: string, entry: SuppressionText): IgnoreEdit {
  const read = readYaml(text);
  if (!read.ok) return { ok: false, message: `the config file needs mending first: ${read.message}` };
  const document = parseDocument<YAMLMap>(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' });
  const pair = (isMap(document.contents) ? document.contents.items : []).find(({ key }) => isScalar(key) && key.value === KEY) ?? null;
  const value = pair?.value ?? null;
  if (!isSeq(value) && !isEmpty(value)) return { ok: false, message: '`suppressions` in the config file is no list; mend it first' };
  const change = pair === null ? atEnd(text, document, entry) : isSeq(value) && value.items.length > 0 ? afterLastItem(text, value, entry) : belowKey(text, pair, entry);
  if (change !== null && isAdded(text, { change, entry, document })) return { ok: true, change };
  return { ok: true, change: { start: 0, end: text.length, newText: rewritten(document, entry) } };
}

/** Returns the change for `[tool.lintel]` of a pyproject.toml. */
export function addToToml(text: string, entry: SuppressionText): IgnoreEdit {
  const eol = lineEnd(text);
  const lines = Object.entries(fields(entry)).map(([key, value]) => `${key} = ${tomlText(value)}`);
  const newText = [...(text === '' || text.endsWith('\n') ? [''] : ['', '']), '[[tool.lintel.suppressions]]', ...lines, ''].join(eol);
  const change = { start: text.length, end: text.length, newText };
  try {
    parseToml(text + newText);
    return { ok: true, change };
  } catch {
    return { ok: false, message: 'the entry cannot be added to this pyproject.toml; write it under `tool.lintel.suppressions` by hand' };
  }
}

/** In a block list, on the line after its last item and with the same indentation; null for lists in brackets. */
function afterLastItem(text: string, list: YAMLSeq, entry: SuppressionText): TextChange | null {
  const first = nodeRange(list.items[0]);
  const last = nodeRange(list.items.at(-1));
  if (list.flow === true || first === null || last === null) return null;
  const indent = /^([ ]*)-[ ]+$/.exec(text.slice(text.lastIndexOf('\n', first[0] - 1) + 1, first[0]))?.[1];
  if (indent === undefined) return null;
  const lineBreak = text.indexOf('\n', Math.max(last[1] - 1, 0));
  const at = lineBreak < 0 ? text.length : lineBreak + 1;
  return { start: at, end: at, newText: `${lineBreak < 0 ? lineEnd(text) : ''}${item(entry, indent, lineEnd(text))}` };
}

/** Below a key that has no value or `[]`, which goes; what else is on the line stays. */
function belowKey(text: string, { key, value }: Pair, entry: SuppressionText): TextChange | null {
  const keyEnd = nodeRange(key)?.[1];
  if (keyEnd === undefined) return null;
  const lineBreak = text.indexOf('\n', keyEnd);
  const end = lineBreak < 0 ? text.length : lineBreak;
  const range = nodeRange(value);
  if (range !== null && range[1] > end) return null;
  const line = isSeq(value) && range !== null ? text.slice(keyEnd, range[0]).trimEnd() + text.slice(range[1], end) : text.slice(keyEnd, end);
  const eol = lineEnd(text);
  return { start: keyEnd, end: Math.min(end + 1, text.length), newText: `${line.trimEnd()}${eol}${item(entry, '  ', eol)}` };
}

/** At the end of the file, with the key; null where the end is no place for one. */
function atEnd(text: string, document: Document, entry: SuppressionText): TextChange | null {
  if (isMap(document.contents) && document.contents.flow === true) return null;
  const eol = lineEnd(text);
  const gap = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return { start: text.length, end: text.length, newText: `${gap}${KEY}:${eol}${item(entry, '  ', eol)}` };
}

function item(entry: SuppressionText, indent: string, eol: string): string {
  const lines = stringify(fields(entry), { lineWidth: 0 }).trimEnd().split('\n');
  return `${lines.map((line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`).join(eol)}${eol}`;
}

function fields({ rule, path, column, reason }: SuppressionText): Readonly<Record<string, string>> {
  return column === null ? { rule, path, reason } : { rule, path, column, reason };
}

/** Reads the result back: it must be what was there, and the entry. */
function isAdded(text: string, { change, entry, document }: { readonly change: TextChange; readonly entry: SuppressionText; readonly document: Document }): boolean {
  const result = parseDocument(text.slice(0, change.start) + change.newText + text.slice(change.end), { schema: 'core', prettyErrors: false, logLevel: 'silent' });
  return result.errors.length === 0 && JSON.stringify(result.toJS()) === JSON.stringify(withEntry(document, entry).toJS());
}

function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null);
}

function rewritten(document: Document, entry: SuppressionText): string {
  return withEntry(document, entry).toString({ lineWidth: 0 });
}

function withEntry(document: Document, entry: SuppressionText): Document {
  const copy = document.clone();
  const list = copy.get(KEY, true);
  if (isSeq(list)) list.add(copy.createNode(fields(entry)));
  else copy.set(KEY, copy.createNode([fields(entry)]));
  return copy;
}

function nodeRange(node: unknown): readonly [number, number] | null {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) && typeof range[0] === 'number' && typeof range[1] === 'number' ? [range[0], range[1]] : null;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** A TOML basic string. Source: TOML 1.0, String. */
function tomlText(text: string): string {
  const escaped = text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}
