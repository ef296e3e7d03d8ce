/** Outcomes of several questions as the outcome of one. */
import type { Outcome } from '../../../rules/api/repository/place.ts';
import { UNKNOWN, YES } from '../../../rules/api/repository/place.ts';

/** Yes when all are; no as soon as one is, with the links of those that are not. */
export function allOf(outcomes: readonly Outcome[]): Outcome {
  const no = outcomes.filter(({ answer }) => answer === 'no');
  if (no.length > 0) return { answer: 'no', links: no.flatMap(({ links }) => links) };
  const unknown = outcomes.filter(({ answer }) => answer === 'unknown');
  if (unknown.length > 0) return { answer: 'unknown', links: unknown.flatMap(({ links }) => links) };
  return outcomes.length === 0 ? YES : { answer: 'yes', links: outcomes.flatMap(({ links }) => links) };
}

/** Yes as soon as one is, with its links; no when all are. Nothing to choose from is a no. */
export function anyOf(outcomes: readonly Outcome[]): Outcome {
  const yes = outcomes.find(({ answer }) => answer === 'yes');
  if (yes !== undefined) return yes;
  const unknown = outcomes.filter(({ answer }) => answer === 'unknown');
  if (unknown.length > 0) return { answer: 'unknown', links: unknown.flatMap(({ links }) => links) };
  return { answer: 'no', links: outcomes.flatMap(({ links }) => links) };
}

export function opposite(outcome: Outcome): Outcome {
  switch (outcome.answer) {
    case 'yes':
      return { answer: 'no', links: outcome.links };
    case 'no':
      return { answer: 'yes', links: outcome.links };
    case 'unknown':
      return outcome.links.length === 0 ? UNKNOWN : outcome;
  }
}
