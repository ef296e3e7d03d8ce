/** Lintel: Attest… Adds an entry for a test to the file of attestations and shows it, to be filled in. */
import * as vscode from 'vscode';
import { SCORE_METHODS, type AttestParams, type AttestResult, type EditorTest } from '../../server/protocol/score.ts';
import { STATUS_LOOKS, verdictText } from '../bridge/score-words.ts';
import { columnFor } from '../score/open-place.ts';
import type { ScoreStore, StoredFolder } from '../score/score-store.ts';
import type { Session } from '../session.ts';
import { toRange } from '../to-range.ts';

export interface AttestTarget {
  /** The folder. */
  readonly uri: string;
  readonly test: string;
  /** Of the panel, which stays to be seen; none when left out. */
  readonly column?: vscode.ViewColumn | undefined;
}

/** @param target asked for when it is none */
export async function attest({ session, store }: { readonly session: Session; readonly store: ScoreStore }, target: unknown): Promise<boolean> {
  const params: AttestParams | undefined = isTarget(target) ? { uri: target.uri, test: target.test } : await choose(store);
  if (params === undefined) return false;
  const result = await session.ask<AttestResult>(SCORE_METHODS.attest, params);
  if (!result.ok) {
    void vscode.window.showErrorMessage(`Lintel: ${result.message}`);
    return false;
  }
  return write(result, isTarget(target) && typeof target.column === 'number' ? target.column : undefined);
}

function isTarget(value: unknown): value is AttestTarget {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'test' in value && typeof value.test === 'string';
}

async function choose(store: ScoreStore): Promise<AttestParams | undefined> {
  const looking = store.look('score');
  try {
    const known = await Promise.all(store.folders().map(async (each) => (each.score === null ? ((await store.refresh(each.folder.uri)) ?? each) : each)));
    const items = known.flatMap((each) => itemsOf(each, known.length > 1));
    if (items.length === 0) void vscode.window.showInformationMessage('Lintel: there is no score, so there is nothing to attest');
    const chosen = items.length === 0 ? undefined : await vscode.window.showQuickPick(items, { title: 'Attest a test', placeHolder: 'What no file can prove, people state', matchOnDescription: true });
    return chosen?.params;
  } finally {
    looking.dispose();
  }
}

function itemsOf({ folder, score }: StoredFolder, isNamed: boolean): readonly (vscode.QuickPickItem & { readonly params: AttestParams })[] {
  const tests: readonly EditorTest[] = score?.sections.flatMap((section) => section.tests) ?? [];
  return tests
    .filter(({ mayAttest, points, most }) => mayAttest && points < most)
    .map((test) => ({ label: `$(${STATUS_LOOKS[test.status].icon}) ${test.id}`, description: test.title, detail: `${isNamed ? `${folder.name}: ` : ''}${verdictText(test)}`, params: { uri: folder.uri.toString(), test: test.id } }));
}

/** The file is left for its user to fill in and save. */
async function write({ uri, creates, edits, line }: Extract<AttestResult, { ok: true }>, column: vscode.ViewColumn | undefined): Promise<boolean> {
  const file = vscode.Uri.parse(uri, true);
  const creation = new vscode.WorkspaceEdit();
  if (creates) creation.createFile(file, { ignoreIfExists: true });
  if (creates && !(await vscode.workspace.applyEdit(creation))) return false;
  // shown before it is changed: the editor opens changed files that nobody sees in front of the panel
  const editor = await vscode.window.showTextDocument(file, columnFor(column));
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of edits) edit.insert(file, toRange(range).start, newText);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const statement = findStatement(editor.document, line);
  editor.selection = new vscode.Selection(statement, statement);
  editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  return true;
}

/** Between the quotes of the statement, which comes first. */
function findStatement(document: vscode.TextDocument, entryLine: number): vscode.Position {
  for (let line = entryLine; line < document.lineCount; line += 1) {
    const at = document.lineAt(line).text.indexOf('statement: "');
    if (at >= 0) return new vscode.Position(line, at + 'statement: "'.length);
  }
  return new vscode.Position(entryLine, 0);
}
