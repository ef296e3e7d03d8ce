/** What a step of an automation starts. */
import type { Doing, Step, Value } from '../../../../rules/api/repository/automation.ts';
import { UNKNOWN, YES, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import { textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { linesSource, wholeSource } from './script-source.ts';
import { IMAGE, NO_VARIABLES, type RecipePart } from './recipe.ts';
import type { Words } from './option-words.ts';
import { isOpen } from '../automation/values.ts';

/** Returns the parts in order; none for what only prepares and for actions of others. */
export function doingParts({ files }: { readonly files: RepositoryFiles }, { does, at }: Step): readonly RecipePart[] {
  switch (does.kind) {
    case 'shell':
      return shellParts(does, at);
    case 'uses':
      return usesParts(does, at);
    case 'image':
      if (does.dockerfile === null) return [{ kind: 'target', ref: { kind: 'dockerfile', file: `${IMAGE}${does.image}`, name: 'run', folder: '', words: does.args ?? [], ...(does.args === undefined ? {} : { isStrict: true }) }, at, enforced: YES }];
      return files.has(does.dockerfile) ? [{ kind: 'target', ref: { kind: 'dockerfile', file: does.dockerfile, name: 'run', folder: '', words: [] }, at, enforced: YES }] : [];
    case 'python':
      return [{ kind: 'words', words: [CALL_OF_PYTHON, does.function], at, folder: '', enforced: YES }];
    case 'calls':
      return [];
  }
}

/** First word of a command that is a call of a function, which no shell runs. */
export const CALL_OF_PYTHON = 'python:call';

function shellParts({ script, folder, stopsAtFailure, hasPipefail, variables = [] }: Extract<Doing, { kind: 'shell' }>, at: RepositoryPlace): readonly RecipePart[] {
  const source = linesSource(script);
  if (script.shell === 'sh') {
    return [{ kind: 'script', source, folder, scriptFolder: null, errexit: stopsAtFailure ? 'on' : 'off', pipefail: hasPipefail === true ? 'on' : 'off', enforced: YES, variables: environmentOf(variables) }];
  }
  if (script.shell === 'python') return [{ kind: 'words', words: ['python', '-c', source.text], at, folder, enforced: YES }];
  const lines = script.lines.filter(({ text }) => /\S/.test(text) && !/^\s*(?:#|::|@?rem\b|@?echo\b)/i.test(text));
  return lines.map((line, index) => ({
    kind: 'words',
    words: splitWords(line.text),
    at: line.at,
    folder,
    enforced: stopsAtFailure || index === lines.length - 1 ? YES : UNKNOWN,
  }));
}

function environmentOf(variables: readonly Value[]): ReadonlyMap<string, string | null> {
  if (variables.length === 0) return NO_VARIABLES;
  return new Map(variables.map(({ name, text }) => [name, text === null || isOpen(text) ? null : text]));
}

/** Words of a line for a shell that is not read: what holds a variable is not known. */
function splitWords(line: string): Words {
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  return words.map((word) => (/[$%]\w|\{\{/.test(word) ? null : word.replace(/^(["'])(.*)\1$/, '$2')));
}

/** Well-known actions that run a command of the project. */
function usesParts({ name, inputs }: Extract<Doing, { kind: 'uses' }>, at: RepositoryPlace): readonly RecipePart[] {
  const action = name.replace(/@.*$/, '').toLowerCase();
  const words = (...all: Words): readonly RecipePart[] => [{ kind: 'words', words: all, at, folder: textAt(inputs, 'working-directory') ?? '', enforced: YES }];
  switch (action) {
    case 'pre-commit/action':
      return words('pre-commit', 'run', ...(textAt(inputs, 'extra_args') ?? '--all-files').split(/\s+/));
    case 'docker/build-push-action': {
      const context = textAt(inputs, 'context') ?? '.';
      const file = textAt(inputs, 'file');
      return words('docker', 'build', ...(file === null ? [] : ['-f', file]), context);
    }
    case 'pavelzw/pytest-action':
      return words('pytest', ...(textAt(inputs, 'custom-arguments') ?? '').split(/\s+/).filter((word) => word !== ''));
    default:
      return RUNNING_ACTIONS.has(action) ? commandParts(inputs, at) : [];
  }
}

/** Actions that run what their input `command` or `run` says: again when it fails, with a display, or in an image. */
const RUNNING_ACTIONS: ReadonlySet<string> = new Set(['nick-fields/retry', 'nick-invision/retry', 'wandalen/wretry.action', 'coactions/setup-xvfb', 'gabrielbb/xvfb-action', 'addnab/docker-run-action']);

function commandParts(inputs: TreeNode | null, at: RepositoryPlace): readonly RecipePart[] {
  const command = textAt(inputs, 'command') ?? textAt(inputs, 'run');
  return command === null ? [] : [{ kind: 'script', source: wholeSource(command, at), folder: '', scriptFolder: null, errexit: 'unknown', pipefail: 'unknown', enforced: YES, variables: NO_VARIABLES }];
}
