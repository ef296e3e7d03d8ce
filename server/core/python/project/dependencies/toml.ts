/** TOML of others: what can be read of a broken file is read. */
import { parse, TomlError } from 'smol-toml';
import type { ManifestProblem } from './manifest.ts';

/** Our own choice; manifests nest four deep. */
const MAX_DEPTH = 50;

export type TomlValue = unknown;

/** Tables before the one that is broken are kept. */
export function readToml(text: string): { readonly root: TomlValue; readonly problems: readonly ManifestProblem[] } {
  try {
    return { root: parse(text, { maxDepth: MAX_DEPTH }), problems: [] };
  } catch (error) {
    const line = error instanceof TomlError ? error.line : 1;
    return { root: beforeBreak(text, line), problems: [{ line, message: 'the text is not valid TOML from here on' }] };
  }
}

function beforeBreak(text: string, line: number): TomlValue {
  const lines = text.split('\n').slice(0, line - 1);
  const header = lines.findLastIndex((content) => /^\s*\[/.test(content));
  for (const end of [lines.length, header]) {
    try {
      return parse(lines.slice(0, Math.max(end, 0)).join('\n'), { maxDepth: MAX_DEPTH });
    } catch {
      // the break began further up
    }
  }
  return {};
}

/** The value below a path of keys, or undefined. */
export function under(value: TomlValue, ...keys: readonly string[]): TomlValue {
  return keys.reduce<TomlValue>((at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? (at as Readonly<Record<string, unknown>>)[key] : undefined), value);
}

export function textsOf(value: TomlValue): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

export function entriesOf(value: TomlValue): readonly (readonly [string, TomlValue])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
