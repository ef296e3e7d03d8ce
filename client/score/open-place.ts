/** Shows where something stands: a line of a file, or of a cell of a notebook. */
import * as vscode from 'vscode';
import type { EditorPlace } from '../../server/protocol/place.ts';
import { toRange } from '../to-range.ts';

/** Opens the place it is given. */
export const OPEN_PLACE_COMMAND = 'lintel.openScorePlace';

/** Null for what is no place. */
export function placeOf(value: unknown): EditorPlace | null {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'cell' in value && 'range' in value ? (value as EditorPlace) : null;
}

/** @param column beside which the place is shown when it is that of a panel; undefined for the active one */
export async function openPlace({ uri, cell, range }: EditorPlace, column?: vscode.ViewColumn): Promise<void> {
  const file = vscode.Uri.parse(uri, true);
  const selection = range === null ? undefined : toRange(range);
  const viewColumn = columnFor(column);
  try {
    if (cell === null) await vscode.window.showTextDocument(file, { ...(selection === undefined ? {} : { selection }), ...viewColumn });
    else await openCell(await vscode.workspace.openNotebookDocument(file), { cell, selection, viewColumn });
  } catch {
    // what is no text has an editor of its own
    await vscode.commands.executeCommand('vscode.open', file, viewColumn);
  }
}

interface CellPlace {
  readonly cell: number;
  readonly selection: vscode.Range | undefined;
  readonly viewColumn: ReturnType<typeof columnFor>;
}

async function openCell(notebook: vscode.NotebookDocument, { cell, selection, viewColumn }: CellPlace): Promise<void> {
  const cells = new vscode.NotebookRange(cell, cell + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { selections: [cells], ...viewColumn });
  editor.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  if (selection === undefined || cell >= notebook.cellCount) return;
  const address = notebook.cellAt(cell).document.uri.toString();
  const inside = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === address);
  if (inside === undefined) return;
  inside.selection = new vscode.Selection(selection.start, selection.end);
  inside.revealRange(selection);
}

/** A group beside the panel's that is there already, so that the panel stays to be seen; else a new one. @param own undefined for the active one */
export function columnFor(own: vscode.ViewColumn | undefined): { readonly viewColumn?: vscode.ViewColumn } {
  if (own === undefined) return {};
  const other = vscode.window.tabGroups.all.find(({ viewColumn }) => viewColumn !== own);
  return { viewColumn: other?.viewColumn ?? vscode.ViewColumn.Beside };
}
