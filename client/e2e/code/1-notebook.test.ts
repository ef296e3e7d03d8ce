import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { apply, fileUri, until } from '../support.ts';

const leak = '`StandardScaler` learns from all rows, `X_test` among them, before the split';
const nan = 'Comparing with `np.nan` by `==` is false for every value';

/** The cell with this number, as the editor counts. */
function cell(notebook: vscode.NotebookDocument, number: number): vscode.TextDocument {
  return notebook.cellAt(number - 1).document;
}

/** What Lintel says of a cell, `line: message`. */
function said(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'lintel')
    .map(({ range, message }) => `${range.start.line + 1}: ${message}`);
}

async function becomes(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  const isThere = (): boolean => JSON.stringify(said(document)) === JSON.stringify(expected);
  await until(`the findings in ${document.uri.toString()}`, isThere).catch(() => assert.deepEqual(said(document), expected));
}

/** Brings the cell into view first: the editor has no model of others. */
async function actionIn(document: vscode.TextDocument, title: RegExp): Promise<vscode.CodeAction> {
  return until(`the action ${title}`, async () => {
    const editor = vscode.window.activeNotebookEditor;
    const index = editor?.notebook.getCells().findIndex((each) => each.document === document) ?? -1;
    editor?.revealRange(new vscode.NotebookRange(index, index + 1));
    if (!vscode.window.visibleTextEditors.some((each) => each.document === document)) return false;
    const [diagnostic] = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'lintel');
    if (diagnostic === undefined) return false;
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, diagnostic.range);
    return actions.find((action) => title.test(action.title));
  });
}

describe('a student opens a notebook', () => {
  let notebook: vscode.NotebookDocument;

  before(async () => {
    notebook = await vscode.workspace.openNotebookDocument(fileUri('illness.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
  });

  it('and sees the findings in its cells', async () => {
    await becomes(cell(notebook, 5), [`2: ${leak}`]);
    await becomes(cell(notebook, 8), [`2: ${nan}`]);
    assert.deepEqual(vscode.languages.getDiagnostics(notebook.uri), []);
  });

  it('the path of the leak leads through the cells', async () => {
    const [diagnostic] = vscode.languages.getDiagnostics(cell(notebook, 5).uri).filter(({ source }) => source === 'lintel');
    const steps = diagnostic?.relatedInformation?.map(({ location, message }) => [notebook.getCells().findIndex(({ document }) => document.uri.toString() === location.uri.toString()) + 1, location.range.start.line + 1, message]);
    assert.deepEqual(steps, [
      [4, 1, '1. `people.csv` is loaded (cell 4, line 1)'],
      [5, 2, '2. `StandardScaler` learns from rows that judge the model (cell 5, line 2)'],
      [7, 1, '3. the rows that judge the model are chosen (cell 7, line 1)'],
      [7, 2, '4. `LogisticRegression` is trained (cell 7, line 2)'],
      [8, 1, '5. it is scored on `X_test` (cell 8, line 1)'],
    ]);
  });

  it('and sees a finding come and go while typing', async () => {
    const { uri } = cell(notebook, 4);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '1 == np.nan\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await becomes(cell(notebook, 4), [`1: ${nan}`]);
    const back = new vscode.WorkspaceEdit();
    back.delete(uri, new vscode.Range(0, 0, 1, 0));
    assert.ok(await vscode.workspace.applyEdit(back));
    await becomes(cell(notebook, 4), []);
  });

  it('and mends one, which is gone then', async () => {
    const action = await actionIn(cell(notebook, 8), /isna/);
    assert.equal(action.isPreferred, true);
    await apply(action);
    assert.equal(cell(notebook, 8).getText(), 'print(model.score(X_test, y_test))\ndf[df["age"].isna()]');
    await becomes(cell(notebook, 8), []);
  });

  it('a fix that changes what is computed asks first', async () => {
    const action = await actionIn(cell(notebook, 5), /review/);
    const entries = action.edit?.entries().map(([uri]) => notebook.getCells().findIndex(({ document }) => document.uri.toString() === uri.toString()) + 1);
    assert.deepEqual(entries, [5, 7]);
  });

  it('ignoring writes a comment with the reason into the cell', async () => {
    const { command } = await actionIn(cell(notebook, 5), /with a reason/);
    await vscode.commands.executeCommand(command?.command ?? '', ...(command?.arguments ?? []), 'only a first look');
    assert.equal(cell(notebook, 5).lineAt(1).text, '# lintel: ignore[leakage/fit-before-split] only a first look');
    await becomes(cell(notebook, 5), []);
  });

  it('a cell tag ignores as well', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(cell(notebook, 2).uri, new vscode.Position(0, 0), 'import numpy as np\n1 == np.nan\n');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await becomes(cell(notebook, 2), [`2: ${nan}`]);
    await apply(await actionIn(cell(notebook, 2), /by a tag/));
    await becomes(cell(notebook, 2), []);
    const metadata = notebook.cellAt(1).metadata as { readonly metadata?: { readonly tags?: readonly string[] } };
    assert.deepEqual(metadata.metadata?.tags, ['lintel-ignore:correctness/nan-equality']);
  });
});
