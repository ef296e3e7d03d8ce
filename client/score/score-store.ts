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

/** What is looked at: debt is counted only while somebody looks at it. */
export type Looked = 'score' | 'debt';

export interface ScoreStore extends vscode.Disposable {
  /** In the order of the workspace; only those on disk. */
  folders(): readonly StoredFolder[];
  readonly onChanged: vscode.Event<void>;
  /** From here on scores are computed, until this one and all others look away. */
  look(at: Looked): vscode.Disposable;
  /** Computes again. Errors: throws when the server cannot be started. */
  refresh(folder: vscode.Uri): Promise<StoredFolder | null>;
}

export function createScoreStore(session: Session): ScoreStore {
  const changed = new vscode.EventEmitter<void>();
  const byUri = new Map<string, Pick<StoredFolder, 'state' | 'score' | 'debt'>>();
  const viewers = new Set<{ readonly at: Looked }>();
  const shown = (): Required<ScoreShownParams> => ({ isShown: viewers.size > 0, isDebtShown: [...viewers].some(({ at }) => at === 'debt') });
  let told = shown();
  const tell = (): void => {
    told = shown();
    session.tell(SCORE_METHODS.scoreShown, told);
  };
  const tellNews = (): void => {
    const { isShown, isDebtShown } = shown();
    if (isShown !== told.isShown || isDebtShown !== told.isDebtShown) tell();
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
    look: (at) => {
      const viewer = { at };
      viewers.add(viewer);
      tellNews();
      return new vscode.Disposable(() => {
        if (viewers.delete(viewer)) tellNews();
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
