/** What is known of the scores and the debt of the workspace's folders. The server computes them only while somebody here looks. */
import * as vscode from 'vscode';
import type { EditorDebt } from '../../server/protocol/debt.ts';
import { SCORE_METHODS, type EditorScore, type FolderScore, type ScoreChangedParams, type ScoreParams, type ScoreResult, type ScoreShownParams } from '../../server/protocol/score.ts';
import type { Session } from '../session.ts';

export interface StoredFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly state: FolderScore['state'];
  readonly score: EditorScore | null;
  readonly debt: EditorDebt | null;
}

export interface ScoreStore extends vscode.Disposable {
  /** In the order of the workspace; only those on disk. */
  folders(): readonly StoredFolder[];
  readonly onChanged: vscode.Event<void>;
  /** From here on scores are computed, until this one and all others look away. */
  look(): vscode.Disposable;
  /** Computes again. Errors: throws when the server cannot be started. */
  refresh(folder: vscode.Uri): Promise<StoredFolder | null>;
}

export function createScoreStore(session: Session): ScoreStore {
  const changed = new vscode.EventEmitter<void>();
  const byUri = new Map<string, Pick<StoredFolder, 'state' | 'score' | 'debt'>>();
  const viewers = new Set<object>();
  const tell = (): void => {
    const params: ScoreShownParams = { isShown: viewers.size > 0 };
    session.tell(SCORE_METHODS.scoreShown, params);
  };
  const take = ({ uri, state, score, debt }: ScoreChangedParams): void => {
    const key = keyOf(vscode.Uri.parse(uri));
    const before = byUri.get(key) ?? WAITING;
    byUri.set(key, { state, score: score === undefined ? before.score : score, debt: debt === undefined ? before.debt : debt });
    changed.fire();
  };
  const folders = (): readonly StoredFolder[] =>
    (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file').map((folder) => ({ folder, ...(byUri.get(keyOf(folder.uri)) ?? WAITING) }));
  const disposables = vscode.Disposable.from(
    changed,
    session.onScoreChanged(take),
    session.onRunning(() => {
      if (viewers.size > 0) tell();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
  );
  return {
    folders,
    onChanged: changed.event,
    look: () => {
      const viewer = {};
      viewers.add(viewer);
      if (viewers.size === 1) tell();
      return new vscode.Disposable(() => {
        if (viewers.delete(viewer) && viewers.size === 0) tell();
      });
    },
    refresh: async (uri) => {
      const params: ScoreParams = { uri: uri.toString(), refreshes: true };
      const result = await session.ask<ScoreResult>(SCORE_METHODS.score, params);
      if (result !== null) take(result);
      return folders().find(({ folder }) => keyOf(folder.uri) === keyOf(uri)) ?? null;
    },
    dispose: () => disposables.dispose(),
  };
}

const WAITING: Pick<StoredFolder, 'state' | 'score' | 'debt'> = { state: { kind: 'waiting' }, score: null, debt: null };

/** Addresses of one folder may be written in several ways. */
function keyOf(uri: vscode.Uri): string {
  return uri.fsPath.replace(/[\\/]+$/, '');
}
