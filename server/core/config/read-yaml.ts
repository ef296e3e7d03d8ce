/** Reads YAML into setting nodes: data only, no tags, no merge keys, bounded aliases and depth. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';
import { MAX_SETTING_DEPTH, MAX_SETTING_NODES } from './setting-node.ts';
import type { ParsedSettings, SettingEntry, SettingNode, SettingPlace } from './setting-node.ts';

/** Returns the settings of a YAML text; an empty text is an empty map. */
export function readYaml(text: string): ParsedSettings {
  const deep = firstTooDeep(text);
  if (deep !== null) return { ok: false, place: deep, message: `nested more than ${MAX_SETTING_DEPTH} levels deep` };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core', merge: false, logLevel: 'error' });
    const fault = document.errors[0] ?? document.warnings[0];
    if (fault !== undefined) return { ok: false, place: placeAt(lines, fault.pos[0]), message: fault.code === 'MULTIPLE_DOCS' ? 'a second document starts here; keep one' : `not valid YAML: ${plain(fault.message)}` };
    return toRoot(document, lines);
  } catch {
    return { ok: false, place: null, message: 'not readable as YAML: nested too deeply or too large' };
  }
}

class Refused extends Error {
  constructor(
    readonly place: SettingPlace,
    text: string,
  ) {
    super(text);
  }
}

function toRoot(document: Document, lines: LineCounter): ParsedSettings {
  if (document.contents === null) return { ok: true, root: { kind: 'map', place: { line: 1, column: 1 }, entries: [] } };
  try {
    const root = convert(document.contents, { document, lines, left: { nodes: MAX_SETTING_NODES }, depth: 0 });
    if (root.kind === 'map') return { ok: true, root };
    if (root.kind === 'scalar' && root.value === null) return { ok: true, root: { kind: 'map', place: root.place, entries: [] } };
    return { ok: false, place: root.place, message: 'the file must hold keys with values, such as `select: [all]`' };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, place: error.place, message: error.message };
    throw error;
  }
}

interface Conversion {
  readonly document: Document;
  readonly lines: LineCounter;
  /** Counts down over the whole document, aliases expanded. */
  readonly left: { nodes: number };
  readonly depth: number;
}

function convert(node: Node, at: Conversion): SettingNode {
  const place = placeAt(at.lines, node.range?.[0] ?? 0);
  at.left.nodes -= 1;
  if (at.left.nodes < 0) throw new Refused(place, `the file holds more than ${MAX_SETTING_NODES.toLocaleString('en-US')} values once its aliases are expanded`);
  if (at.depth > MAX_SETTING_DEPTH) throw new Refused(place, `nested more than ${MAX_SETTING_DEPTH} levels deep`);
  const inner = { ...at, depth: at.depth + 1 };
  if (isAlias(node)) {
    const target = node.resolve(at.document);
    if (target === undefined) throw new Refused(place, `the alias \`*${node.source}\` stands for nothing`);
    return convert(target, inner);
  }
  if (isMap(node)) {
    const entries = node.items.map((pair): SettingEntry => {
      const key = isScalar(pair.key) ? pair.key : null;
      if (key === null) throw new Refused(place, 'a key must be plain text');
      const keyPlace = placeAt(at.lines, key.range?.[0] ?? 0);
      const value = pair.value as Node | null;
      return { key: String(key.value), place: keyPlace, value: value === null ? { kind: 'scalar', place: keyPlace, value: null } : convert(value, inner) };
    });
    return { kind: 'map', place, entries };
  }
  if (isSeq(node)) return { kind: 'list', place, items: node.items.map((item) => convert(item as Node, inner)) };
  const value: unknown = isScalar(node) ? node.value : null;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', place, value };
  throw new Refused(place, 'only text, numbers, true, false and null are values here');
}

function placeAt(lines: LineCounter, offset: number): SettingPlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function plain(message: string): string {
  return message.replace(/\s+/g, ' ').slice(0, 120);
}

/** Finds brackets or `- - -` nested past the limit before the parser sees them. Brackets in text count too: nobody has 32. */
export function firstTooDeep(text: string): SettingPlace | null {
  let depth = 0;
  let line = 1;
  let lineStart = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\n') {
      line += 1;
      lineStart = at + 1;
      const dashes = /^[ ]*((?:[-?][ ]+)+)/.exec(text.slice(at + 1, at + 400))?.[1] ?? '';
      if (dashes.split(/[-?]/).length - 1 > MAX_SETTING_DEPTH) return { line, column: 1 };
    } else if (character === '[' || character === '{') {
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth = Math.max(0, depth - 1);
    }
    if (depth > MAX_SETTING_DEPTH) return { line, column: at - lineStart + 1 };
  }
  return null;
}
