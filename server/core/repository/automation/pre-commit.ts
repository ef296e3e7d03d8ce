/** Hooks that run at commits on the machines of those who installed them. */
import type { Automation, Step } from '../../../../rules/api/repository/automation.ts';
import { YES, wholeFile } from '../../../../rules/api/repository/place.ts';
import { at, itemsAt, textAt } from '../../../../rules/api/repository/tree.ts';
import { wordNodes, wordsDoing } from './commands.ts';
import { noBecause, unknownBecause } from './outcomes.ts';
import type { Reading } from './reading.ts';

/** Own choice. */
const MAX_HOOKS = 300;

export function preCommitAutomations(reading: Reading): readonly Automation[] {
  return reading.files.matching('.pre-commit-config.yaml', '.pre-commit-config.yml').flatMap(({ path }) => {
    const root = reading.files.trees(path)[0]?.root;
    const repositories = itemsAt(root, 'repos');
    const steps = repositories.flatMap((repository): readonly Step[] =>
      itemsAt(repository, 'hooks').map((hook) => {
        const id = textAt(hook, 'id') ?? '';
        const entry = at(hook, 'entry');
        const stages = at(hook, 'stages');
        const names = itemsAt(stages).map((item) => (item.kind === 'scalar' ? item.text : ''));
        const isManual = names.length > 0 && names.every((name) => name === 'manual');
        const from = textAt(repository, 'repo') ?? '';
        return {
          name: textAt(hook, 'name') ?? id,
          at: hook.at,
          runs: isManual && stages !== null ? noBecause(stages.at, 'a person has to start it: `stages: [manual]`') : YES,
          enforced: YES,
          does: entry === null ? { kind: 'uses', name: from === 'local' ? id : `${from}#${id}`, inputs: hook } : wordsDoing(reading, [...wordNodes(entry), ...wordNodes(at(hook, 'args'))]),
        };
      }),
    );
    if (steps.length === 0 || root === undefined) return [];
    const whole = wholeFile(path);
    const fires = unknownBecause(whole, 'runs at commits of those who installed the hooks');
    return [{ kind: 'pre-commit', name: 'pre-commit', at: whole, triggers: [{ kind: 'push', at: whole, fires }], jobs: [{ id: 'hooks', name: 'hooks', at: root.at, needs: [], runs: YES, enforced: YES, steps: steps.slice(0, MAX_HOOKS) }], notifies: [] }];
  });
}
