/** A range as messages carry it, as VS Code's own. */
import * as vscode from 'vscode';
import type { PlainTextEdit } from '../server/protocol/messages.ts';

export function toRange({ start, end }: PlainTextEdit['range']): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
