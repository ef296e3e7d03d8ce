/** Backtests: models of different ages judged on later rows. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Expression, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { Cone } from '../cone.ts';
import { rowsOf } from '../data-origin.ts';
import type { Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { isOneOfMany } from '../loop-variables.ts';
import { computesMetric } from '../metric-calls.ts';
import { sourceOf } from '../source-of.ts';
import { isExamplePath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'model-4/backtests',
  find: (request) => {
    if (isExamplePath(request.program.path)) return {};
    return {
      checks: judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
        if (judged.oracle.kind === 'raises' || !computesMetric(request.facts, judged.cone) || !isBound(judged) || !isOfAge(request.facts, judged)) return [];
        const rows = rowsOf(request.facts, judged);
        if (rows === null) return [];
        const name = judged.inside?.name ?? '';
        return [{ items: ['model-4'], at: judged.at, text: `${name === '' || name === '__main__' ? 'the file' : `\`${name}\``} bounds the quality of models of some age`, ...rows, data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
      }),
    };
  },
};

const AGE = /(?:^|[_/.])(?:model_age|age_(?:in_)?(?:days|weeks|months)|stale\w*|(?:days|weeks|months)_old|old_models?|older_models?|model_decay|decay\w*|backtest\w*|ag(?:e)?ing|freshness|quality_by_age|by_age)(?:[_/.]|$)/i;
const TIME = /(?:^|_)(?:date|day|week|month|quarter|year|timestamp|time|cutoff\w*|until|since|ts|at|period)(?:_|$)/i;

/** A training that ends ever earlier before the same later rows, or code that speaks of age and takes rows or models by time. */
function isOfAge(facts: Facts, { cone, inside, id }: Judged): boolean {
  if (endsEarlier(facts, cone)) return true;
  const words = [...cone.words];
  const says = AGE.test(inside?.name ?? '') || AGE.test(id.slice(0, id.indexOf('::')).split('/').at(-1) ?? '') || words.some((word) => AGE.test(word));
  return says && (isByTime(cone, words) || loadsMany(facts, cone) || isOverPeriods(facts, cone));
}

function isByTime({ nodes }: Cone, words: readonly string[]): boolean {
  return nodes.some((node) => node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)) && /Subscript|Attribute/.test(node.left.kind)) && words.some((word) => TIME.test(word));
}

/** Each of several stored models is loaded. */
function loadsMany(facts: Facts, { calls }: Cone): boolean {
  return calls.some(({ call, name }) => /^(?:joblib|pickle|torch|dill)\.load$|(?:^|[._])load_model\w*$/.test(name) && namesIn(call).some((each) => isOneOfMany(facts, each)));
}

/** One model is judged on one later period after the other. */
function isOverPeriods(facts: Facts, { nodes }: Cone): boolean {
  return nodes.some((node) => {
    if (node.kind === 'Compare') return node.operators[0] === '==' && TIME.test(lastWord(node.left)) && isOneOfMany(facts, node.comparators[0]);
    return node.kind === 'Call' && node.callee.kind === 'Attribute' && (node.callee.attribute === 'resample' || (node.callee.attribute === 'groupby' && node.arguments.some((key) => TIME.test(lastWord(key)) || /Grouper|\.dt\b|to_period/.test(moduleOf(key) === facts.document.module ? facts.textOf(key) : ''))));
  });
}

const TRAINS = /(?:\.(?:fit|train|partial_fit|fit_transform)|^(?:xgboost|lightgbm)\.train|(?:^|[._])(?:train|fit)(?:_\w+)?)$/;

/**
 * Rows of training are taken up to a time less an offset that a loop changes, and other rows by the same column without it. Where both move,
 * it is a validation in time, not a study of age.
 */
function endsEarlier(facts: Facts, { nodes, calls }: Cone): boolean {
  if (!calls.some(({ name, target }) => TRAINS.test(name) || (target !== null && /train|fit/.test(target.name)))) return false;
  const filters = nodes.filter((node): node is Extract<Node, { kind: 'Compare' }> => node.kind === 'Compare' && node.operators.length === 1 && /^(?:[<>]=?|==)$/.test(node.operators[0] ?? '') && /^(?:Subscript|Attribute|Call)$/.test(node.left.kind) && moduleOf(node) === facts.document.module);
  return filters.some((filter) => {
    const moved = filter.comparators.flatMap((side) => offsetsIn(facts, side)).filter((name) => isOneOfMany(facts, name)).map(({ id }) => id);
    if (moved.length === 0) return false;
    const column = facts.textOf(filter.left).replace(/^\w+/, '');
    return filters.some((other) => other !== filter && facts.textOf(other.left).replace(/^\w+/, '') === column && !other.comparators.some((side) => namesBehind(facts, side).some(({ id }) => moved.includes(id))));
  });
}

/** Names in what is taken off or added: `age` of `newest - DateOffset(months=age)`. */
function offsetsIn(facts: Facts, side: Expression): readonly Extract<Node, { kind: 'Name' }>[] {
  const source = sourceOf(facts, side);
  return source.kind === 'BinOp' && (source.operator === '-' || source.operator === '+') ? [...namesIn(source.right), ...(source.left.kind === 'BinOp' ? offsetsIn(facts, source.left) : [])] : [];
}

function namesBehind(facts: Facts, side: Expression): readonly Extract<Node, { kind: 'Name' }>[] {
  const source = sourceOf(facts, side);
  return [...namesIn(side), ...(source === side ? [] : namesIn(source))];
}

function namesIn(root: Node): readonly Extract<Node, { kind: 'Name' }>[] {
  const found: Extract<Node, { kind: 'Name' }>[] = [];
  walk(root, (node) => {
    if (node.kind === 'Name') found.push(node);
  });
  return found;
}

function lastWord(node: Node | undefined): string {
  if (node?.kind === 'Subscript') return node.index.kind === 'Constant' && typeof node.index.value === 'string' ? node.index.value : '';
  if (node?.kind === 'Constant' && typeof node.value === 'string') return node.value;
  return node?.kind === 'Attribute' ? node.attribute : '';
}
