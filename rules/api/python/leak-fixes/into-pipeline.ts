/** `X = scaler.fit_transform(X)` before `cross_val_score(model, X, y)`: cross-validate a pipeline of both. */
import type { CodeEdit, CodeFix } from '../../python-rule.ts';
import type { Facts } from '../facts.ts';
import { withoutLine } from '../insert-line.ts';
import type { Leak } from '../leaks.ts';
import type { Assign, Call, Expression, Name } from '../syntax.ts';
import { complete } from './learn-after-split.ts';
import { imported, ownStatement, readsAfter, replaced } from './replace.ts';

/** Returns the fix, or none where the shape is another one. */
export function intoPipeline(leak: Leak, facts: Facts): readonly CodeFix[] {
  const { at, trial } = leak;
  if (trial.way !== 'folds' || trial.at.way !== 'cross-validation' || at.kind !== 'Call' || at.callee.kind !== 'Attribute') return [];
  const learning = ownStatement(at, facts);
  const names = learning?.kind === 'Assign' ? namesGiven(at, learning) : null;
  if (learning?.kind !== 'Assign' || names === null) return [];
  const isSampler = at.callee.attribute !== 'fit_transform';
  const maker = imported(isSampler ? 'imblearn.pipeline' : 'sklearn.pipeline', 'make_pipeline', facts);
  const wrapped = maker === null ? null : wrappings(at.callee.value, names, { maker: maker.name, learning }, facts);
  if (maker === null || wrapped === null) return [];
  const given = at.arguments.slice(0, names.length).map((argument) => facts.textOf(argument));
  const isInPlace = names.every((name, index) => name.id === given[index]);
  const edits = complete([isInPlace ? withoutLine(learning, facts) : replaced(learning.value, given.join(', '), facts), ...wrapped, ...(maker.edit === null ? [] : [maker.edit])]);
  return edits === null ? [] : [{ title: `Cross-validate a pipeline of \`${leak.name}\` and the model`, safety: 'review', edits }];
}

/** `X = s.fit_transform(X)` and `X, y = s.fit_resample(X, y)` */
function namesGiven(fit: Call, { targets: [target, more], value }: Assign): readonly Name[] | null {
  if (more !== undefined || value !== fit || fit.callee.kind !== 'Attribute') return null;
  if (fit.callee.attribute === 'fit_transform') return target?.kind === 'Name' && fit.arguments.length > 0 ? [target] : null;
  if (!['fit_resample', 'fit_sample'].includes(fit.callee.attribute) || target?.kind !== 'Tuple' || target.elements.length !== fit.arguments.length) return null;
  const names = target.elements.filter((element): element is Name => element.kind === 'Name');
  return names.length === target.elements.length ? names : null;
}

interface Wrapping {
  readonly maker: string;
  readonly learning: Assign;
}

/** Edits of every cross-validation that reads the names; null when anything else reads them. */
function wrappings(step: Expression, names: readonly Name[], { maker, learning }: Wrapping, facts: Facts): readonly (CodeEdit | null)[] | null {
  const calls = new Set(facts.evaluations.flatMap(({ way, node }) => (way === 'cross-validation' && node.kind === 'Call' ? [node] : [])));
  const reads = names.flatMap((name) => readsAfter(name, learning.end, facts, []));
  const reading = new Set(reads.map((read) => [...calls].find((call) => call.start <= read.start && read.end <= call.end)));
  const edits: (CodeEdit | null)[] = [];
  for (const call of reading) {
    const [model] = call?.arguments ?? [];
    if (model === undefined) return null;
    edits.push(replaced(model, `${maker}(${facts.textOf(step)}, ${facts.textOf(model)})`, facts));
  }
  return edits;
}
