/** Reads `[tool.lintel]` of a pyproject.toml into setting nodes. The TOML reader has no places, so keys are found again by line. */
import { parse, TomlDate, TomlError } from 'smol-toml';
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
  const places = keyPlaces(text);
  const root = convert(settings, 'tool.lintel', places);
  if (root.kind !== 'map') return { ok: false, place: root.place, message: '`tool.lintel` must be a table, such as `[tool.lintel]`' };
  return { ok: true, root };
}

function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}

function convert(value: unknown, path: string, places: ReadonlyMap<string, SettingPlace>): SettingNode {
  const place = nearestPlace(path, places);
  if (Array.isArray(value)) return { kind: 'list', place, items: value.map((item, index) => convert(item, `${path}.${index}`, places)) };
  if (value instanceof TomlDate) return { kind: 'scalar', place, value: value.toISOString() };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, inner]) => {
      const innerPath = `${path}.${key}`;
      return { key, place: nearestPlace(innerPath, places), value: convert(inner, innerPath, places) };
    });
    return { kind: 'map', place, entries };
  }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { kind: 'scalar', place, value };
  return { kind: 'scalar', place, value: String(value) };
}

function nearestPlace(path: string, places: ReadonlyMap<string, SettingPlace>): SettingPlace {
  let at = path;
  for (;;) {
    const place = places.get(at);
    if (place !== undefined) return place;
    const dot = at.lastIndexOf('.');
    if (dot < 0) return { line: 1, column: 1 };
    at = at.slice(0, dot);
  }
}

/** Places of headers and keys by dotted path; the nth `[[header]]` is `header.n`. */
function keyPlaces(text: string): ReadonlyMap<string, SettingPlace> {
  const places = new Map<string, SettingPlace>();
  const counts = new Map<string, number>();
  let table = '';
  let textMark: string | null = null;
  text.split('\n').forEach((line, index) => {
    const marks = line.match(/"""|'''/g) ?? [];
    const wasInText = textMark !== null;
    for (const mark of marks) {
      if (textMark === null) textMark = mark;
      else if (textMark === mark) textMark = null;
    }
    if (wasInText) return;
    const header = /^\s*(\[\[?)\s*([^\]#]+?)\s*\]/.exec(line);
    const key = /^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=/.exec(line);
    if (header !== null) {
      table = dotted(header[2] ?? '');
      if (header[1] === '[[') {
        const count = counts.get(table) ?? 0;
        counts.set(table, count + 1);
        if (count === 0) places.set(table, { line: index + 1, column: line.indexOf('[') + 1 });
        table = `${table}.${count}`;
      }
      places.set(table, { line: index + 1, column: line.indexOf('[') + 1 });
    } else if (key !== null) {
      const path = table === '' ? dotted(key[1] ?? '') : `${table}.${dotted(key[1] ?? '')}`;
      if (!places.has(path)) places.set(path, { line: index + 1, column: line.search(/\S/) + 1 });
    }
  });
  return places;
}

function dotted(key: string): string {
  return [...key.matchAll(/[A-Za-z0-9_-]+|"[^"]*"|'[^']*'/g)].map(([part]) => part.replace(/^["']|["']$/g, '')).join('.');
}
