/** textDocument/codeAction in config files: a misspelled word becomes the nearest known one, which the message names. */
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONFIG_CODE, SOURCE } from '../convert/diagnostics.ts';
import { readSpots, type ConfigFormat } from './config-spots.ts';

export interface ConfigFixRequest {
  readonly uri: string;
  /** As the editor shows it. */
  readonly text: string;
  readonly format: ConfigFormat;
  readonly diagnostics: readonly Diagnostic[];
}

export function configFixes({ uri, text, format, diagnostics }: ConfigFixRequest): CodeAction[] {
  const ours = diagnostics.filter(({ source, code }) => source === SOURCE && code === CONFIG_CODE);
  const spots = ours.length === 0 ? [] : (readSpots(text, format)?.spots ?? []);
  const document = TextDocument.create('', '', 0, text);
  return ours.flatMap((diagnostic): CodeAction[] => {
    const { message } = diagnostic;
    const [, given, nearest] = MISSPELLED.exec(typeof message === 'string' ? message : message.value) ?? [];
    const from = document.offsetAt(diagnostic.range.start);
    // a place that could not be told more exactly is that of what is around it
    const spot = spots.find((each) => each.start >= from && each.text === given);
    if (nearest === undefined || spot === undefined) return [];
    const quote = /^["']/.exec(text.slice(spot.start, spot.end))?.[0] ?? (format === 'toml' && !/^[\w-]+$/.test(nearest) ? '"' : '');
    const range = { start: document.positionAt(spot.start), end: document.positionAt(spot.end) };
    return [{ title: `Change it to \`${nearest}\``, kind: CodeActionKind.QuickFix, diagnostics: [diagnostic], isPreferred: true, edit: { changes: { [uri]: [{ range, newText: quote + nearest + quote }] } } }];
  });
}

/** The end of what the reader says of a word that is near a known one. */
const MISSPELLED = /`([^`]+)`; did you mean `([^`]+)`\?$/;
