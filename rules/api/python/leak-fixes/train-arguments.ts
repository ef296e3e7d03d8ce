/** `search.fit(X, y)` after `X_train, X_test, ... = train_test_split(X, y)`: fit on the training rows. */
import type { CodeFix } from '../../python-rule.ts';
import type { Facts } from '../facts.ts';
import type { Leak } from '../leaks.ts';
import { complete, splitOf } from './learn-after-split.ts';
import { replaced } from './replace.ts';

/** Returns the fix when all data given to the fit was split before, by one statement. */
export function trainArguments(leak: Leak, facts: Facts): readonly CodeFix[] {
  const { at } = leak;
  const split = splitOf(leak, facts);
  if (split === null || at.kind !== 'Call' || at.start < split.statement.end || at.arguments.length === 0) return [];
  const edits = complete(
    at.arguments.map((argument) => {
      const index = split.inputs.findIndex((input) => facts.textOf(input) === facts.textOf(argument));
      const train = index === -1 ? undefined : split.targets[index * 2];
      return train === undefined ? null : replaced(argument, train.id, facts);
    }),
  );
  return edits === null ? [] : [{ title: 'Fit on the training rows only', safety: 'review', edits }];
}
