/** The text of a script and where it stands in its file. */
import type { ScriptText } from '../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';

export interface ScriptSource {
  readonly text: string;
  /** @param start @param end UTF-16 offsets into the text */
  placeOf(start: number, end: number): RepositoryPlace;
}

/** The whole of a file. */
export function fileSource(files: RepositoryFiles, path: string): ScriptSource | null {
  const text = files.text(path);
  return text === null ? null : { text, placeOf: (start, end) => files.place(path, start, end) };
}

/** Text that stands somewhere as a whole, such as the argument of `bash -c`. */
export function wholeSource(text: string, at: RepositoryPlace): ScriptSource {
  return { text, placeOf: () => at };
}

export function linesSource({ lines }: Pick<ScriptText, 'lines'>): ScriptSource {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of lines) {
    starts.push(length);
    length += text.length + 1;
  }
  const lineAt = (offset: number): number => Math.max(0, starts.findLastIndex((start) => start <= offset));
  return {
    text: lines.map(({ text }) => text).join('\n'),
    placeOf: (start, end) => {
      const first = lineAt(start);
      const last = lineAt(Math.max(start, end - 1));
      const from = lines[first]?.at ?? { path: '', cell: null, range: null };
      const to = lines[last]?.at ?? from;
      if (from.range === null || to.range === null) return from;
      const at = isExact(lines[first]) ? { line: from.range.start.line, column: from.range.start.column + start - (starts[first] ?? 0) } : from.range.start;
      const until = isExact(lines[last]) ? { line: to.range.start.line, column: to.range.start.column + end - (starts[last] ?? 0) } : to.range.end;
      return { path: from.path, cell: from.cell, range: { start: at, end: until } };
    },
  };
}

/** Whether the line stands in its file as it is, not folded, quoted or without its indent. */
function isExact(line: ScriptText['lines'][number] | undefined): boolean {
  const range = line?.at.range ?? null;
  return range !== null && range.start.line === range.end.line && range.end.column - range.start.column === line?.text.length;
}
