/**
 * A comment that silences a rule, above the line its finding stands in: only where the comment is heard there and changes nothing of what
 * the file says. Pure.
 */
import { parse as parseToml } from 'smol-toml';
import { parseAllDocuments } from 'yaml';
import { fileName } from '../../core/paths.ts';
import { commentMarkerOf, suppressionsInText } from '../../core/repository/check/text-suppressions.ts';

export interface CommentRequest {
  readonly path: string;
  readonly text: string;
  /** 0-based. */
  readonly line: number;
  readonly rule: string;
  readonly reason: string;
}

/** Text to put in at the start of the line; null where no comment may stand. */
export function commentAbove({ path, text, line, rule, reason }: CommentRequest): string | null {
  const marker = commentMarkerOf(path);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const own = lines[line];
  if (marker === null || own === undefined) return null;
  // a line of a recipe that begins with a tab is a command, also when it is a comment
  const indent = isMakefile(path) ? '' : (/^[ \t]*/.exec(own)?.[0] ?? '');
  const comment = `${indent}${marker} lintel: ignore[${rule}] ${oneLine(reason)}`;
  const after = [...lines.slice(0, line), comment, ...lines.slice(line)].join('\n');
  const isHeard = suppressionsInText(path, after).some((each) => each.kind === 'line' && each.rules.includes(rule) && each.line === line + 2);
  return isHeard && mayStand(path, { before: lines.join('\n'), after, above: lines.slice(0, line) }) ? `${comment}${eol}` : null;
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

function isMakefile(path: string): boolean {
  return /^(?:GNU)?makefile$|\.mk$/i.test(fileName(path));
}

interface Insertion {
  readonly before: string;
  readonly after: string;
  /** Lines above the comment. */
  readonly above: readonly string[];
}

function mayStand(path: string, insertion: Insertion): boolean {
  const name = fileName(path);
  if (/\.ya?ml$/i.test(name)) return saysTheSame(insertion, (text) => parseAllDocuments(text, { schema: 'core', logLevel: 'silent' }).map((document) => (document.errors.length > 0 ? null : document.toJS())));
  if (/\.toml$/i.test(name)) return saysTheSame(insertion, parseToml);
  const { above } = insertion;
  if (isDocker(name)) return !isInHeredoc(above);
  if (above.at(-1)?.endsWith('\\') === true || isInHeredoc(above)) return false;
  return !isInQuotes(path, above);
}

/** In a Dockerfile comments may stand between the lines of an instruction. */
function isDocker(name: string): boolean {
  return /^(?:Docker|Container)file|\.(?:docker|container)file$/i.test(name);
}

function saysTheSame({ before, after }: Insertion, read: (text: string) => unknown): boolean {
  try {
    const said = JSON.stringify(read(before));
    return said !== '[null]' && said === JSON.stringify(read(after));
  } catch {
    return false;
  }
}

function isInHeredoc(above: readonly string[]): boolean {
  let end: string | null = null;
  for (const line of above) {
    if (end !== null) {
      if (line.trim() === end) end = null;
    } else if (!line.trimStart().startsWith('#')) end = /<<-?\s*["']?([A-Za-z_]\w*)/.exec(line)?.[1] ?? null;
  }
  return end !== null;
}

/** Texts over several lines, and block comments; an apostrophe that is no quote may say so as well. */
function isInQuotes(path: string, above: readonly string[]): boolean {
  const marker = commentMarkerOf(path) ?? '#';
  const signs = marker === '#' ? /\\.|["'`]/g : /\\.|'''|"""|\/\*|\*\/|["'`]/g;
  let open: string | null = null;
  for (const line of above) {
    if (open === null && line.trimStart().startsWith(marker)) continue;
    for (const [sign] of line.matchAll(signs)) {
      if (open === null && sign !== '*/' && !sign.startsWith('\\')) open = sign === '/*' ? '*/' : sign;
      else if (sign === open) open = null;
    }
  }
  return open !== null;
}
