/** Rules about what people write for Lintel itself, configuration and attestations: no data rule, but selected, silenced, graded and explained like any other. */
import type { RuleCommon } from '../../rules/api/rule.ts';
import { attestationRules } from './score/attestations/rules.ts';

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
    what: 'Finds entries of `suppressions:` in the configuration that have no `rule`, and comments such as `# lintel: ignore` and cell tags that name none.',
    why: 'An entry that silenced every rule would hide faults nobody has looked at, so Lintel does not let it silence anything.',
    instead: 'Name the rule, one entry per rule, in code `# lintel: ignore[group/rule] reason`. The id stands beside each finding.',
    limits: 'Comments are looked at in Python files, notebooks and files that rules on repositories look at.',
  },
} as const satisfies DescribedRule;

export const suppressionWithoutReason = {
  ...shared,
  id: 'config/suppression-without-reason',
  summary: 'A suppression that gives no reason',
  severity: 'warning',
  messages: { unexplained: '`{rule}` is silenced here without a reason' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration that have no `reason`, and comments such as `# lintel: ignore[group/rule]` with nothing behind them.',
    why: 'Whoever reads it next cannot tell a decision from a leftover.',
    instead: 'Say in `reason` why the finding is right as it is, for example `reason: "-1 means unknown in the source system"`.',
    limits: 'Any text counts as a reason. The suppression holds all the same. Cell tags have no room for one.',
  },
} as const satisfies DescribedRule;

export const unusedSuppression = {
  ...shared,
  id: 'config/unused-suppression',
  summary: 'A suppression that silences nothing',
  severity: 'info',
  messages: { unused: 'Nothing is silenced here: `{rule}` reports nothing of the kind' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration, and comments and cell tags in code, that match no finding.',
    why: 'The fault it was written for is gone or has moved. Left standing, it would hide the next one.',
    instead: 'Remove it, or correct its rule or place.',
    limits: 'Said only where everything it could match was checked completely and its rule was switched on; in code, where the whole project was.',
  },
} as const satisfies DescribedRule;

export const expiredSuppression = {
  ...shared,
  id: 'config/expired-suppression',
  summary: 'A suppression past its last day',
  severity: 'warning',
  messages: { expired: 'This suppression of `{rule}` ended on {until}', owned: 'This suppression of `{rule}` ended on {until}; its owner is `{owner}`' },
  docs: {
    what: 'Finds entries of `suppressions:` in the configuration whose `until` has passed. They silence nothing any more.',
    why: 'The date was a promise to look again.',
    instead: 'Mend the cause and remove the entry, or decide on a later `until` with a reason that still holds.',
    limits: 'The day is compared in the local time of the machine that checks; the last day itself still counts.',
  },
} as const satisfies DescribedRule;

export const unknownSuppressedRule = {
  ...shared,
  id: 'config/unknown-suppressed-rule',
  since: '0.2.0',
  summary: 'A suppression of a rule that does not exist',
  severity: 'warning',
  messages: { unknown: 'No rule is called `{rule}`, so nothing is silenced', misspelled: 'No rule is called `{rule}`; the nearest is `{nearest}`' },
  docs: {
    what: 'Finds comments such as `# lintel: ignore[group/rule] reason` and cell tags that name a rule Lintel does not have.',
    why: 'It silences nothing, although somebody decided that it should.',
    instead: 'Correct the id; it stands beside each finding. Groups cannot be silenced in code.',
    limits: 'In the configuration an unknown rule is refused before anything is checked.',
  },
} as const satisfies DescribedRule;

export const invalidApiEntry = {
  ...shared,
  id: 'config/invalid-api-entry',
  since: '0.2.0',
  summary: 'An entry of lintel.api.json that cannot be read',
  severity: 'warning',
  messages: { invalid: 'Left out of what is known of libraries: {fault}' },
  docs: {
    what: 'Finds entries of `lintel.api.json` that are no JSON or lack what their kind needs.',
    why: 'Calls that the entry describes stay unknown, so nothing certain is said of what comes out of them.',
    instead: 'Correct the entry; the guide and the schema say what each kind needs.',
    limits: 'Told when code of the project is checked. Whether the entry is true of the library is not looked at.',
  },
} as const satisfies DescribedRule;

/** All of them, sorted by id. */
export const metaRules: readonly DescribedRule[] = [...attestationRules, expiredSuppression, invalidApiEntry, suppressionWithoutReason, suppressionWithoutRule, unknownSuppressedRule, unusedSuppression];
