/**
 * An entry for people to fill in, added to a file of attestations as text: everything else keeps its bytes. Empty as it is, it does not
 * count. The result is read again before it is offered. Pure.
 */
import { isMap, isScalar, isSeq, parseDocument, type Document, type YAMLSeq } from 'yaml';
import { CLAIMS } from '../../core/score/attestations/attestation.ts';

export interface StubRequest {
  /** Of the file; empty when there is none yet. */
  readonly text: string;
  readonly test: string;
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** `newText` goes in at `offset`; `entryAt` is the offset of the entry afterwards. */
export type Stub = { readonly ok: true; readonly offset: number; readonly newText: string; readonly entryAt: number } | { readonly ok: false; readonly message: string };

const KEY = 'attestations';

export function attestationStub({ text, test, today }: StubRequest): Stub {
  const document = parse(text);
  if (document.errors.length > 0) return refuse('it is no YAML that can be read');
  const found = whereTo(text, document);
  if (found === null) return refuse('its entries are no plain list');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = entryLines({ id: freeId(text, `${test}-${today}`), test, today }).map((line, index) => `${found.indent}${index === 0 ? '- ' : '  '}${line}${eol}`).join('');
  const lead = `${found.offset === 0 || text[found.offset - 1] === '\n' ? '' : eol}${found.key ? `${KEY}:${eol}` : ''}`;
  const newText = lead + entry;
  const [before, after] = [entriesOf(document), entriesOf(parse(text.slice(0, found.offset) + newText + text.slice(found.offset)))];
  const isAdded = after !== null && after.length === (before?.length ?? 0) + 1 && JSON.stringify(after.slice(0, -1)) === JSON.stringify(before ?? []);
  return isAdded ? { ok: true, offset: found.offset, newText, entryAt: found.offset + lead.length } : refuse('an entry cannot be added to it');
}

function refuse(why: string): Stub {
  return { ok: false, message: `the file of attestations needs mending first: ${why}` };
}

function parse(text: string): Document {
  return parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' });
}

function entriesOf(document: Document): readonly unknown[] | null {
  const value: unknown = document.errors.length > 0 ? null : document.toJS();
  const list = typeof value === 'object' && value !== null && KEY in value ? value[KEY] : value;
  return Array.isArray(list) ? list : null;
}

interface Gap {
  readonly offset: number;
  readonly indent: string;
  /** Whether the key goes in as well. */
  readonly key: boolean;
}

function whereTo(text: string, { contents }: Document): Gap | null {
  if (contents === null || (isScalar(contents) && contents.value === null)) return { offset: text.length, indent: '  ', key: true };
  if (isSeq(contents)) return afterLast(text, contents);
  if (!isMap(contents) || contents.flow === true) return null;
  const pair = contents.items.find(({ key }) => isScalar(key) && key.value === KEY);
  if (pair === undefined) return contents.items.length === 0 ? { offset: text.length, indent: '  ', key: true } : null;
  if (isSeq(pair.value) && pair.value.items.length > 0) return afterLast(text, pair.value);
  const isEmpty = pair.value === null || (isScalar(pair.value) && pair.value.value === null);
  const keyEnd = isScalar(pair.key) ? pair.key.range?.[1] : undefined;
  return isEmpty && keyEnd !== undefined ? { offset: lineAfter(text, keyEnd), indent: '  ', key: false } : null;
}

function afterLast(text: string, list: YAMLSeq): Gap | null {
  const [first, last] = [rangeOf(list.items[0]), rangeOf(list.items.at(-1))];
  if (list.flow === true || first === null || last === null) return null;
  const indent = /^([ ]*)-[ ]+$/.exec(text.slice(text.lastIndexOf('\n', first[0] - 1) + 1, first[0]))?.[1];
  return indent === undefined ? null : { offset: lineAfter(text, Math.max(last[1] - 1, 0)), indent, key: false };
}

function rangeOf(node: unknown): readonly [number, number] | null {
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) && typeof range[0] === 'number' && typeof range[1] === 'number' ? [range[0], range[1]] : null;
}

function lineAfter(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

function freeId(text: string, wanted: string): string {
  let id = wanted;
  for (let number = 2; text.includes(id); number += 1) id = `${wanted}-${number}`;
  return id;
}

function entryLines({ id, test, today }: { readonly id: string; readonly test: string; readonly today: string }): readonly string[] {
  return [
    `id: ${id}`,
    `test: ${test}`,
    `claim: manual # ${CLAIMS.join(', ')}`,
    'statement: "" # what was executed, on what, with which result; at least 40 characters',
    'result: "" # a metric, a number of rows, passed or failed',
    'evidence: [] # such as {kind: file, ref: docs/load-test.md}',
    'distributed: "" # where the result was shared',
    'performedBy: ""',
    `performedOn: ${today}`,
  ];
}
