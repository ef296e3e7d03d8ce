/** The terminal as a sink: foreign text made visible, widths, colours. */
import pc from 'picocolors';

/** Colours as functions; without colour each returns its text. */
export type Paint = ReturnType<typeof pc.createColors>;

/** Returns the colours, or their plain doubles. */
export function createPaint({ isColored }: { readonly isColored: boolean }): Paint {
  return pc.createColors(isColored);
}

/** Sentences are never wrapped narrower than this. */
export const MIN_TEXT_WIDTH = 30;

/** Longer foreign text is cut in the terminal; the JSON report has it whole. */
const MAX_SHOWN_CHARACTERS = 1000;

/**
 * Returns foreign text as it may be written to a terminal: everything that moves the cursor, changes colours, hides or reorders
 * text is spelled out, such as `\n` and `\u{1b}`; so is what CI systems take for a command at the beginning of a line.
 */
export function display(text: string): string {
  const shown = text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
  const visible = shown.replace(UNSAFE, spelled);
  return visible.includes('::') || visible.includes('##') ? visible.replace(CI_COMMAND, (command) => command.replace(/[:#]/, spelled)) : visible;
}

function spelled(character: string): string {
  return SHORT[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Controls (C0, DEL, C1), format characters but the joiners emoji need, separators of lines, lone surrogates, private use. */
const UNSAFE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;

/**
 * `::error file=x::text` and `##[error]text`, which act when nothing but spaces stands before them; any line may be wrapped there.
 * Source: GitHub, Workflow commands for GitHub Actions; Azure Pipelines, Logging commands (`##vso[…]`); TeamCity, Service messages.
 */
const CI_COMMAND = /(?<!\S)::(?=[A-Za-z][\w-]*(?:\s[^\n]*?)?::)|##(?=(?:vso|teamcity)?\[)/g;

/** Returns the cells the text takes in a terminal: wide characters take two, combining ones none. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) width += clusterWidth(segment);
  return width;
}

/** Returns the text cut to the width, with an ellipsis where something is left out. */
export function cutToWidth(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let cut = '';
  let used = 0;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    used += clusterWidth(segment);
    if (used > width - 1) break;
    cut += segment;
  }
  return `${cut}…`;
}

/** Returns the text with spaces after it up to the width. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Returns the text with spaces before it up to the width. */
export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Returns the text broken at spaces into lines of at most the width; words longer than that stand alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** Source: Unicode Standard Annex 11, East Asian Width W and F, in ranges wide enough to be stable; and emoji presentation. */
const WIDE =
  /^(?:[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f)/u;

function clusterWidth(cluster: string): number {
  if (WIDE.test(cluster)) return 2;
  return /^\p{Mark}/u.test(cluster) ? 0 : 1;
}
