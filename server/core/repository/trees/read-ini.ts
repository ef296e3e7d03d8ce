/** INI files as trees: sections are maps. Continued lines and comments as Python's configparser has them, and systemd's backslashes. */
import type { Tree, TreeEntry } from '../../../../rules/api/repository/tree.ts';
import { createTreeMaker, plainScalar } from './make-tree.ts';
import type { TreeMaker } from './make-tree.ts';
import { linesOf } from './text-lines.ts';
import type { TextLine } from './text-lines.ts';

const SECTION = /^[ \t]*\[([^\]\n]*\]?[^\]\n]*)\]/;
const COMMENT = /^[ \t]*(?:[#;]|$)/;
/** Units of systemd go on after a backslash. */
const UNIT = /\.(?:service|timer|socket|path)$/;

interface Pair {
  readonly key: string;
  readonly keyStart: number;
  readonly indent: number;
  readonly hasValue: boolean;
  /** Parts of the value, one for each line. */
  readonly parts: { readonly text: string; readonly start: number; readonly end: number }[];
}

interface Section {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly pairs: Pair[];
}

/** Errors: throws for what is too large. */
export function readIni(path: string, text: string): readonly Tree[] {
  const top: Section = { name: '', start: 0, end: 0, pairs: [] };
  const sections: Section[] = [];
  let pair: Pair | null = null;
  for (const line of linesOf(text)) {
    const header = SECTION.exec(line.text);
    const isContinued: boolean = pair !== null && continues(line, pair, UNIT.test(path));
    if (header !== null && !isContinued) {
      const at = line.start + line.text.indexOf('[');
      sections.push({ name: header[1] ?? '', start: at, end: at + (header[1] ?? '').length + 2, pairs: [] });
      pair = null;
    } else if (COMMENT.test(line.text)) {
      continue;
    } else if (isContinued && pair !== null) {
      pair.parts.push(trimmed(line.text, line.start));
    } else {
      pair = pairOf(line);
      if (pair !== null) (sections.at(-1) ?? top).pairs.push(pair);
    }
  }
  if (sections.length === 0 && top.pairs.length === 0) return [];
  const maker = createTreeMaker(path, text);
  const own = top.pairs.map((each) => entryOf(each, maker));
  const inSections = sections.map(({ name, start, end, pairs }): TreeEntry => {
    const last = pairs.at(-1)?.parts.at(-1)?.end ?? end;
    return maker.entry(start, end, { key: name, value: maker.map(start, Math.max(last, end), pairs.map((each) => entryOf(each, maker))) });
  });
  return [{ root: maker.map(0, text.length, [...own, ...inSections]) }];
}

function continues(line: TextLine, pair: Pair, isUnit: boolean): boolean {
  if (isUnit) return pair.parts.at(-1)?.text.endsWith('\\') === true;
  const indent = /^[ \t]*/.exec(line.text)?.[0].length ?? 0;
  return indent > pair.indent && indent < line.text.length;
}

function pairOf(line: TextLine): Pair | null {
  const indent = line.text.length - line.text.trimStart().length;
  const sign = line.text.search(/[=:]/);
  const key = line.text.slice(indent, sign < 0 ? undefined : sign).trimEnd();
  if (key === '' || key.startsWith('[')) return null;
  const parts = sign < 0 ? [] : [trimmed(withoutComment(line.text.slice(sign + 1)), line.start + sign + 1)];
  return { key, keyStart: line.start + indent, indent, hasValue: sign >= 0, parts };
}

/** Only after a blank: `#` inside of a word belongs to it. */
function withoutComment(value: string): string {
  const at = /[ \t][#;]/.exec(value)?.index;
  return at === undefined ? value : value.slice(0, at);
}

function trimmed(text: string, start: number): Pair['parts'][number] {
  const inner = text.trim();
  const at = inner === '' ? start : start + text.indexOf(inner);
  return { text: inner, start: at, end: at + inner.length };
}

function entryOf({ key, keyStart, hasValue, parts }: Pair, maker: TreeMaker): TreeEntry {
  const end = keyStart + key.length;
  const filled = parts.filter(({ text }) => text !== '');
  const text = parts.map((part) => part.text.replace(/\\$/, '').trimEnd()).join('\n').trim();
  const value = maker.scalar(filled[0]?.start ?? parts[0]?.start ?? end, filled.at(-1)?.end ?? parts[0]?.end ?? end, hasValue ? { value: plainScalar(text), text } : { value: null, text: '' });
  return maker.entry(keyStart, end, { key, value });
}
