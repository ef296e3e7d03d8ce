/** Words of commands with the variables of the script filled in. */
import type { ShellNode, ShellWord, WordPart } from '../../shell.ts';
import { fromRoot, resolveFolder, upTo } from '../folders.ts';

export interface WordContext {
  readonly folder: string | null;
  readonly variables: ReadonlyMap<string, string | null>;
  /** Folder of the script itself, for `$0`; null for steps. */
  readonly scriptFolder: string | null;
}

/** Stands before a path that is seen from the root; a private character of Unicode. */
const FROM_ROOT = '\uE001';
const PATH_FROM_ROOT = /\uE001([^:,;\s"']*)/g;

/** Variables that hold the folder of the checkout. */
const ROOT_VARIABLES: ReadonlySet<string> = new Set(['GITHUB_WORKSPACE', 'CI_PROJECT_DIR', 'WORKSPACE', 'BUILD_SOURCESDIRECTORY', 'SYSTEM_DEFAULTWORKINGDIRECTORY', 'TRAVIS_BUILD_DIR', 'BITBUCKET_CLONE_DIR', 'CIRCLE_WORKING_DIRECTORY']);

/** One word becomes none or several when a variable without quotes is split. */
export function fillWords(words: readonly ShellWord[], context: WordContext): readonly (string | null)[] {
  return words.flatMap((word) => {
    const text = fillWord(word, context);
    const [only] = word.parts;
    const isSplit = word.parts.length === 1 && only?.kind === 'variable' && !only.isQuoted;
    return isSplit && text !== null ? text.split(/\s+/).filter((piece) => piece !== '') : [text];
  });
}

/** The word's text as its command gets it; null when only the shell knows. */
export function fillWord(word: ShellWord, context: WordContext): string | null {
  const text = rawText(word, context);
  if (text === null || !text.includes(FROM_ROOT)) return text;
  const { folder } = context;
  return folder === null ? null : text.replace(PATH_FROM_ROOT, (_, path: string) => upTo(folder, path));
}

/** What an assignment keeps; paths from the root stay so until they are used. */
export function rawText(word: ShellWord, context: WordContext): string | null {
  let text = '';
  for (const part of word.parts) {
    const piece = pieceOf(part, context);
    if (piece === null) return null;
    text += piece;
  }
  return text;
}

function pieceOf(part: WordPart, context: WordContext): string | null {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'variable':
      return variableText(part, context);
    case 'substitution':
      return substitutionText(part.body, context);
    case 'unknown':
      return null;
  }
}

function variableText({ name, fallback }: { readonly name: string; readonly fallback: string | null }, context: WordContext): string | null {
  const value = context.variables.get(name);
  if (value !== undefined) return value;
  if (ROOT_VARIABLES.has(name)) return FROM_ROOT;
  if (name === 'PWD' && context.folder !== null) return FROM_ROOT + context.folder;
  return fallback;
}

/** `$(pwd)`, `$(dirname "$0")`, `$(cd ... && pwd)` and the top of the git checkout. */
function substitutionText(body: readonly ShellNode[], context: WordContext): string | null {
  const [node] = body;
  if (body.length !== 1 || node === undefined) return null;
  if (node.kind === 'and') {
    const folder = node.right.kind === 'command' && nameOf(node.right.words) === 'pwd' ? changedFolder(node.left, context) : null;
    return folder === null ? null : FROM_ROOT + folder;
  }
  if (node.kind !== 'command') return null;
  const name = nameOf(node.words);
  if (name === 'pwd' && context.folder !== null) return FROM_ROOT + context.folder;
  if (name === 'git' && node.words.map(nameOfWord).join(' ') === 'git rev-parse --show-toplevel') return FROM_ROOT;
  const [, first] = node.words;
  if (name !== 'dirname' || first === undefined || context.scriptFolder === null) return null;
  return isOwnPath(first) ? FROM_ROOT + context.scriptFolder : null;
}

function changedFolder(node: ShellNode, context: WordContext): string | null {
  if (node.kind !== 'command' || nameOf(node.words) !== 'cd') return null;
  const to = node.words.slice(1).find((word) => nameOfWord(word)?.startsWith('-') !== true);
  const text = to === undefined ? null : rawText(to, context);
  if (text === null) return null;
  return text.startsWith(FROM_ROOT) ? fromRoot(text.slice(1)) : resolveFolder(context.folder, text);
}

function isOwnPath(word: ShellWord): boolean {
  return word.parts.length === 1 && word.parts.every((part) => (part.kind === 'variable' && (part.name === '0' || part.name === 'BASH_SOURCE')) || part.kind === 'unknown');
}

function nameOf(words: readonly ShellWord[]): string | null {
  return words[0] === undefined ? null : nameOfWord(words[0]);
}

function nameOfWord(word: ShellWord): string | null {
  return word.parts.every((part) => part.kind === 'text') ? word.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('') : null;
}
