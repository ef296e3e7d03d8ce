/** Changes whole cells of an open notebook: deletes and adds some, clears outputs, adds tags. What needs a second look opens the preview. */
import * as vscode from 'vscode';
import type { CellChange, EditCellsParams } from '../../server/protocol/messages.ts';

export async function editCells(params: unknown): Promise<boolean> {
  if (!isParams(params)) return false;
  const notebook = vscode.workspace.notebookDocuments.find(({ uri }) => uri.toString() === vscode.Uri.parse(params.uri).toString());
  if (notebook === undefined) return false;
  const edits = params.changes.flatMap((change) => toEdit(notebook, change) ?? []);
  if (edits.length < params.changes.length) return false;
  const edit = new vscode.WorkspaceEdit();
  const confirm = params.needsConfirmation ? { label: params.title, needsConfirmation: true } : undefined;
  edit.set(notebook.uri, edits.map((each): [vscode.NotebookEdit, vscode.WorkspaceEditEntryMetadata | undefined] => [each, confirm]));
  return vscode.workspace.applyEdit(edit);
}

function isParams(value: unknown): value is EditCellsParams {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, title, needsConfirmation, changes } = value as Partial<Record<keyof EditCellsParams, unknown>>;
  return typeof uri === 'string' && typeof title === 'string' && typeof needsConfirmation === 'boolean' && Array.isArray(changes);
}

/** Null when the cell is gone. */
function toEdit(notebook: vscode.NotebookDocument, change: CellChange): vscode.NotebookEdit | null {
  if (change.kind === 'insert-cell') {
    const kind = change.type === 'code' ? vscode.NotebookCellKind.Code : vscode.NotebookCellKind.Markup;
    return vscode.NotebookEdit.insertCells(change.index, [new vscode.NotebookCellData(kind, change.source, change.type === 'code' ? 'python' : 'markdown')]);
  }
  if (change.index >= notebook.cellCount) return null;
  const cell = notebook.cellAt(change.index);
  switch (change.kind) {
    case 'delete-cell':
      return vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(change.index, change.index + 1));
    case 'clear-outputs':
      return vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(change.index, change.index + 1), [withoutOutputs(cell)]);
    case 'add-tag':
      return vscode.NotebookEdit.updateCellMetadata(change.index, withTag(cell.metadata, change.tag));
  }
}

function withoutOutputs(cell: vscode.NotebookCell): vscode.NotebookCellData {
  const data = new vscode.NotebookCellData(cell.kind, cell.document.getText(), cell.document.languageId);
  data.metadata = { ...cell.metadata, execution_count: null };
  return data;
}

/** The file's own metadata of a cell stands inside of what VS Code keeps of it. */
function withTag(metadata: vscode.NotebookCell['metadata'], tag: string): Record<string, unknown> {
  const inFile: unknown = metadata['metadata'];
  const own = typeof inFile === 'object' && inFile !== null ? (inFile as Readonly<Record<string, unknown>>) : {};
  const tags: readonly unknown[] = Array.isArray(own['tags']) ? own['tags'] : [];
  return { ...metadata, metadata: { ...own, tags: tags.includes(tag) ? tags : [...tags, tag] } };
}
