/** `lintel completions`: a script that lets a shell complete commands, flags, values and rules. */
import { groupOf } from '../../core/rule-selection.ts';
import type { CommandShape } from '../command-shape.ts';
import { bashCompletion } from '../completions/bash.ts';
import type { CompletionRequest } from '../completions/completion-request.ts';
import { fishCompletion } from '../completions/fish.ts';
import { powershellCompletion } from '../completions/powershell.ts';
import type { Shell } from '../completions/shells.ts';
import { zshCompletion } from '../completions/zsh.ts';
import type { CliHost } from '../host.ts';
import { writeText } from '../streams.ts';
import { allRules } from './rules.ts';

const SCRIPTS: Readonly<Record<Shell, (request: CompletionRequest) => string>> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion, powershell: powershellCompletion };

/** Prints the script and returns the exit code. */
export async function runCompletions(shell: Shell, commands: readonly CommandShape[], host: CliHost): Promise<number> {
  const ids = (await allRules(host)).map(({ id }) => id);
  const rules = [...new Set([...ids, ...ids.map(groupOf)])].sort();
  return writeText(host.stdout, SCRIPTS[shell]({ commands, rules }));
}
