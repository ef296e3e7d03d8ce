/** Tells the user how a check they asked for ended. */
import * as vscode from 'vscode';
import type { CheckSummary } from '../../server/protocol/messages.ts';

const SHOW_PROBLEMS = 'Show Problems';

/** Returns the summary, for callers of the command; does not wait for the user. */
export function showSummary(summary: CheckSummary): CheckSummary {
  const hasFindings = summary.errors + summary.warnings + summary.infos + summary.notChecked > 0;
  const buttons = summary.outcome === 'done' && hasFindings ? [SHOW_PROBLEMS] : [];
  void vscode.window.showInformationMessage(`Lintel: ${summary.message}`, ...buttons).then((chosen) => {
    if (chosen === SHOW_PROBLEMS) void vscode.commands.executeCommand('workbench.actions.view.problems');
  });
  return summary;
}
