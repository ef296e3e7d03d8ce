/** Reads `[tool.lintel]` of a pyproject.toml into setting nodes. One reader has the values, another the places. */
import { parse, TomlDate, TomlError } from 'smol-toml';
import { parseTOML } from 'toml-eslint-parser';
import type { AST } from 'toml-eslint-parser';
import { MAX_SETTING_DEPTH } from './setting-node.ts';
import type { ParsedSettings, SettingNode, SettingPlace } from './setting-node.ts';

/** Returns the settings under `[tool.lintel]`, or null when the file has no such table. */
export function readPyproject(text: string): ParsedSettings | null {
  let table: unknown;
  try {
    table = parse(text, { maxDepth: MAX_SETTING_DEPTH });
  } catch (error) {
    // a broken pyproject.toml is ours to report only where it speaks of us
    if (!/^\s*\[+\s*tool\s*\.\s*["']?lintel\b/m.test(text)) return null;
    const place = error instanceof TomlError ? { line: error.line, column: error.column } : null;
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ok: false, place, message: `not valid TOML: ${detail.replace(/^Invalid TOML document: /, '')}` };
  }
  const settings = own(own(table, 'tool'), 'lintel');
  if (settings === undefined) return null;
  const root = convert(settings, ['tool', 'lintel'], placesIn(text));
  if (root.kind !== 'map') return { ok: false, place: root.place, message: '`tool.lintel` must be a table, such as `[tool.lintel]`' };
  return { ok: true, root };
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

interface Places {
  /** By path, of keys and of values. */
  readonly keys: Map<string, SettingPlace>;
  readonly values: Map<string, SettingPlace>;
}

type Path = readonly (string | number)[];

function convert(value: unknown, path: Path, places: Places): SettingNode {
  const place = nearestPlace(path, places);
  if (Array.isArray(value)) return { kind: 'list', place, items: value.map((item, index) => convert(item, [...path, index], places)) };
  if (value instanceof TomlDate) return { kind: 'scalar', place, value: value.toISOString() };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => {
      const innerPath = [...path, key];
      return { key, place: places.keys.get(nameOf(innerPath)) ?? place, value: convert(inner, innerPath, places) };
    });
    return { kind: 'map', place, entries };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', place, value };
  return { kind: 'scalar', place, value: String(value) };
}

function nearestPlace(path: Path, places: Places): SettingPlace {
  for (let length = path.length; length > 0; length -= 1) {
    const name = nameOf(path.slice(0, length));
    const place = places.values.get(name) ?? places.keys.get(name);
    if (place !== undefined) return place;
  }
  return { line: 1, column: 1 };
}

function nameOf(path: Path): string {
  return JSON.stringify(path);
}

/** Places of keys and values; where a table is mentioned several times, the first counts. None where the text is beyond this reader. */
function placesIn(text: string): Places {
  const places: Places = { keys: new Map(), values: new Map() };
  try {
    for (const node of parseTOML(text, { tomlVersion: '1.1' }).body[0].body) {
      if (node.type === 'TOMLKeyValue') placePair(node, { under: [], places });
      else placeTable(node, places);
    }
  } catch {
    return places;
  }
  return places;
}

function placeTable({ key, resolvedKey, body, loc }: AST.TOMLTable, places: Places): void {
  let length = 0;
  for (const part of key.keys) {
    length += 1;
    putFirst(places.keys, resolvedKey.slice(0, length), part.loc.start);
    // lists of tables have a number behind their name
    if (typeof resolvedKey[length] === 'number') {
      putFirst(places.values, resolvedKey.slice(0, length), loc.start);
      length += 1;
    }
  }
  putFirst(places.values, resolvedKey, loc.start);
  for (const pair of body) placePair(pair, { under: resolvedKey, places });
}

function placePair({ key, value }: AST.TOMLKeyValue, { under, places }: { readonly under: Path; readonly places: Places }): void {
  let path = under;
  for (const part of key.keys) {
    path = [...path, part.type === 'TOMLBare' ? part.name : part.value];
    putFirst(places.keys, path, part.loc.start);
  }
  placeValue(value, { path, places });
}

function placeValue(value: AST.TOMLContentNode, { path, places }: { readonly path: Path; readonly places: Places }): void {
  putFirst(places.values, path, value.loc.start);
  if (value.type === 'TOMLArray') value.elements.forEach((element, index) => placeValue(element, { path: [...path, index], places }));
  if (value.type === 'TOMLInlineTable') for (const pair of value.body) placePair(pair, { under: path, places });
}

/** @param start its line counts from 1, its column from 0 */
function putFirst(into: Map<string, SettingPlace>, path: Path, start: { readonly line: number; readonly column: number }): void {
  const name = nameOf(path);
  if (!into.has(name)) into.set(name, { line: start.line, column: start.column + 1 });
}
