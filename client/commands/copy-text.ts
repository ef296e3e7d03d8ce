/** Copies a line of code that a quick fix offers. */
import * as vscode from 'vscode';

const SHOWN_MS = 3000;

export async function copyText(text: unknown): Promise<void> {
  if (typeof text !== 'string') return;
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage('Lintel: copied', SHOWN_MS);
}
