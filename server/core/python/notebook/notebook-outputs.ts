/** Reads the outputs of a cell: what kind, how large, and the beginning of their plain text. */
import type { CellOutput } from '../../../../rules/api/python/document.ts';
import { keep, nextKind, skipValue } from './json-cursor.ts';
import type { JsonCursor, Span } from './json-cursor.ts';
import { readCount, readList, readObject, readText } from './json-values.ts';

/** Most characters of an output's text, as `CellOutput` says. */
const MAX_TEXT = 100_000;

const TYPES: Readonly<Record<string, CellOutput['type']>> = {
  stream: 'stream',
  execute_result: 'execute_result',
  pyout: 'execute_result',
  error: 'error',
  pyerr: 'error',
};

/** Codes that colour a traceback in a terminal. */
const COLOUR = /\u001b\[[0-9;]*m/g;

/** Reads the value of `outputs`; null when it is no list. */
export function readOutputs(cursor: JsonCursor): { readonly list: readonly CellOutput[]; readonly span: Span } | null {
  const list: CellOutput[] = [];
  const span = readList(cursor, () => {
    keep(cursor);
    list.push(readOutput(cursor));
  });
  return span === null ? null : { list, span };
}

interface OutputParts {
  type: string | null;
  text: string;
  plain: string;
  errorName: string | null;
  errorValue: string | null;
  traceback: string;
  count: number | null;
}

function readOutput(cursor: JsonCursor): CellOutput {
  const parts: OutputParts = { type: null, text: '', plain: '', errorName: null, errorValue: null, traceback: '', count: null };
  const span = readObject(cursor, (key) => readOutputPart(cursor, key, parts));
  const type = TYPES[parts.type ?? ''] ?? 'display_data';
  const isError = type === 'error';
  return {
    type,
    size: span.end - span.start,
    text: isError ? errorText(parts) : parts.text === '' ? parts.plain : parts.text,
    errorName: isError ? parts.errorName : null,
    executionCount: parts.count,
  };
}

function readOutputPart(cursor: JsonCursor, key: string, parts: OutputParts): void {
  switch (key) {
    case 'output_type':
      parts.type = readText(cursor);
      return;
    case 'text':
      parts.text = readLines(cursor);
      return;
    case 'data':
      readObject(cursor, (mime) => {
        if (mime === 'text/plain') parts.plain = readLines(cursor);
        else skipValue(cursor);
      });
      return;
    case 'ename':
      parts.errorName = readText(cursor, MAX_TEXT);
      return;
    case 'evalue':
      parts.errorValue = readText(cursor, MAX_TEXT);
      return;
    case 'traceback':
      parts.traceback = readLastItem(cursor);
      return;
    case 'execution_count':
    case 'prompt_number':
      parts.count = readCount(cursor).value;
      return;
    default:
      skipValue(cursor);
  }
}

/** A string or a list of strings, joined and cut. */
function readLines(cursor: JsonCursor): string {
  if (nextKind(cursor) !== 'list') return readText(cursor, MAX_TEXT) ?? '';
  const lines: string[] = [];
  let length = 0;
  readList(cursor, () => {
    if (length >= MAX_TEXT) {
      skipValue(cursor);
      return;
    }
    const line = readText(cursor, MAX_TEXT - length) ?? '';
    length += line.length;
    lines.push(line);
  });
  return lines.join('');
}

function readLastItem(cursor: JsonCursor): string {
  let last = '';
  readList(cursor, () => {
    last = readText(cursor, MAX_TEXT) ?? last;
  });
  return last;
}

function errorText({ traceback, errorName, errorValue }: OutputParts): string {
  const lines = traceback.replaceAll(COLOUR, '').split('\n').filter((line) => line.trim() !== '');
  return lines.at(-1) ?? [errorName, errorValue].filter((part) => part !== null).join(': ');
}
