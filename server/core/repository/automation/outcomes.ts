/** Outcomes of what automations say, put together. A `no` is stronger than `unknown`, `unknown` than `yes`. */
import { YES, type Answer, type Link, type Outcome, type RepositoryPlace } from '../../../../rules/api/repository/place.ts';

export function noBecause(at: RepositoryPlace, text: string): Outcome {
  return { answer: 'no', links: [{ at, text }] };
}

export function unknownBecause(at: RepositoryPlace, text: string): Outcome {
  return { answer: 'unknown', links: [{ at, text }] };
}

/** `yes` when all are; the links are those of the answer that decides. */
export function allOf(...outcomes: readonly Outcome[]): Outcome {
  return strongest(outcomes, ['no', 'unknown']) ?? YES;
}

/** `yes` when one is; without any, `none`. */
export function anyOf(outcomes: readonly Outcome[], none: Outcome): Outcome {
  return strongest(outcomes, ['yes', 'unknown', 'no']) ?? none;
}

function strongest(outcomes: readonly Outcome[], order: readonly Answer[]): Outcome | null {
  for (const answer of order) {
    const deciding = outcomes.filter((outcome) => outcome.answer === answer);
    if (deciding.length > 0) return { answer, links: deciding.flatMap(({ links }): readonly Link[] => links) };
  }
  return null;
}

/** A value in a link: short, on one line, in backticks. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('`', "'").trim();
  return `\`${line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED - 1)}…` : line}\``;
}

/** Longer values say nothing more in a sentence. Our own choice. */
const MAX_QUOTED = 60;
