/** `X_test = scaler.fit_transform(X_test)` after the same scaler was fitted on the training rows: transform only. */
import type { CodeFix } from '../../python-rule.ts';
import type { FitEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Leak } from '../leaks.ts';
import { learnedFrom } from '../trials.ts';
import { replaced } from './replace.ts';

/** Returns the fix when the object had learned from the training rows before. */
export function transformOnly(leak: Leak, facts: Facts): readonly CodeFix[] {
  const { at, trial } = leak;
  const again = facts.fits.find(({ node, way }) => node === at && way === 'fit-transform');
  if (again === undefined || at.kind !== 'Call' || at.callee.kind !== 'Attribute' || at.callee.attribute !== 'fit_transform') return [];
  const isBefore = (fit: FitEvent): boolean => {
    const rows = learnedFrom(fit)?.rows;
    return fit.sequence < again.sequence && fit.estimator.id === again.estimator.id && rows !== undefined && facts.relate(rows, trial.test.rows) === 'disjoint';
  };
  const [first] = at.arguments;
  if (!facts.fits.some(isBefore) || first === undefined) return [];
  const edit = replaced(at, `${facts.textOf(at.callee.value)}.transform(${facts.textOf(first)})`, facts);
  return edit === null ? [] : [{ title: `Only transform ${facts.textOf(first)} by \`${leak.name}\` fitted before`, safety: 'safe', edits: [edit] }];
}
