/** Cuts a document into sections at its headings. Comments are blanked; code is left as it is and has no headings. */
import { linesOf } from '../trees/text-lines.ts';
import type { TextLine } from '../trees/text-lines.ts';

export type DocumentFormat = 'markdown' | 'rst' | 'asciidoc' | 'text';

export interface Title {
  readonly title: string;
  /** 1 for the outermost. */
  readonly level: number;
}

export interface RawSection {
  readonly titles: readonly Title[];
  /** Offsets of the section with its heading. */
  readonly start: number;
  readonly end: number;
  /** Without its heading. */
  readonly text: string;
}

export interface SplitRequest {
  readonly format: DocumentFormat;
  /** Those that hold where the text begins. */
  readonly titles: readonly Title[];
}

/** Sections of one document at most. Own choice. */
const MOST_SECTIONS = 5000;

/** @returns the sections, and the titles that hold where the text ends; sections without text and heading are left out */
export function splitSections(text: string, { format, titles }: SplitRequest): { readonly sections: readonly RawSection[]; readonly titles: readonly Title[] } {
  const lines = readLines(text, format);
  const sections: RawSection[] = [];
  let current = { titles, start: 0, isNamed: false, parts: [] as string[], end: 0 };
  const close = (): void => {
    const body = trimLines(current.parts);
    if ((current.isNamed || body !== '') && sections.length < MOST_SECTIONS) sections.push({ titles: current.titles, start: current.start, end: current.end, text: body });
  };
  for (const line of lines) {
    if (line.heading === null) {
      if (current.parts.length === 0 && !current.isNamed && line.text.trim() !== '') current.start = line.start;
      if (line.text.trim() !== '') current.end = line.end;
      if (current.isNamed || current.parts.length > 0 || line.text.trim() !== '') current.parts.push(line.text);
      continue;
    }
    close();
    const { level } = line.heading;
    current = { titles: [...current.titles.filter((above) => above.level < level), line.heading], start: line.start, isNamed: true, parts: [], end: line.end };
  }
  close();
  return { sections, titles: current.titles };
}

function trimLines(parts: readonly string[]): string {
  const first = parts.findIndex((part) => part.trim() !== '');
  const last = parts.findLastIndex((part) => part.trim() !== '');
  return first < 0 ? '' : parts.slice(first, last + 1).join('\n');
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A heading may be two or three lines; this is all of it. */
  readonly heading: Title | null;
}

function readLines(text: string, format: DocumentFormat): readonly Line[] {
  const lines = linesOf(text);
  switch (format) {
    case 'markdown':
      return markdownLines(lines);
    case 'asciidoc':
      return asciidocLines(lines);
    case 'rst':
    case 'text':
      return underlinedLines(lines, format);
  }
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const HTML_HEADING = /^\s*<h([1-6])\b[^>]*>(.*?)<\/h\1>\s*$/i;
/** Nothing that is set off by its first sign is a heading when it is underlined. */
const NO_PARAGRAPH = /^(?:\s*$| {4}|\t|\s*[>|#]|\s*(?:[-*+]|\d+[.)])\s)/;

function markdownLines(lines: readonly TextLine[]): readonly Line[] {
  const result: Line[] = [];
  let fence: string | null = null;
  let isComment = false;
  let index = frontMatterEnd(lines);
  for (const line of lines.slice(0, index)) result.push(plain(line));
  for (; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const sign = isComment ? undefined : FENCE.exec(line.text)?.[1];
    if (fence !== null) {
      if (sign !== undefined && sign[0] === fence[0] && sign.length >= fence.length && line.text.trim() === sign) fence = null;
      result.push(plain(line));
      continue;
    }
    if (sign !== undefined) {
      fence = sign;
      result.push(plain(line));
      continue;
    }
    const shown = withoutComments(line.text, isComment);
    isComment = shown.isComment;
    const next = lines[index + 1]?.text ?? '';
    const underline = /^ {0,3}(?:(=+)|-{2,})[ \t]*$/.exec(next);
    const heading = markdownHeading(shown.text);
    if (heading !== null) result.push({ text: '', start: line.start, end: endOf(line), heading });
    else if (underline !== null && !isComment && !NO_PARAGRAPH.test(shown.text) && !/^ {0,3}(?:-{3,}|={3,})/.test(shown.text)) {
      result.push({ text: '', start: line.start, end: endOf(lines[index + 1] ?? line), heading: { title: cleanTitle(shown.text), level: underline[1] === undefined ? 2 : 1 } });
      index += 1;
    } else result.push({ ...plain(line), text: shown.text });
  }
  return result;
}

function markdownHeading(text: string): Title | null {
  const atx = ATX.exec(text);
  if (atx !== null) return { title: cleanTitle((atx[2] ?? '').trimEnd().replace(/(?:^|[ \t])#+$/, '')), level: (atx[1] ?? '').length };
  const html = HTML_HEADING.exec(text);
  return html === null ? null : { title: cleanTitle((html[2] ?? '').replaceAll(/<[^>]*>/g, '')), level: Number(html[1]) };
}

/** Settings between two lines of dashes at the top belong to the text. */
function frontMatterEnd(lines: readonly TextLine[]): number {
  if (lines[0]?.text.trimEnd() !== '---') return 0;
  const end = lines.findIndex(({ text }, index) => index > 0 && text.trimEnd() === '---');
  return end < 0 ? 0 : end + 1;
}

function withoutComments(text: string, isInside: boolean): { readonly text: string; readonly isComment: boolean } {
  let shown = '';
  let isComment = isInside;
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf(isComment ? '-->' : '<!--', at);
    const end = next < 0 ? text.length : next;
    if (!isComment) shown += text.slice(at, end);
    if (next < 0) break;
    at = next + (isComment ? 3 : 4);
    isComment = !isComment;
  }
  return { text: shown, isComment };
}

function cleanTitle(text: string): string {
  return text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*`]|(?<=^|\s)_+|_+(?=$|\s)|\{#[^}]*\}/g, '')
    .trim();
}

const BLOCK = /^(?:-{4,}|\.{4,}|\+{4,}|_{4,}|={4,}|`{3,}|\/{4,})[ \t]*$/;

function asciidocLines(lines: readonly TextLine[]): readonly Line[] {
  let block: string | null = null;
  return lines.map((line) => {
    const trimmed = line.text.trimEnd();
    const isComment = block?.startsWith('/') === true || (block === null && /^\/\/(?!\/)/.test(trimmed));
    if (block !== null) {
      if (trimmed === block) block = null;
    } else if (BLOCK.test(trimmed)) block = trimmed;
    else {
      const match = /^(={1,6})[ \t]+(\S.*)$/.exec(trimmed);
      if (match !== null) return { text: '', start: line.start, end: endOf(line), heading: { title: cleanTitle(match[2] ?? ''), level: (match[1] ?? '').length } };
    }
    return isComment ? { ...plain(line), text: '' } : plain(line);
  });
}

const UNDERLINE = /^([=\-~^"'`#*+.:_<>])\1{2,}[ \t]*$/;

/** Titles with a line of signs below, and maybe above. Which signs mean which level is told by their order. */
function underlinedLines(lines: readonly TextLine[], format: DocumentFormat): readonly Line[] {
  const styles: string[] = [];
  const levelOf = (style: string): number => {
    if (!styles.includes(style)) styles.push(style);
    return styles.indexOf(style) + 1;
  };
  const result: Line[] = [];
  let commentIndent = -1;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) break;
    const [here, below, second] = [line.text.trimEnd(), (lines[index + 1]?.text ?? '').trimEnd(), (lines[index + 2]?.text ?? '').trimEnd()];
    if (commentIndent >= 0 && here !== '' && !/^\s/.test(here)) commentIndent = -1;
    const isComment = format === 'rst' && /^\.\.(?:\s|$)/.test(here) && !/^\.\.\s+(?:[\w:+.-]+::|_|\[|\|)/.test(here);
    if (isComment) commentIndent = 0;
    if (commentIndent >= 0) {
      result.push({ ...plain(line), text: '' });
    } else if (UNDERLINE.test(here) && isTitle(below, here, format) && second === here) {
      result.push({ text: '', start: line.start, end: endOf(lines[index + 2] ?? line), heading: { title: cleanTitle(below), level: levelOf(`over ${here[0] ?? ''}`) } });
      index += 2;
    } else if (UNDERLINE.test(below) && isTitle(here, below, format) && !UNDERLINE.test(here) && !/^\s/.test(here)) {
      result.push({ text: '', start: line.start, end: endOf(lines[index + 1] ?? line), heading: { title: cleanTitle(here), level: levelOf(below[0] ?? '') } });
      index += 1;
    } else result.push(plain(line));
  }
  return result;
}

/** In plain text other signs than `=` and `-` are decoration. */
function isTitle(text: string, underline: string, format: DocumentFormat): boolean {
  return text.trim() !== '' && text.length <= 200 && underline.length + 2 >= text.trim().length && (format === 'rst' || underline.startsWith('=') || underline.startsWith('-'));
}

function plain(line: TextLine): Line {
  return { text: line.text, start: line.start, end: endOf(line), heading: null };
}

function endOf({ text, start }: TextLine): number {
  return start + text.length;
}
