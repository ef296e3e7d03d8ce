/** What stands where in a file of attestations, also while a line of it is half written. Line by line: no parser reads what is being typed. Pure. */
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { ATTESTATION_KEYS, EVIDENCE_KEYS } from '../../core/score/attestations/attestation.ts';

export const ATTESTATION_PATH = /\/\.lintel\/attestations(?:\.ya?ml|\/[^/]+\.ya?ml)$/;

/** What the cursor is at. Characters are 0-based; the range is what a choice takes the place of. */
export type AttestationSpot =
  | { readonly kind: 'key'; readonly of: 'entry' | 'evidence'; readonly word: string; readonly start: number; readonly end: number }
  | { readonly kind: 'value'; readonly key: string; readonly word: string; readonly start: number; readonly end: number };

const KEYS: readonly string[] = [...ATTESTATION_KEYS, ...EVIDENCE_KEYS].map(({ key }) => key);

/** Null within comments, and where no key is known. */
export function spotAt(text: string, { line, character }: { readonly line: number; readonly character: number }): AttestationSpot | null {
  const lines = text.split(/\r?\n/);
  const whole = lines[line] ?? '';
  const before = whole.slice(0, character);
  if (/(?:^|\s)#/.test(before)) return null;
  const value = /(?:^|[\s{,-])(\w+):[ \t]+(["']?)([^"',{}[\]]*)$/.exec(before) ?? /(?:^|\s)(scope):[ \t]*\[(?:[^\]]*,)?[ \t]*(["']?)([^"',\]]*)$/.exec(before);
  if (value !== null) {
    const [, key = '', , word = ''] = value;
    if (!KEYS.includes(key)) return null;
    const rest = /^[^\s"',}\]#]*/.exec(whole.slice(character))?.[0].length ?? 0;
    return { kind: 'value', key, word, start: character - word.length, end: character + rest };
  }
  const item = /^\s*-[ \t]+(["']?)([^"',{}[\]:]*)$/.exec(before);
  if (item !== null && keyAbove(lines, line) === 'scope') return { kind: 'value', key: 'scope', word: item[2] ?? '', start: character - (item[2] ?? '').length, end: character };
  const key = /(^\s*(?:-[ \t]+)?|[{,][ \t]*)(\w*)$/.exec(before);
  if (key === null) return null;
  const [, lead = '', word = ''] = key;
  const rest = /^\w*/.exec(whole.slice(character))?.[0].length ?? 0;
  const of = /[{,]/.test(lead) || keyAbove(lines, line) === 'evidence' ? 'evidence' : 'entry';
  return { kind: 'key', of, word, start: character - word.length, end: character + rest };
}

/** The key of the map that the list around the line is the value of; null for lists of entries. */
function keyAbove(lines: readonly string[], line: number): string | null {
  let indent = indentOf(lines[line] ?? '');
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || /^\s*#/.test(text)) continue;
    const own = indentOf(text);
    const isItem = /^\s*-/.test(lines[line] ?? '');
    if (own > indent || (own === indent && !(isItem && /:\s*$/.test(text)))) continue;
    const key = /^\s*(?:-\s+)?(\w+):\s*(?:#.*)?$/.exec(text)?.[1];
    if (key !== undefined) return key;
    if (!/^\s*-/.test(text)) return null;
    indent = own;
  }
  return null;
}

/** Columns before the text of a line; the dash of an item counts as room. */
function indentOf(line: string): number {
  return /^\s*/.exec(line)?.[0].length ?? 0;
}

export interface EntryText {
  /** Lines of the entry, 0-based; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Columns before its keys. */
  readonly indent: number;
  /** Offsets of the value of each key, without what follows it. */
  readonly values: ReadonlyMap<string, { readonly start: number; readonly end: number; readonly text: string }>;
  readonly evidence: readonly { readonly ref: string; readonly sha256: { readonly start: number; readonly end: number } | null }[];
}

/** Entries that can be read, in their order. */
export function entriesIn(text: string): readonly EntryText[] {
  const { contents, errors } = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent' });
  if (errors.length > 0) return [];
  const inner = isMap(contents) ? (contents.get('attestations', true) ?? contents) : contents;
  const nodes = isSeq(inner) ? inner.items : [inner];
  return nodes.flatMap((node) => (isMap(node) && node.flow !== true && node.range != null ? [entryOf(node, text)] : []));
}

function entryOf(node: YAMLMap, text: string): EntryText {
  const [from = 0, until = 0] = node.range ?? [];
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const values = new Map<string, { readonly start: number; readonly end: number; readonly text: string }>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const range = isScalar(value) ? value.range : isMap(value) || isSeq(value) ? value.range : null;
    if (range != null) values.set(name, { start: range[0], end: range[1], text: isScalar(value) ? String(value.value ?? '') : '' });
  }
  const shown = node.get('evidence', true);
  const evidence = (isSeq(shown) ? shown.items : [shown]).flatMap((item) => {
    if (!isMap(item)) return [];
    const sha = item.get('sha256', true);
    return [{ ref: String(item.get('ref') ?? ''), sha256: isScalar(sha) && sha.range != null ? { start: sha.range[0], end: sha.range[1] } : null }];
  });
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  // the node may end behind empty lines
  return { start: lineOf(from), end: lineOf(from + text.slice(from, until).trimEnd().length) + 1, indent: from - lineStart, values, evidence };
}
