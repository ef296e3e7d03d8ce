/** textDocument/hover in config files: what a key holds and what holds without it, and what a rule or group finds. */
import { MarkupKind, type Hover, type Position } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntryShape, TableShape } from '../../core/config/config-shape.ts';
import { optionKey } from '../../core/config/keys.ts';
import type { DescribedRule } from '../../core/meta-rules.ts';
import { CLIENT_COMMANDS } from '../../protocol/messages.ts';
import { commandLink, escapeMarkdown, escapeWithCode } from '../markdown.ts';
import { readSpots, type ConfigFormat, type ConfigSpot } from './config-spots.ts';
import { shapeAt } from './shape-at.ts';

export interface ConfigHoverRequest {
  readonly text: string;
  readonly format: ConfigFormat;
  readonly shape: TableShape;
  readonly position: Position;
  /** Lintel's own client: it runs commands from links. */
  readonly hasCommands: boolean;
}

export function configHover(request: ConfigHoverRequest): Hover | null {
  const document = TextDocument.create('', '', 0, request.text);
  const offset = document.offsetAt(request.position);
  const spot = readSpots(request.text, request.format)?.spots.find(({ start, end }) => start <= offset && offset <= end);
  const value = spot === undefined ? null : wordsOn(spot, request);
  if (spot === undefined || value === null) return null;
  return { contents: { kind: MarkupKind.Markdown, value }, range: { start: document.positionAt(spot.start), end: document.positionAt(spot.end) } };
}

function wordsOn({ kind, path, text }: ConfigSpot, { shape, format, hasCommands }: ConfigHoverRequest): string | null {
  const shaped = shapeAt(shape, kind === 'key' ? path.slice(0, -1) : path)?.shape;
  if (shaped?.kind === 'table' && kind === 'key') {
    const entry = shaped.entries.find(({ key }) => key === text);
    return entry === undefined ? null : entry.rule === null ? keyCard(entry, format) : ruleCard(entry.rule, hasCommands);
  }
  const choices = shaped?.kind === 'names' && kind === 'key' ? shaped.names : shaped?.kind === 'choice' ? shaped.choices : [];
  const choice = choices.find((each) => each.text === text);
  if (choice === undefined || choice.doc === null) return null;
  return choice.rule === null ? `**${escapeMarkdown(text)}** ${escapeWithCode(choice.doc)}` : ruleCard(choice.rule, hasCommands);
}

function keyCard({ key, doc, example, default: without }: EntryShape, format: ConfigFormat): string {
  const shown = example === null || format === 'toml' ? [] : [`\`${key}: ${example}\``];
  const words = typeof without === 'string' ? without : JSON.stringify(without);
  return [escapeWithCode(doc), ...shown, ...(without === null ? [] : [`Default: \`${words}\``])].join('\n\n');
}

function ruleCard({ id, summary, severity, status, since, docs, options }: DescribedRule, hasCommands: boolean): string {
  const lines = Object.entries(options).map(([name, option]) => `- \`${optionKey(name)}\`: ${escapeWithCode(option.doc)} Default: \`${JSON.stringify(option.default)}\``);
  const facts = [severity, `${status}, since ${since}`].map(escapeMarkdown);
  return [
    `**${escapeMarkdown(id)}** ${escapeWithCode(summary)}`,
    docs.what,
    docs.why,
    docs.instead,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    [...facts, ...(hasCommands ? [commandLink('Explain', CLIENT_COMMANDS.explainRule, [id])] : [])].join(' · '),
  ].join('\n\n');
}
