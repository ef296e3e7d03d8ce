/** What the stories share: waiting without sleeping, and looking at the workspace the way a person would. */
import { strict as assert } from 'node:assert';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';

const pollMs = 50;
const limitMs = 30_000;

/** The first value that is neither undefined nor false. Errors: throws after 30 s, naming what was waited for. */
export async function until<T>(what: string, look: () => T | undefined | false | Thenable<T | undefined | false>): Promise<T> {
  const endMs = Date.now() + limitMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > endMs) throw new Error(`waited ${limitMs / 1000} s for ${what}`);
    await wait(pollMs);
  }
}

/** Lintel, from this folder or installed. */
export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('lintel.lintel');
  assert.ok(found, 'Lintel is there');
  return found;
}

/** The address of a file in the opened folder, whether it exists or not. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** A finding as the Problems panel shows it; line and column are 1-based. */
export interface Shown {
  readonly rule: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** `line:column-column`; the end is exclusive. */
  readonly place: string;
}

const severities = ['error', 'warning', 'info', 'hint'] as const;

/** Lintel's findings on a file, in the order of their places. */
export function findingsOn(name: string): readonly Shown[] {
  return lintelDiagnostics(name).map(({ code, message, severity, range }) => ({
    rule: String(typeof code === 'object' ? code.value : code),
    message,
    severity: severities[severity] ?? 'hint',
    place: `${range.start.line + 1}:${range.start.character + 1}-${range.end.character + 1}`,
  }));
}

/** Waits until the findings on a file are exactly these; on time-out shows the difference. */
export async function expectFindings(name: string, expected: readonly Shown[]): Promise<void> {
  const isThere = (): boolean => JSON.stringify(findingsOn(name)) === JSON.stringify(expected);
  await until(`the findings on ${name}`, isThere).catch(() => assert.deepEqual(findingsOn(name), expected));
}

/** The diagnostic of a rule on a file, as soon as there is one. */
export function diagnosticOf(name: string, rule: string): Promise<vscode.Diagnostic> {
  return until(`${rule} on ${name}`, () =>
    lintelDiagnostics(name).find(({ code }) => (typeof code === 'object' ? code.value : code) === rule),
  );
}

function lintelDiagnostics(name: string): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(fileUri(name))
    .filter(({ source }) => source === 'lintel')
    .toSorted((a, b) => a.range.start.compareTo(b.range.start) || String(a.message).localeCompare(b.message));
}

/** The action with the title at a place of an opened file. The editor learns of diagnostics a little late, so it is asked until it knows. */
export async function codeAction(name: string, range: vscode.Range, title: RegExp): Promise<vscode.CodeAction> {
  await show(name);
  return until(`the action ${title} on ${name}`, async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', fileUri(name), range);
    return actions.find((action) => title.test(action.title));
  });
}

/** Does what a click on the action does. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command !== undefined) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** The text of a hover, as Markdown. Errors: throws when none comes that contains the text. */
export function hoverAt(name: string, position: vscode.Position, text: string): Promise<string> {
  return until(`a hover with "${text}"`, async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', fileUri(name), position);
    const shown = hovers.flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value))).join('\n');
    return shown.includes(text) && shown;
  });
}

/** The whole text of a file on disk. */
export async function textOf(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(name)));
}

/** Writes a file without an editor knowing. */
export async function writeText(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
}

/** Opens a file in an editor. */
export async function show(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(name)));
}
