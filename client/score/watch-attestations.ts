/** While a file of attestations is in an editor, scores are computed: they say what is wrong with it. */
import * as vscode from 'vscode';
import type { ScoreStore } from './score-store.ts';

const ATTESTATIONS = /\/\.lintel\/attestations(?:\.ya?ml|\/[^/]+\.ya?ml)$/;

export function watchAttestations(store: ScoreStore): vscode.Disposable {
  let looking: vscode.Disposable | null = null;
  const follow = (editors: readonly vscode.TextEditor[]): void => {
    const isThere = editors.some(({ document: { uri } }) => uri.scheme === 'file' && ATTESTATIONS.test(uri.path));
    if (isThere) looking ??= store.look('score');
    else looking?.dispose();
    if (!isThere) looking = null;
  };
  follow(vscode.window.visibleTextEditors);
  return vscode.Disposable.from(vscode.window.onDidChangeVisibleTextEditors(follow), new vscode.Disposable(() => looking?.dispose()));
}
