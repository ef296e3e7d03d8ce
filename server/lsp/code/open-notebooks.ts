/**
 * Notebooks that are open, cell by cell, as the client tells of them. (`NotebookDocuments` of the library tells nothing of cells that
 * only moved, and reads messages out of step.)
 */
import type { Connection, NotebookCell, NotebookDocument } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LiveCell, LiveNotebook } from '../../core/python/session/live-notebook.ts';

export interface OpenNotebook {
  readonly uri: string;
  /** All cells, in order. */
  readonly cells: readonly OpenCell[];
}

export interface OpenCell {
  readonly cell: NotebookCell;
  readonly document: TextDocument;
  /** Of its last run. Editors forget it with the first character typed; that the cell has run stays true. */
  readonly executionCount: number | null;
}

export interface NotebookEvents {
  onOpenOrChange(notebook: OpenNotebook): void;
  onSave(notebook: OpenNotebook): void;
  onClose(notebook: OpenNotebook): void;
}

/** NotebookCellKind of the protocol. */
const CODE = 2;

export class OpenNotebooks {
  readonly #notebooks = new Map<string, NotebookDocument>();
  readonly #texts = new Map<string, TextDocument>();
  /** The last run of each cell, with what it ran. */
  readonly #runs = new Map<string, { readonly count: number; readonly text: string }>();
  readonly #events: NotebookEvents;

  constructor(events: NotebookEvents) {
    this.#events = events;
  }

  listen({ notebooks: { synchronization } }: Connection): void {
    synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
      this.#notebooks.set(notebookDocument.uri, notebookDocument);
      for (const { uri, languageId, version, text } of cellTextDocuments) this.#texts.set(uri, TextDocument.create(uri, languageId, version, text));
      notebookDocument.cells.forEach((cell) => this.#noteRun(cell));
      this.#tell(notebookDocument.uri, (notebook) => this.#events.onOpenOrChange(notebook));
    });
    synchronization.onDidChangeNotebookDocument(({ notebookDocument: { uri }, change }) => {
      const notebook = this.#notebooks.get(uri);
      if (notebook === undefined) return;
      const { structure, data, textContent } = change.cells ?? {};
      // a cell whose language changes is closed and opened again under its old address
      for (const closed of structure?.didClose ?? []) this.#texts.delete(closed.uri);
      for (const { uri: cell, languageId, version, text } of structure?.didOpen ?? []) this.#texts.set(cell, TextDocument.create(cell, languageId, version, text));
      if (structure !== undefined) notebook.cells.splice(structure.array.start, structure.array.deleteCount, ...(structure.array.cells ?? []));
      for (const changed of data ?? []) notebook.cells = notebook.cells.map((cell) => (cell.document === changed.document ? changed : cell));
      for (const { document, changes } of textContent ?? []) {
        const text = this.#texts.get(document.uri);
        if (text !== undefined) this.#texts.set(document.uri, TextDocument.update(text, changes, document.version));
      }
      for (const cell of [...(data ?? []), ...(structure?.array.cells ?? [])]) this.#noteRun(cell);
      this.#tell(uri, (one) => this.#events.onOpenOrChange(one));
    });
    synchronization.onDidSaveNotebookDocument(({ notebookDocument: { uri } }) => this.#tell(uri, (notebook) => this.#events.onSave(notebook)));
    synchronization.onDidCloseNotebookDocument(({ notebookDocument: { uri }, cellTextDocuments }) => {
      this.#tell(uri, (notebook) => this.#events.onClose(notebook));
      this.#notebooks.delete(uri);
      for (const cell of cellTextDocuments) {
        this.#texts.delete(cell.uri);
        this.#runs.delete(cell.uri);
      }
    });
  }

  get(uri: string): OpenNotebook | null {
    const notebook = this.#notebooks.get(uri);
    if (notebook === undefined) return null;
    const cells = notebook.cells.flatMap((cell) => {
      const document = this.#texts.get(cell.document);
      return document === undefined ? [] : [{ cell, document, executionCount: this.#runs.get(cell.document)?.count ?? null }];
    });
    return { uri, cells };
  }

  /** The notebook that a cell is in, and its number; null for what is no cell. */
  ofCell(uri: string): { readonly notebook: OpenNotebook; readonly number: number } | null {
    for (const { uri: notebookUri, cells } of this.#notebooks.values()) {
      const index = cells.findIndex((cell) => cell.document === uri);
      const notebook = index < 0 ? null : this.get(notebookUri);
      if (notebook !== null) return { notebook, number: index + 1 };
    }
    return null;
  }

  /** A count that is gone though the text is the one that ran was taken away by a person. */
  #noteRun(cell: NotebookCell): void {
    const text = this.#texts.get(cell.document)?.getText() ?? '';
    const count = cell.executionSummary?.executionOrder ?? countIn(cell.metadata);
    if (count !== null) this.#runs.set(cell.document, { count, text });
    else if (this.#runs.get(cell.document)?.text === text) this.#runs.delete(cell.document);
  }

  #tell(uri: string, event: (notebook: OpenNotebook) => void): void {
    const notebook = this.get(uri);
    if (notebook !== null) event(notebook);
  }
}

export function toLiveNotebook({ cells }: OpenNotebook): LiveNotebook {
  return {
    cells: cells.map(({ cell, document, executionCount }): LiveCell => ({
      type: cell.kind === CODE ? 'code' : 'markdown',
      languageId: document.languageId,
      text: document.getText(),
      executionCount,
      tags: tagsIn(cell.metadata),
    })),
  };
}

/** Where editors keep what the file says of a cell: VS Code, VS Code before 1.88, others. */
function ofFile(metadata: unknown): readonly unknown[] {
  return [member(metadata, 'metadata'), member(member(metadata, 'custom'), 'metadata'), metadata];
}

function tagsIn(metadata: unknown): readonly string[] {
  const lists = ofFile(metadata).map((place) => member(place, 'tags'));
  const list = lists.find((each) => Array.isArray(each));
  return Array.isArray(list) ? list.filter((tag) => typeof tag === 'string') : [];
}

function countIn(metadata: unknown): number | null {
  const counts = [metadata, ...ofFile(metadata)].map((place) => member(place, 'execution_count'));
  return counts.find((count) => typeof count === 'number') ?? null;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
