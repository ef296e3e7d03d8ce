/** Rules about Lintel's own configuration: no data rule, but selected, silenced, graded and explained like any other. */
import type { RuleCommon } from '../../rules/api/rule.ts';

/** What every rule has that people ask about, data rule or not. */
export type DescribedRule = Omit<RuleCommon<Readonly<Record<string, import('../../rules/api/option.ts').Option>>, Readonly<Record<string, string>>>, 'examples'>;

const shared = { confidence: 'certain', status: 'stable', since: '0.1.0', sources: [], options: {}, fix: 'none' } as const;

export const suppressionWithoutRule = {
  ...shared,
  id: 'config/suppression-without-rule',
  summary: 'A suppression that names no rule',
  severity: 'warning',
  messages: { unnamed: 'This suppression names no rule, so it silences nothing' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration that have no `rule`.',
    why: 'An entry that silenced every rule would hide faults nobody has looked at, so Lintel does not let it silence anything.',
    instead: 'Name the rule, one entry per rule. The id stands beside each finding.',
    limits: 'Only the configuration is looked at.',
  },
} as const satisfies DescribedRule;

export const suppressionWithoutReason = {
  ...shared,
  id: 'config/suppression-without-reason',
  summary: 'A suppression that gives no reason',
  severity: 'warning',
  messages: { unexplained: '`{rule}` is silenced here without a reason' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration that have no `reason`.',
    why: 'Whoever reads the configuration next cannot tell a decision from a leftover.',
    instead: 'Say in `reason` why the finding is right as it is, for example `reason: "-1 means unknown in the source system"`.',
    limits: 'Any text counts as a reason. The suppression holds all the same.',
  },
} as const satisfies DescribedRule;

export const unusedSuppression = {
  ...shared,
  id: 'config/unused-suppression',
  summary: 'A suppression that silences nothing',
  severity: 'info',
  messages: { unused: 'Nothing is silenced here: `{rule}` reports nothing of the kind' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration that match no finding.',
    why: 'The fault it was written for is gone or has moved. Left standing, it would hide the next one.',
    instead: 'Remove the entry, or correct its `rule`, `path` or `column`.',
    limits: 'Said only where everything the entry could match was checked completely and its rule was switched on.',
  },
} as const satisfies DescribedRule;

export const expiredSuppression = {
  ...shared,
  id: 'config/expired-suppression',
  summary: 'A suppression past its last day',
  severity: 'warning',
  messages: { expired: 'This suppression of `{rule}` ended on {until}' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration whose `until` has passed. They silence nothing any more.',
    why: 'The date was a promise to look again.',
    instead: 'Mend the cause and remove the entry, or decide on a later `until` with a reason that still holds.',
    limits: 'The day is compared in the local time of the machine that checks; the last day itself still counts.',
  },
} as const satisfies DescribedRule;

/** All of them, sorted by id. */
export const metaRules: readonly DescribedRule[] = [expiredSuppression, suppressionWithoutReason, suppressionWithoutRule, unusedSuppression];
