/** Where VS Code enters. Starts the language server without waiting for it and registers what the user can call. */
import * as vscode from 'vscode';
import { CLIENT_COMMANDS } from '../server/protocol/messages.ts';
import { attest } from './commands/attest.ts';
import { checkDataset } from './commands/check-dataset.ts';
import { checkFile } from './commands/check-file.ts';
import { checkWorkspace } from './commands/check-workspace.ts';
import { copyDiagnosticReport } from './commands/copy-diagnostic-report.ts';
import { copyText } from './commands/copy-text.ts';
import { explainRule } from './commands/explain-rule.ts';
import { editCells } from './commands/edit-cells.ts';
import { ignoreFinding } from './commands/ignore-finding.ts';
import { ignoreWithReason } from './commands/ignore-with-reason.ts';
import { showLeakPath } from './commands/show-leak-path.ts';
import { createScorePanels } from './panel/score-panel.ts';
import { OPEN_PLACE_COMMAND, openPlace, placeOf } from './score/open-place.ts';
import { createScoreStore } from './score/score-store.ts';
import { watchAttestations } from './score/watch-attestations.ts';
import { registerRulePages } from './rule-pages.ts';
import { createSession, type Session } from './session.ts';
import { showDebtTree } from './views/debt-tree.ts';
import { showScoreStatus } from './views/score-status.ts';
import { showScoreTree } from './views/score-tree.ts';
import { showStatus } from './views/status-item.ts';

/** Kept for `deactivate`, which VS Code calls without arguments. */
const sessions = new Set<Session>();

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Lintel', { log: true });
  const session = createSession({ serverPath: context.asAbsolutePath('dist/server.cjs'), output });
  sessions.add(session);
  const store = createScoreStore(session);
  const attestTest = (target: unknown): Promise<boolean> => attest({ session, store }, target);
  const debtTree = showDebtTree(store);
  const panels = createScorePanels({ store, bundles: vscode.Uri.joinPath(context.extensionUri, 'dist'), icon: vscode.Uri.joinPath(context.extensionUri, 'images/icon.png'), attest: attestTest, showDebt: (kind) => debtTree.show(kind) });
  const register = (id: string, run: (...args: never[]) => unknown): vscode.Disposable => vscode.commands.registerCommand(id, run);
  context.subscriptions.push(
    output,
    showStatus(session),
    registerRulePages(session),
    store,
    panels,
    showScoreTree(store),
    debtTree,
    showScoreStatus(store),
    watchAttestations(store),
    register('lintel.showScore', () => panels.show()),
    register('lintel.showDebt', (kind: unknown) => debtTree.show(kind)),
    register('lintel.refreshScore', () => Promise.all(store.folders().map(({ folder }) => store.refresh(folder.uri)))),
    register(CLIENT_COMMANDS.attest, attestTest),
    register(OPEN_PLACE_COMMAND, async (value: unknown) => {
      const place = placeOf(value);
      if (place !== null) await openPlace(place);
    }),
    register('lintel.checkWorkspace', () => checkWorkspace(session)),
    register('lintel.checkFile', () => checkFile(session)),
    register('lintel.checkDataset', (target: unknown) => checkDataset(session, target)),
    register('lintel.cancelCheck', () => session.cancelCheck()),
    register('lintel.ignoreFinding', () => ignoreFinding(session)),
    register('lintel.restartServer', () => session.restart()),
    register('lintel.showOutput', () => output.show()),
    register('lintel.copyDiagnosticReport', () => copyDiagnosticReport(session, String((context.extension.packageJSON as { version?: unknown }).version))),
    register(CLIENT_COMMANDS.explainRule, (rule: unknown) => explainRule(session, rule)),
    register(CLIENT_COMMANDS.ignoreWithReason, (target: unknown, reason: unknown) => ignoreWithReason(session, { target, reason })),
    register(CLIENT_COMMANDS.copyText, (text: unknown) => copyText(text)),
    register(CLIENT_COMMANDS.showLeakPath, (steps: unknown) => showLeakPath(steps)),
    register(CLIENT_COMMANDS.editCells, (params: unknown) => editCells(params)),
  );
  session.start();
}

export async function deactivate(): Promise<void> {
  await Promise.all([...sessions].map((session) => session.stop()));
  sessions.clear();
}
