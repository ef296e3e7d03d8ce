/** Registries of features that a program brings up to date, and lead times of features that it bounds. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { isBound, judgedIn } from '../judged.ts';
import { callsOf, raisingCheck } from '../results.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-6/in-code',
  find: (request) => {
    const { facts, program } = request;
    if (isTestPath(program.path) || isExamplePath(program.path)) return {};
    const applied = callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => (/^feast\.(?:\w+\.)*FeatureStore\.apply$/.test(name) ? [raisingCheck(request, { call: node, items: ['data-6'], text: '`{call}` brings new features to the registry' })] : []));
    const bounded = judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
      const words = [...judged.cone.words];
      const isLeadTime = words.some((word) => /lead_?time|time_to_(?:production|deploy)|days_to_(?:production|release)/i.test(word)) && words.some((word) => /feature/i.test(word)) && words.some((word) => /^(?:git|log|tag|commits?|deployments?|releases?|merged_at)$/i.test(word));
      return isLeadTime && isBound(judged) && judged.oracle.kind !== 'raises' ? [{ items: ['data-6'], at: judged.at, text: 'the time features take to production is bounded', isReal: judged.isReal, data: 'unknown', ranBy: { kind: 'function', id: judged.id } }] : [];
    });
    return { checks: [...applied, ...bounded] };
  },
};
