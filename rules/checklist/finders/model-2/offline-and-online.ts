/** Conditions on how a metric offline and one of users move together. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Judged } from '../judged.ts';
import { judgedIn } from '../judged.ts';
import { rowsOf } from '../data-origin.ts';
import { isExamplePath } from '../test-paths.ts';
import type { Outcome } from '../../../api/repository/place.ts';

export const codeFinder: CodeFinder = {
  name: 'model-2/offline-and-online',
  find: (request) => {
    if (isExamplePath(request.program.path)) return {};
    return {
      checks: judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
        const found = relationOf(judged);
        if (found === null) return [];
        const rows = rowsOf(request.facts, judged);
        const made = madeUp(judged);
        if (rows === null && made === null) return [];
        return [{ items: ['model-2'], at: judged.at, text: found, ...(made === null ? (rows ?? { isReal: judged.isReal }) : { isReal: made }), data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
      }),
    };
  },
};

const RELATION = /^scipy\.stats\.(?:spearmanr|pearsonr|kendalltau|linregress)$|^numpy\.corrcoef$|(?:^|\.)corr(?:with)?$/;
const COMPARISON = /^scipy\.stats\.(?:ttest_ind|ttest_rel|mannwhitneyu|chi2_contingency)$|^statsmodels\.stats\.(?:\w+\.)*\w+$/;
const OFFLINE = /(?:^|_)(?:offline|holdout|backtest|validation)(?:_|$)/i;
const ONLINE = /(?:^|_)(?:online|ctr|click\w*|conversion\w*|watch_?(?:time|rate)|retention|engagement|live|production|ab_?test)(?:_|$)/i;

function relationOf({ cone, oracle, inside }: Judged): string | null {
  if (oracle.kind === 'raises') return null;
  const where = inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``;
  const words = [...cone.words];
  const isBoth = words.some((word) => OFFLINE.test(word)) && words.some((word) => ONLINE.test(word));
  if (isBoth && cone.calls.some(({ name }) => RELATION.test(name))) return `${where} bounds the relation of offline and online metrics`;
  const says = /(?:^|_)(?:ab_?test\w*|a_b_test|online_?(?:offline|metrics?)|experiment)(?:_|$)/i.test(inside?.name ?? '');
  return says && cone.calls.some(({ name }) => COMPARISON.test(name)) ? `${where} compares two groups of users` : null;
}

/** Nothing but numbers that are written there, and no code of the project. */
function madeUp({ cone, at }: Judged): Outcome | null {
  const isLiteral = cone.calls.every(({ target, name }) => target === null && (RELATION.test(name) || COMPARISON.test(name) || /^(?:len|abs|float|numpy\.array|list|range)$/.test(name)));
  const hasList = cone.nodes.some((node) => node.kind === 'List' && node.elements.length > 0 && node.elements.every(({ kind }) => kind === 'Constant'));
  return isLiteral && hasList && cone.isWhole && !cone.nodes.some(({ kind }) => kind === 'Parameter') ? { answer: 'no', links: [{ at, text: 'it looks at numbers that are written there, and at no code of the project' }] } : null;
}
