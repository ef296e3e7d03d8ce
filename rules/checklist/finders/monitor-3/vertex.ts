/** Vertex AI watches deployed models for skew between training and serving, and mails. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import { callsOf } from '../results.ts';

export const codeFinder: CodeFinder = {
  name: 'monitor-3/vertex',
  find: ({ facts, placeOf, ownerOf }) => ({
    checks: callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
      if (!/(?:^|\.)ModelDeploymentMonitoringJob\.create$/.test(name)) return [];
      const mail = callsOf(facts).find((each) => /(?:^|\.)EmailAlertConfig$/.test(each.name))?.node ?? null;
      const placeholder = mail === null ? null : placeholderIn(mail);
      const isReal: Outcome = placeholder !== null ? { answer: 'no', links: [{ at: placeOf(placeholder), text: 'the address is a placeholder, so nobody is told' }] } : mail === null ? UNKNOWN : YES;
      return [{ items: ['monitor-3'], at: placeOf(node), text: 'Vertex AI watches a deployed model for skew', isReal, data: 'served', ranBy: { kind: 'function', id: ownerOf(node) } }];
    }),
  }),
};

const PLACEHOLDER = /<[^>]+>|\[your|your[-_ ]|example\.(?:com|org)|changeme/i;

/** An address that was never filled in, among the arguments or the names they go back to. */
function placeholderIn(root: Node): Node | null {
  let found: Node | null = null;
  walk(root, (node) => {
    if (node.kind === 'Constant' && typeof node.value === 'string' && PLACEHOLDER.test(node.value)) found = node;
  });
  return found;
}
