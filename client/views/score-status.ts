/** The proven score in the status bar, where `lintel.score.statusItem` asks for it. */
import * as vscode from 'vscode';
import { bindingText, intervalText, points } from '../bridge/score-words.ts';
import type { ScoreStore, StoredFolder } from '../score/score-store.ts';

const SETTING = 'lintel.score.statusItem';

/** Among other items on the left: far to the right. */
const PRIORITY = -10;

export function showScoreStatus(store: ScoreStore): vscode.Disposable {
  let shown: vscode.Disposable | null = null;
  const follow = (): void => {
    const isWanted = vscode.workspace.getConfiguration().get<boolean>(SETTING) === true;
    if (isWanted) shown ??= showItem(store);
    else shown?.dispose();
    if (!isWanted) shown = null;
  };
  follow();
  const changes = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(SETTING)) follow();
  });
  return vscode.Disposable.from(changes, new vscode.Disposable(() => shown?.dispose()));
}

function showItem(store: ScoreStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('lintel.score', vscode.StatusBarAlignment.Left, PRIORITY);
  item.name = 'ML Test Score';
  item.command = 'lintel.showScore';
  const show = (): void => {
    const folders = store.folders().filter(({ score, state }) => score !== null || state.kind === 'computing');
    item.text = `$(checklist) ${folders.map((each) => textOf(each, folders.length > 1)).join(', ')}`;
    item.tooltip = folders.map(tooltipOf).join('\n');
    item.accessibilityInformation = { label: `ML Test Score: ${folders.map(tooltipOf).join('; ')}` };
    if (folders.length === 0) item.hide();
    else item.show();
  };
  show();
  return vscode.Disposable.from(item, store.look('score'), store.onChanged(show));
}

function textOf({ folder, state, score }: StoredFolder, isNamed: boolean): string {
  const number = score === null ? (state.kind === 'computing' ? '…' : '?') : `${points(score.proven)}/${points(score.most)}`;
  return `${isNamed ? `${folder.name} ` : ''}${number}`;
}

function tooltipOf({ folder, score }: StoredFolder): string {
  if (score === null) return `${folder.name}: the score is being computed`;
  const binding = bindingText(score);
  return `${folder.name}: ${intervalText(score, score.most)}${binding === null ? '' : `; ${binding}`}`;
}
