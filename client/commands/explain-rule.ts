/** Lintel: Explain Rule. */
import * as vscode from 'vscode';
import { METHODS, type RuleListEntry } from '../../server/protocol/messages.ts';
import { openRulePage } from '../rule-pages.ts';
import type { Session } from '../session.ts';

/** @param rule the rule's id; asked for when it is none */
export async function explainRule(session: Session, rule: unknown): Promise<void> {
  const id = typeof rule === 'string' ? rule : await chooseRule(session);
  if (id !== undefined) await openRulePage(id);
}

async function chooseRule(session: Session): Promise<string | undefined> {
  const items = session.ask<readonly RuleListEntry[]>(METHODS.listRules, {}).then((rules) => rules.map(({ id, summary, severity }) => ({ label: id, description: severity, detail: summary })));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Explain Rule', placeHolder: 'Rule', matchOnDetail: true });
  return chosen?.label;
}
