/**
 * Reads the JSON of a notebook (nbformat 3 and 4) into cells that know where they stand in the file. Total: whatever has another type
 * than expected counts as missing; of repeated keys the last one holds, as in Python's `json`.
 */
import type { Cell, CellOutput } from '../../../../rules/api/python/document.ts';
import { expectEnd, keep, nextKind, openJson, readMembers, readString, skipValue } from './json-cursor.ts';
import type { JsonCursor, JsonProblem, Span } from './json-cursor.ts';
import { stringText } from './json-string.ts';
import { readCount, readList, readObject, readText, skipped } from './json-values.ts';
import type { ReadCount } from './json-values.ts';
import { kernelLanguage } from './kernel-language.ts';
import type { KernelWords } from './kernel-language.ts';
import { readOutputs } from './notebook-outputs.ts';

/** A cell's source in the file. */
export interface JsonSource {
  readonly kind: 'string' | 'list';
  /** The value: the string with its quotes, or the list with its brackets. */
  readonly span: Span;
  /** The string itself, or the list's strings; `offset` is where its text starts in the cell's source. */
  readonly strings: readonly (Span & { readonly offset: number })[];
}

export interface FileCell {
  readonly type: Cell['type'];
  readonly source: string;
  readonly executionCount: number | null;
  readonly outputs: readonly CellOutput[];
  readonly tags: readonly string[];
  /** What the editor noted as the cell's language; null when it noted none. */
  readonly languageId: string | null;
  readonly place: CellPlace;
}

/** Where the parts of a cell stand in the file. */
export interface CellPlace {
  readonly span: Span;
  /** Null when the cell has no source that could be edited. */
  readonly source: JsonSource | null;
  /** The value of `outputs`; null when there is none. */
  readonly outputs: Span | null;
  readonly executionCount: Span | null;
  readonly id: string | null;
}

export interface NotebookFile {
  readonly cells: readonly FileCell[];
  /** The list of cells with its brackets; null where worksheets hold the cells (nbformat 3). */
  readonly cellList: Span | null;
  readonly language: string;
}

export type NotebookFileResult =
  | { readonly ok: true; readonly file: NotebookFile }
  | { readonly ok: false; readonly problem: JsonProblem | 'no-object' | 'no-cells' };

interface CellList {
  readonly cells: readonly FileCell[];
  readonly span: Span | null;
}

interface NotebookParts {
  cells: CellList | null;
  worksheets: CellList | null;
  kernel: KernelWords | null;
}

/** Returns the cells of the file. Cost: reads the text once; keeps sources and the beginnings of outputs. */
export function readNotebookFile(text: string): NotebookFileResult {
  const cursor = openJson(text);
  const parts: NotebookParts = { cells: null, worksheets: null, kernel: null };
  const isObject = nextKind(cursor) === 'object';
  if (isObject) {
    readMembers(cursor, (key) => {
      if (key === 'cells') parts.cells = readCellList(cursor);
      else if (key === 'worksheets') parts.worksheets = readWorksheets(cursor);
      else if (key === 'metadata') parts.kernel = readKernelWords(cursor);
      else skipValue(cursor);
    });
  } else skipValue(cursor);
  expectEnd(cursor);
  if (cursor.problem !== null) return { ok: false, problem: cursor.problem };
  const list = parts.cells ?? parts.worksheets;
  if (list === null) return { ok: false, problem: isObject ? 'no-cells' : 'no-object' };
  return { ok: true, file: { cells: list.cells, cellList: list.span, language: kernelLanguage(parts.kernel) } };
}

function readWorksheets(cursor: JsonCursor): CellList | null {
  const lists: CellList[] = [];
  readList(cursor, () =>
    readObject(cursor, (key) => {
      const list = key === 'cells' ? readCellList(cursor) : skipped(cursor);
      if (list !== null) lists.push(list);
    }),
  );
  return lists.length === 0 ? null : { cells: lists.flatMap(({ cells }) => cells), span: null };
}

function readCellList(cursor: JsonCursor): CellList | null {
  const cells: FileCell[] = [];
  const span = readList(cursor, () => {
    keep(cursor);
    cells.push(readCell(cursor));
  });
  return span === null ? null : { cells, span };
}

interface CellParts {
  type: string | null;
  source: ReadSource | null;
  input: ReadSource | null;
  count: ReadCount | null;
  outputs: { readonly list: readonly CellOutput[]; readonly span: Span } | null;
  metadata: CellMetadata | null;
  id: string | null;
}

function readCell(cursor: JsonCursor): FileCell {
  const parts: CellParts = { type: null, source: null, input: null, count: null, outputs: null, metadata: null, id: null };
  const span = readObject(cursor, (key) => readCellPart(cursor, key, parts));
  const source = parts.source ?? parts.input;
  const type = cellType(parts.type);
  return {
    type,
    source: source?.text ?? '',
    executionCount: type === 'code' ? (parts.count?.value ?? null) : null,
    outputs: parts.outputs?.list ?? [],
    tags: parts.metadata?.tags ?? [],
    languageId: parts.metadata?.languageId ?? null,
    place: {
      span,
      source: source?.json ?? null,
      outputs: parts.outputs?.span ?? null,
      executionCount: parts.count?.span ?? null,
      id: parts.id,
    },
  };
}

function readCellPart(cursor: JsonCursor, key: string, parts: CellParts): void {
  switch (key) {
    case 'cell_type':
      parts.type = readText(cursor);
      return;
    case 'source':
      parts.source = readSource(cursor);
      return;
    case 'input':
      parts.input = readSource(cursor);
      return;
    case 'execution_count':
    case 'prompt_number':
      parts.count = readCount(cursor);
      return;
    case 'outputs':
      parts.outputs = readOutputs(cursor);
      return;
    case 'metadata':
      parts.metadata = readCellMetadata(cursor);
      return;
    case 'id':
      parts.id = readText(cursor);
      return;
    default:
      skipValue(cursor);
  }
}

function cellType(type: string | null): Cell['type'] {
  if (type === 'code') return 'code';
  return type === 'markdown' || type === 'heading' ? 'markdown' : 'raw';
}

interface ReadSource {
  readonly text: string;
  /** Null when something else than strings is in the list. */
  readonly json: JsonSource | null;
}

function readSource(cursor: JsonCursor): ReadSource | null {
  if (nextKind(cursor) === 'string') {
    const span = readString(cursor);
    return { text: stringText(cursor.text, span), json: { kind: 'string', span, strings: [{ ...span, offset: 0 }] } };
  }
  const texts: string[] = [];
  const strings: (Span & { offset: number })[] = [];
  let offset = 0;
  let isSound = true;
  const span = readList(cursor, () => {
    keep(cursor);
    if (nextKind(cursor) !== 'string') {
      isSound = false;
      skipValue(cursor);
      return;
    }
    const { start, end } = readString(cursor);
    const text = stringText(cursor.text, { start, end });
    texts.push(text);
    strings.push({ start, end, offset });
    offset += text.length;
  });
  return span === null ? null : { text: texts.join(''), json: isSound ? { kind: 'list', span, strings } : null };
}

interface CellMetadata {
  readonly tags: readonly string[];
  readonly languageId: string | null;
}

function readCellMetadata(cursor: JsonCursor): CellMetadata {
  let tags: string[] = [];
  let languageId: string | null = null;
  readObject(cursor, (key) => {
    if (key === 'tags') {
      tags = [];
      readList(cursor, () => {
        keep(cursor);
        const tag = readText(cursor);
        if (tag !== null) tags.push(tag);
      });
    } else if (key === 'vscode') {
      readObject(cursor, (inner) => {
        if (inner === 'languageId') languageId = readText(cursor);
        else skipValue(cursor);
      });
    } else skipValue(cursor);
  });
  return { tags, languageId };
}

function readKernelWords(cursor: JsonCursor): KernelWords {
  const words = { kernelLanguage: null as string | null, kernelName: null as string | null, languageName: null as string | null };
  readObject(cursor, (key) => {
    if (key === 'kernelspec') {
      readObject(cursor, (inner) => {
        if (inner === 'language') words.kernelLanguage = readText(cursor);
        else if (inner === 'name') words.kernelName = readText(cursor);
        else skipValue(cursor);
      });
    } else if (key === 'language_info') {
      readObject(cursor, (inner) => {
        if (inner === 'name') words.languageName = readText(cursor);
        else skipValue(cursor);
      });
    } else skipValue(cursor);
  });
  return words;
}
