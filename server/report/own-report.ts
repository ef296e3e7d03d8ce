/**
 * What every report carries so that Lintel knows its own again: a file is written over only when it is one. Each format has a sign at
 * its beginning and one at its end, so that a file in which somebody keeps a report beside other things is not taken for a report.
 */
import type { Chunks } from './chunks.ts';

/** Every format of every command. */
export type ReportFormat = 'text' | 'concise' | 'json' | 'jsonl' | 'sarif' | 'gitlab' | 'github' | 'junit' | 'markdown' | 'html' | 'badge';

/** Bytes at either end of a file that show whose it is. */
export const SIGN_BYTES = 4096;

/** Line of the head of a page. */
export const HTML_SIGN = '<meta name="generator" content="Lintel">';

/** Stands behind the declaration of XML. */
export const JUNIT_SIGN = '<!-- Lintel report -->';

/** Stands behind the opening tag of an image. */
export const SVG_SIGN = '<!-- Lintel -->';

const MARKDOWN_BEGIN = '<!-- Lintel report -->';
const MARKDOWN_END = '<!-- end of Lintel report -->';
/** Shown by GitHub only to those who debug. */
const GITHUB_BEGIN = '::debug::Lintel report';
const GITHUB_END = '::debug::end of Lintel report';
const TEXT_END = '-- Lintel report';

const SIGNS: Readonly<Record<ReportFormat, { readonly begin: RegExp; readonly end: RegExp }>> = {
  text: { begin: /^/, end: new RegExp(`(?:^|\\n)${TEXT_END}\\n$`) },
  concise: { begin: /^/, end: new RegExp(`(?:^|\\n)${TEXT_END}\\n$`) },
  json: { begin: /^\{\s*"schemaVersion":\s*\d+,\s*"tool":\s*\{\s*"name":\s*"lintel"/, end: /\}\s*$/ },
  jsonl: { begin: /^\{"type":"head","schemaVersion":\d+,"tool":\{"name":"lintel"/, end: /,"errors":\d+,"warnings":\d+,"infos":\d+,[^\n]*\}\n$/ },
  sarif: { begin: /^\{"\$schema":"[^"]*","version":"[^"]*","runs":\[\{\s*"tool":\{"driver":\{"name":"Lintel"/, end: /\]\s*\}\]\}\s*$/ },
  gitlab: { begin: /^\[\n(?:\{"engine_name":"lintel",|\n\]\n$)/, end: /\n\]\n$/ },
  github: { begin: new RegExp(`^${GITHUB_BEGIN}\\n`), end: new RegExp(`\\n${GITHUB_END}\\n$`) },
  junit: { begin: new RegExp(`^<\\?xml [^>]*\\?>\\n${JUNIT_SIGN}\\n<testsuites `), end: /<\/testsuites>\s*$/ },
  markdown: { begin: new RegExp(`^${MARKDOWN_BEGIN}\\n`), end: new RegExp(`\\n${MARKDOWN_END}\\s*$`) },
  html: { begin: new RegExp(`^<!doctype html>[^]*${HTML_SIGN}`), end: /<\/html>\s*$/ },
  badge: { begin: new RegExp(`^<svg [^>]*>\\n${SVG_SIGN}`), end: /<\/svg>\s*$/ },
};

/** @param begin the first and @param end the last bytes of a file, as text */
export function isOwnReport({ begin, end }: { readonly begin: string; readonly end: string }): boolean {
  return Object.values(SIGNS).some((sign) => sign.begin.test(begin) && sign.end.test(end));
}

/** Returns Markdown as a report. */
export function signedMarkdown(text: string): string {
  return `${MARKDOWN_BEGIN}\n\n${text}\n${MARKDOWN_END}\n`;
}

/** Returns the report as it stands in a file: text for people and logs is signed there only. */
export function* asFile(chunks: Chunks, format: ReportFormat): Generator<string, void> {
  if (format === 'github') yield `${GITHUB_BEGIN}\n`;
  yield* chunks;
  if (format === 'text' || format === 'concise') yield `${TEXT_END}\n`;
  if (format === 'github') yield `${GITHUB_END}\n`;
}
