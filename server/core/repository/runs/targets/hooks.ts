/** `pre-commit run` runs the hooks of the repository. */
import type { Automation } from '../../../../../rules/api/repository/automation.ts';
import type { RepositoryFiles } from '../../../../../rules/api/repository/files.ts';
import type { TargetReader } from '../recipe.ts';
import { doingParts } from '../steps.ts';

export interface HookFiles {
  readonly files: RepositoryFiles;
  readonly automations: readonly Automation[];
}

/** Hooks are automations of their own; a person's `git commit` starts them. Here they are started by a command. */
export function hookTargets({ files, automations }: HookFiles): TargetReader {
  const hooks = automations.filter(({ kind }) => kind === 'pre-commit');
  return {
    named: ({ words }) => {
      const isRun = (words[0] === 'pre-commit' || words[0] === 'prek') && words[1] === 'run';
      return isRun ? hooks.map(({ at }) => ({ kind: 'script', file: at.path, name: at.path, folder: '', words: [] })) : [];
    },
    open: (ref) => {
      const automation = ref.kind === 'script' ? hooks.find(({ at }) => at.path === ref.file) : undefined;
      if (automation === undefined) return null;
      const parts = automation.jobs.flatMap(({ steps }) => steps.flatMap((step) => doingParts({ files }, step)));
      return { target: { kind: 'script', name: ref.file, at: automation.at }, parts };
    },
    all: () => [],
  };
}
