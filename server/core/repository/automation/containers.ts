/** Containers of pods, as Kubernetes and Argo write them. */
import type { Step } from '../../../../rules/api/repository/automation.ts';
import { YES } from '../../../../rules/api/repository/place.ts';
import { at, textAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';
import { wordNodes, wordsDoing } from './commands.ts';
import type { Reading } from './reading.ts';

/** A step that runs a container: its command when it names one, else its image. */
export function containerStep(reading: Reading, container: TreeNode): Step {
  const command = wordNodes(at(container, 'command'));
  const args = wordNodes(at(container, 'args'));
  const image = textAt(container, 'image') ?? '';
  const does = command.length === 0 ? { kind: 'image' as const, image, dockerfile: null, args: args.map((word) => (word.kind === 'scalar' && !/\{\{|\$\(/.test(word.text) ? word.text : null)) } : wordsDoing(reading, [...command, ...args]);
  return { name: textAt(container, 'name') ?? image, at: container.at, runs: YES, enforced: YES, does };
}
