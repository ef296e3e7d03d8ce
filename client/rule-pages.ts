/** Rule pages inside the editor: read-only documents with addresses such as `lintel-rule:/outliers/heavy-tail.md`. */
import * as vscode from 'vscode';
import { METHODS, RULE_PAGE_SCHEME, rulePageAddress, ruleOfPagePath, type ExplainRuleResult } from '../server/protocol/messages.ts';
import type { Session } from './session.ts';

export function registerRulePages(session: Session): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(RULE_PAGE_SCHEME, {
    provideTextDocumentContent: async ({ path }) => {
      const rule = ruleOfPagePath(path);
      const page = await session.ask<ExplainRuleResult>(METHODS.explainRule, { rule });
      return page?.markdown ?? `There is no page for the rule ${JSON.stringify(rule)}.\n`;
    },
  });
}

/** Opens the page, rendered where VS Code's Markdown preview is there. */
export async function openRulePage(rule: string): Promise<void> {
  const uri = vscode.Uri.parse(rulePageAddress(rule));
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }
}
