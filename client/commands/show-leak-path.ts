/**
 * Lintel: Show Leak Path. The steps of a path in a list: moving through it shows each place, across cells and files; choosing one
 * stays there; leaving goes back.
 */
import * as vscode from 'vscode';
import type { LeakStep } from '../../server/protocol/messages.ts';
import { toRange } from '../to-range.ts';

interface Item extends vscode.QuickPickItem {
  readonly location: vscode.Location;
}

/** @param steps those of the finding at the cursor when they are none */
export async function showLeakPath(steps: unknown): Promise<boolean> {
  const items = isSteps(steps) ? itemsOf(steps.map(({ uri, range, text }) => ({ location: new vscode.Location(vscode.Uri.parse(uri), toRange(range)), text }))) : itemsAtCursor();
  if (items.length === 0) {
    void vscode.window.showInformationMessage('Lintel: there is no path here; put the cursor on a finding that has one');
    return false;
  }
  const editor = vscode.window.activeTextEditor;
  const back = editor === undefined ? null : new vscode.Location(editor.document.uri, editor.selection);
  const chosen = await choose(items);
  if (chosen !== undefined) await show(chosen.location, 'stay');
  else if (back !== null) await show(back, 'stay');
  return chosen !== undefined;
}

function isSteps(value: unknown): value is readonly LeakStep[] {
  return Array.isArray(value) && value.every((step: unknown) => typeof step === 'object' && step !== null && 'uri' in step && 'range' in step && 'text' in step);
}

function itemsAtCursor(): readonly Item[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return [];
  const { uri } = editor.document;
  const found = vscode.languages.getDiagnostics(uri).filter(({ source, range, relatedInformation }) => source === 'lintel' && range.contains(editor.selection.active) && (relatedInformation?.length ?? 0) > 0);
  return found.slice(0, 1).flatMap(({ relatedInformation, message, range }) => itemsOf([...(relatedInformation ?? []).map(({ location, message: text }) => ({ location, text })), { location: new vscode.Location(uri, range), text: message }]));
}

function itemsOf(steps: readonly { readonly location: vscode.Location; readonly text: string }[]): readonly Item[] {
  return steps.map(({ location, text }, index) => {
    const label = index === steps.length - 1 ? `$(warning) ${text}` : /^\d+\. /.test(text) ? text : `${index + 1}. ${text}`;
    return { label, description: whereIs(location), location };
  });
}

function whereIs({ uri, range }: vscode.Location): string {
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.getCells().some(({ document }) => document.uri.toString() === uri.toString()));
  const cell = notebook?.getCells().findIndex(({ document }) => document.uri.toString() === uri.toString());
  const file = vscode.workspace.asRelativePath(notebook?.uri ?? uri);
  return `${file}${cell === undefined ? '' : `, cell ${cell + 1}`}, line ${range.start.line + 1}`;
}

/** Undefined when it is left without a choice. */
function choose(items: readonly Item[]): Promise<Item | undefined> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<Item>();
    pick.title = 'Leak path: up and down show each step';
    pick.placeholder = `${items.length} places`;
    pick.items = items;
    pick.keepScrollPosition = true;
    pick.onDidChangeActive(([active]) => {
      if (active !== undefined) void show(active.location, 'look');
    });
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

/** Cells are shown in their notebook. */
async function show({ uri, range }: vscode.Location, way: 'look' | 'stay'): Promise<void> {
  const preserveFocus = way === 'look';
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.getCells().some(({ document }) => document.uri.toString() === uri.toString()));
  if (notebook === undefined) {
    await vscode.window.showTextDocument(uri, { selection: range, preserveFocus, preview: preserveFocus });
    return;
  }
  const index = notebook.getCells().findIndex(({ document }) => document.uri.toString() === uri.toString());
  const cells = new vscode.NotebookRange(index, index + 1);
  const editor = await vscode.window.showNotebookDocument(notebook, { selections: [cells], preserveFocus });
  editor.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  const cell = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  if (cell === undefined) return;
  cell.selection = new vscode.Selection(range.start, range.end);
  cell.revealRange(range);
}
