/** Conditions on how a metric offline and one of users move together. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { boundsOf } from '../bounds.ts';
import type { Judged } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { sourceOf } from '../source-of.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Expression } from '../../../api/python/syntax.ts';
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
        const found = relationOf(request.facts, judged);
        if (found === null) return [];
        const rows = rowsOf(request.facts, judged);
        const made = madeUp(judged);
        if (rows === null && made === null) return [];
        return [{ items: ['model-2'], at: judged.at, text: found, ...(made === null ? (rows ?? { isReal: judged.isReal }) : { isReal: made }), data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
      }),
    };
  },
};

const RELATION = /^scipy\.stats\.(?:spearmanr|pearsonr|kendalltau|linregress|theilslopes)$|^numpy\.(?:corrcoef|polyfit)$|(?:^|\.)(?:corr(?:with|elation)?|polyfit|diff|pct_change)$/;
const COMPARISON = /^scipy\.stats\.(?:ttest_ind|ttest_rel|mannwhitneyu|chi2_contingency)$|^statsmodels\.stats\.(?:\w+\.)*\w+$/;
const OFFLINE = /(?:^|[_ ])(?:offline|holdout|backtest|validation)(?:[_ ,.]|$)/i;
const ONLINE = /(?:^|[_ ,.])(?:online|served|ctr|click\w*|conversion\w*|watch_?(?:time|rate)|retention|engagement|live|production|ab_?test)(?:[_ ,.]|$)/i;

function relationOf(facts: Facts, judged: Judged): string | null {
  const { cone, oracle, inside } = judged;
  if (oracle.kind === 'raises') return null;
  const where = inside === null || inside.name === '' ? 'the file' : `\`${inside.name}\``;
  const words = [...cone.words];
  const isBoth = words.some((word) => OFFLINE.test(word)) && words.some((word) => ONLINE.test(word));
  if (isBoth && cone.calls.some(({ name }) => RELATION.test(name))) return `${where} bounds the relation of offline and online metrics`;
  if (isBoth && judged.node.kind !== 'With' && computesMetric(facts, cone) && holdsEachOther(facts, judged)) return `${where} bounds the gap of offline and online metrics`;
  const says = /(?:^|_)(?:ab_?test\w*|a_b_test|online_?(?:offline|metrics?)|experiment)(?:_|$)/i.test(inside?.name ?? '');
  return says && cone.calls.some(({ name }) => COMPARISON.test(name)) ? `${where} compares two groups of users` : null;
}

/** One side, or one part of a difference, is of offline data, the other of users. */
function holdsEachOther(facts: Facts, judged: Judged): boolean {
  return boundsOf(facts, judged).some(({ left, operator, right }) => {
    if (!/^[<>]=?$/.test(operator)) return false;
    const parts = [left, right].flatMap((side) => partsOf(facts, side));
    // what a side is called, and what it was made by at once
    const words = parts.map((part) => [part, sourceOf(facts, part)].flatMap((each) => facts.textOf(each).slice(0, 200).match(/[A-Za-z_]\w*/g) ?? []));
    const is = (pattern: RegExp): readonly boolean[] => words.map((each) => each.some((word) => pattern.test(word)));
    const [offline, online] = [is(OFFLINE), is(ONLINE)];
    return offline.some((isOffline, index) => isOffline && online.some((isOnline, other) => isOnline && other !== index));
  });
}

function partsOf(facts: Facts, side: Expression): readonly Expression[] {
  const source = sourceOf(facts, side);
  const inner = source.kind === 'Call' && source.callee.kind === 'Name' && source.callee.id === 'abs' && source.arguments[0] !== undefined ? sourceOf(facts, source.arguments[0]) : source;
  return inner.kind === 'BinOp' ? [inner.left, inner.right] : [side];
}

/** Nothing but numbers that are written there, and no code of the project. */
function madeUp({ cone, at }: Judged): Outcome | null {
  const isLiteral = cone.calls.every(({ target, name }) => target === null && (RELATION.test(name) || COMPARISON.test(name) || /^(?:len|abs|float|numpy\.array|list|range)$/.test(name)));
  const hasList = cone.nodes.some((node) => node.kind === 'List' && node.elements.length > 0 && node.elements.every(({ kind }) => kind === 'Constant'));
  return isLiteral && hasList && cone.isWhole && !cone.nodes.some(({ kind }) => kind === 'Parameter') ? { answer: 'no', links: [{ at, text: 'it looks at numbers that are written there, and at no code of the project' }] } : null;
}
