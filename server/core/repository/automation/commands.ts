/** Commands as systems write them: lists of words, shells with scripts in them, lines. */
import type { Doing, ScriptText, Value } from '../../../../rules/api/repository/automation.ts';
import { itemsAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { scriptOf, type Reading } from './reading.ts';

export interface ShellSettings {
  readonly shell?: ScriptText['shell'];
  readonly folder?: string | null;
  readonly stopsAtFailure: boolean;
  readonly hasPipefail?: boolean;
  readonly variables?: readonly Value[];
}

/** Returns a step of lines: a scalar of one or more, or a list of them. */
export function shellDoing(reading: Reading, node: TreeNode | null, settings: ShellSettings): Doing {
  const { shell = 'sh', folder = '', stopsAtFailure, hasPipefail = false, variables = [] } = settings;
  return { kind: 'shell', script: scriptOf(reading, node, shell), folder, stopsAtFailure, ...(hasPipefail ? { hasPipefail: true } : {}), ...(variables.length === 0 ? {} : { variables }) };
}

/** Returns the settings a shell's own options ask for: `bash -eo pipefail`. */
export function shellSettings(command: string): ShellSettings {
  const [program = '', ...words] = command.trim().split(/\s+/);
  const name = program.slice(program.lastIndexOf('/') + 1).replace(/\.exe$/, '');
  const stopsAtFailure = words.some((word, index) => /^-[a-z]*e[a-z]*$/.test(word) || (word === 'errexit' && /^-[a-z]*o$/.test(words[index - 1] ?? '')));
  if (/^python[\d.]*$/.test(name)) return { shell: 'python', stopsAtFailure: true };
  if (name === 'pwsh' || name === 'powershell') return { shell: 'powershell', stopsAtFailure: false };
  return { shell: /^(?:ba|da|z|k|a)?sh$/.test(name) ? 'sh' : 'other', stopsAtFailure, hasPipefail: words.includes('pipefail') };
}

/**
 * Returns what a list of words does: the lines of a shell's script for `[bash, -c, …]`, else one line of all words.
 * @param words scalars, in order
 */
export function wordsDoing(reading: Reading, words: readonly TreeNode[], folder: string | null = ''): Doing {
  const texts = words.map((word) => (word.kind === 'scalar' && word.value !== null ? String(word.value) : ''));
  const flags = texts.findIndex((text, index) => index > 0 && /^-[a-z]*c$/.test(text));
  const isShell = /(?:^|\/)(?:ba|da|z|k|a)?sh$/.test(texts[0] ?? '');
  const script = words[flags + 1];
  if (isShell && flags > 0 && script !== undefined) return shellDoing(reading, script, { ...shellSettings(texts.slice(0, flags + 1).join(' ')), folder });
  const first = words[0];
  const lines = first === undefined ? [] : [{ text: texts.map(asWord).join(' '), at: first.at }];
  return { kind: 'shell', script: { lines, shell: 'sh' }, folder, stopsAtFailure: true };
}

/** Returns words of a list; a scalar is split at its blanks, as systems do that run no shell. */
export function wordNodes(node: TreeNode | null): readonly TreeNode[] {
  if (node?.kind !== 'scalar') return itemsAt(node).filter(({ kind }) => kind === 'scalar');
  const words = String(node.value ?? '').match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => {
    const text = word.replace(/^(["'])([\s\S]*)\1$/, '$2');
    return { kind: 'scalar', at: node.at, value: text, text };
  });
}

function asWord(text: string): string {
  return /^[\w@%+=:,./${}*-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
