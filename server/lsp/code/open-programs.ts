/** Programs that are open in the editor: scripts, notebooks, and notebooks shown as text; and where their places are for the editor. */
import type { Location, Position, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { judgeName } from '../../core/discovery/file-kinds.ts';
import { fileName, joinPath } from '../../core/paths.ts';
import { rawPlacesOf } from '../../core/python/notebook/raw-places.ts';
import type { RawPlaces } from '../../core/python/notebook/raw-places.ts';
import type { LiveText } from '../../core/python/session/live-notebook.ts';
import type { Range as ReportRange } from '../../core/report.ts';
import { toRange } from '../convert/to-range.ts';
import { toLiveNotebook } from './open-notebooks.ts';
import type { OpenNotebook, OpenNotebooks } from './open-notebooks.ts';

export interface OpenProgramsRequest {
  readonly notebooks: OpenNotebooks;
  readonly documentOf: (uri: string) => TextDocument | undefined;
  readonly pathOfUri: (uri: string) => string | null;
  readonly uriOfPath: (path: string) => string;
  /** Absolute folder that programs without a file are taken to be in. */
  readonly defaultFolder: () => string;
  /** The text of a program that is not open; null when there is none. */
  readonly closedText: (path: string) => string | null;
}

/** A document of the editor as a part of a program. */
export interface ProgramPart {
  /** Absolute. */
  readonly path: string;
  /** 1-based; null for scripts. */
  readonly cell: number | null;
  readonly document: TextDocument;
}

/** A place as findings name it. */
export interface ProgramPlace {
  /** Absolute. */
  readonly path: string;
  readonly cell: number | null;
  readonly range: ReportRange | null;
}

export class OpenPrograms {
  readonly #request: OpenProgramsRequest;
  /** Addresses of open notebooks and scripts by path. */
  readonly #notebookUris = new Map<string, string>();
  readonly #textUris = new Map<string, string>();
  readonly #raw = new Map<string, { readonly text: string; readonly places: RawPlaces }>();

  constructor(request: OpenProgramsRequest) {
    this.#request = request;
  }

  /** The path that stands for a document; null for what is no program. */
  pathOf(uri: string, languageId: string | null): string | null {
    const path = this.#request.pathOfUri(uri);
    if (path !== null) return judgeName(fileName(path)) === 'program' ? path : null;
    if (!uri.startsWith('untitled:') || (languageId !== null && languageId !== 'python')) return null;
    const name = decodeURIComponent(uri.slice('untitled:'.length).replace(/[?#].*$/, '')).replace(/^.*\//, '');
    const end = languageId === null ? '.ipynb' : '.py';
    return joinPath(this.#request.defaultFolder(), `untitled:${name.endsWith(end) ? name : `${name}${end}`}`);
  }

  /** True for programs that have no file. */
  isUntitled(path: string): boolean {
    return fileName(path).startsWith('untitled:');
  }

  openText(uri: string, languageId: string): string | null {
    const path = this.pathOf(uri, languageId);
    if (path !== null) this.#textUris.set(path, uri);
    return path;
  }

  openNotebook({ uri }: OpenNotebook): string | null {
    const path = this.pathOf(uri, null);
    if (path !== null) this.#notebookUris.set(path, uri);
    return path;
  }

  closeText(uri: string): string | null {
    return closeIn(this.#textUris, uri);
  }

  closeNotebook(uri: string): string | null {
    return closeIn(this.#notebookUris, uri);
  }

  /** What the editor shows of the program: its cells rather than its file. Null when it is not open. */
  liveOf(path: string): LiveText | null {
    const notebook = this.#notebookAt(path);
    if (notebook !== null) return toLiveNotebook(notebook);
    return this.#request.documentOf(this.#textUris.get(path) ?? '')?.getText() ?? null;
  }

  /** Null for documents that are no part of a program. */
  partAt(uri: string): ProgramPart | null {
    const inNotebook = this.#request.notebooks.ofCell(uri);
    if (inNotebook !== null) {
      const path = this.pathOf(inNotebook.notebook.uri, null);
      const document = inNotebook.notebook.cells[inNotebook.number - 1]?.document;
      return path === null || document === undefined ? null : { path, cell: inNotebook.number, document };
    }
    const document = this.#request.documentOf(uri);
    const path = document === undefined ? null : this.pathOf(uri, document.languageId);
    return path === null || document === undefined || this.#notebookAt(path) !== null ? null : { path, cell: null, document };
  }

  /** Addresses whose diagnostics are those of the program: of a notebook that is open, its cells. */
  addressesOf(path: string): readonly string[] {
    const notebook = this.#notebookAt(path);
    return notebook === null ? [this.#fileUri(path)] : notebook.cells.map(({ document }) => document.uri);
  }

  /** Where the editor shows a place: in the cell of an open notebook, else in the file, which for notebooks is JSON. */
  locationOf({ path, cell, range }: ProgramPlace): Location {
    const notebook = this.#notebookAt(path);
    if (notebook !== null) {
      const found = notebook.cells[(cell ?? 1) - 1] ?? notebook.cells[0];
      return { uri: found?.document.uri ?? notebook.uri, range: toRange(range) };
    }
    const uri = this.#fileUri(path);
    return cell === null || range === null ? { uri, range: toRange(range) } : { uri, range: toRange(this.#rawPlaces(path).rangeOf(cell, range)) };
  }

  /** The address of a notebook that is open as one; null for others. */
  notebookUri(path: string): string | null {
    return this.#notebookAt(path)?.uri ?? null;
  }

  #notebookAt(path: string): OpenNotebook | null {
    return this.#request.notebooks.get(this.#notebookUris.get(path) ?? '');
  }

  #fileUri(path: string): string {
    return this.#textUris.get(path) ?? this.#request.uriOfPath(path);
  }

  #rawPlaces(path: string): RawPlaces {
    const text = this.#request.documentOf(this.#textUris.get(path) ?? '')?.getText() ?? this.#request.closedText(path) ?? '';
    const known = this.#raw.get(path);
    if (known?.text === text) return known.places;
    const places = rawPlacesOf(text);
    this.#raw.set(path, { text, places });
    return places;
  }
}

function closeIn(uris: Map<string, string>, uri: string): string | null {
  for (const [path, each] of uris) {
    if (each !== uri) continue;
    uris.delete(path);
    return path;
  }
  return null;
}

/** 0-based to 1-based. */
export function toReportPosition({ line, character }: Position): ReportRange['start'] {
  return { line: line + 1, column: character + 1 };
}

export function contains(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

export function overlaps(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
