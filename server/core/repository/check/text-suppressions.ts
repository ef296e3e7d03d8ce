/** Comments in settings, scripts and queries that silence rules: `# lintel: ignore[rule] reason`, likewise after `--` and `//`. */
import { fileName } from '../../paths.ts';
import type { CodeSuppression } from '../../python/check/draft.ts';
import { lineIndexOf } from '../../python/line-index.ts';

const DIRECTIVE = /[ \t]*lintel:[ \t]*(ignore-file|ignore)(?![\w-])[ \t]*(?:\[([^\]]*)\])?(.*)$/;

/** Ends of names whose files have comments, with what begins one. Files without an ending are scripts, Dockerfiles and the like. */
const MARKERS: readonly (readonly [names: RegExp, marker: string])[] = [
  [/\.(?:sql|hql|ddl)$/i, '--'],
  [/^Jenkinsfile|\.(?:groovy|jenkinsfile|gradle|js|ts|java|scala|kt|go|proto|jsonc|json5)$/i, '//'],
  [/\.(?:json|xml|csv|tsv|md|rst|html?|txt)$/i, ''],
];

/** What begins a comment that is heard; null for files that have none. */
export function commentMarkerOf(path: string): string | null {
  const marker = MARKERS.find(([names]) => names.test(fileName(path)))?.[1] ?? '#';
  return marker === '' ? null : marker;
}

/** Empty for files that have no comments. */
export function suppressionsInText(path: string, text: string): readonly CodeSuppression[] {
  const marker = commentMarkerOf(path);
  if (marker === null || !text.includes('lintel:')) return [];
  const lines = lineIndexOf(text);
  const found: CodeSuppression[] = [];
  for (let line = 1; line <= lines.lineCount; line += 1) {
    const { start, end } = lines.lineAt(line);
    const written = text.slice(start, end);
    const read = written.includes('lintel:') ? readDirective(written, marker) : null;
    if (read === null) continue;
    const range = lines.rangeOf({ start: start + read.column, end: start + written.trimEnd().length });
    const speaksOf = read.isFile ? null : read.isAlone ? nextLine(line, { text, lines, marker }) : line;
    found.push({ kind: read.isFile ? 'file' : 'line', rules: read.rules, reason: read.reason, line: speaksOf, place: { cell: null, range } });
  }
  return found;
}

interface Directive {
  readonly isFile: boolean;
  readonly rules: readonly string[];
  readonly reason: string;
  /** 0-based, of the marker. */
  readonly column: number;
  /** Whether nothing else stands on its line. */
  readonly isAlone: boolean;
}

function readDirective(line: string, marker: string): Directive | null {
  for (let at = line.indexOf(marker); at >= 0; at = line.indexOf(marker, at + marker.length)) {
    const rest = line.slice(at + marker.length);
    const match = DIRECTIVE.exec(rest);
    if (match?.index !== 0) continue;
    const [, word, rules = '', reason = ''] = match;
    return {
      isFile: word === 'ignore-file',
      rules: rules.split(',').map((name) => name.trim()).filter((name) => name !== ''),
      reason: reason.replace(/^[\s:–—-]+/, '').trim(),
      column: at,
      isAlone: line.slice(0, at).trim() === '',
    };
  }
  return null;
}

/** The next line that is no comment; null after the last. */
function nextLine(from: number, { text, lines, marker }: { readonly text: string; readonly lines: ReturnType<typeof lineIndexOf>; readonly marker: string }): number | null {
  for (let line = from + 1; line <= lines.lineCount; line += 1) {
    const { start, end } = lines.lineAt(line);
    if (!text.slice(start, end).trimStart().startsWith(marker)) return line;
  }
  return null;
}
