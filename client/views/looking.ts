/** What the trees of the side bar have in common: they look while they are seen, and say what is under way. */
import * as vscode from 'vscode';
import type { Looked, ScoreStore, StoredFolder } from '../score/score-store.ts';

export function lookWhileVisible(view: Pick<vscode.TreeView<unknown>, 'visible' | 'onDidChangeVisibility'>, { store, at }: { readonly store: ScoreStore; readonly at: Looked }): vscode.Disposable {
  let looking: vscode.Disposable | null = null;
  const follow = (): void => {
    if (view.visible) looking ??= store.look(at);
    else looking?.dispose();
    if (!view.visible) looking = null;
  };
  follow();
  return vscode.Disposable.from(view.onDidChangeVisibility(follow), new vscode.Disposable(() => looking?.dispose()));
}

/** @param failure what is said of a folder that could not be looked at; empty when nothing is under way */
export function progressText(folders: readonly StoredFolder[], failure: string): string {
  const busy = folders.find(({ state }) => state.kind === 'computing' || state.kind === 'waiting');
  if (busy?.state.kind === 'computing') return `Looking at ${busy.folder.name}… ${Math.round(busy.state.done * 100)} %`;
  const failed = folders.find(({ state }) => state.kind === 'failed');
  if (failed?.state.kind === 'failed') return `${failure}: ${failed.state.text}`;
  return busy === undefined || folders.length === 0 ? '' : 'Waiting for the language server…';
}
