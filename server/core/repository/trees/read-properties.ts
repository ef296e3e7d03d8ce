/** Properties and environment files as trees: one map of keys as they are written, dots and all. */
import type { Tree, TreeEntry } from '../../../../rules/api/repository/tree.ts';
import { createTreeMaker, plainScalar } from './make-tree.ts';
import { linesOf } from './text-lines.ts';

const PAIR = /^([ \t]*(?:export[ \t]+)?)([^\s=:#!][^\s=:]*)(?:[ \t]*[=:][ \t]*|[ \t]+|$)(.*)$/;

/** Errors: throws for what is too large. */
export function readProperties(path: string, text: string): readonly Tree[] {
  const maker = createTreeMaker(path, text);
  const entries: TreeEntry[] = [];
  const lines = linesOf(text);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || /^[ \t]*(?:[#!]|$)/.test(line.text)) continue;
    const match = PAIR.exec(line.text);
    if (match === null) continue;
    const [, before = '', key = '', first = ''] = match;
    const start = line.start + line.text.length - first.length;
    const parts = [first.trimEnd()];
    let end = start + first.trimEnd().length;
    while (goesOn(parts.at(-1) ?? '') && index + 1 < lines.length) {
      index += 1;
      const next = lines[index];
      if (next === undefined) break;
      parts[parts.length - 1] = (parts.at(-1) ?? '').slice(0, -1);
      parts.push(next.text.trim());
      end = next.start + next.text.trimEnd().length;
    }
    const value = unquoted(parts.join(''));
    const keyStart = line.start + before.length;
    entries.push(maker.entry(keyStart, keyStart + key.length, { key, value: maker.scalar(start, end, { value: plainScalar(value), text: value }) }));
  }
  return entries.length === 0 ? [] : [{ root: maker.map(0, text.length, entries) }];
}

/** After an odd number of backslashes. */
function goesOn(line: string): boolean {
  let backslashes = 0;
  while (line[line.length - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

function unquoted(text: string): string {
  const quoted = /^(["'])(.*)\1[ \t]*(?:#.*)?$/.exec(text);
  return quoted?.[2] ?? text;
}
