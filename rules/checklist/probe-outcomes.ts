/** Answers of probes made of lists of places. */
import type { Link, Outcome } from '../api/repository/place.ts';
import type { FunctionSummary } from '../api/repository/program.ts';
import type { Repository } from '../api/repository/repository.ts';

/** Places shown with an answer. Own choice. */
const MOST_LINKS = 10;

export function yes(links: readonly Link[]): Outcome {
  return { answer: 'yes', links: links.slice(0, MOST_LINKS) };
}

export function no(links: readonly Link[]): Outcome {
  return { answer: 'no', links: links.slice(0, MOST_LINKS) };
}

export function unknown(links: readonly Link[]): Outcome {
  return { answer: 'unknown', links: links.slice(0, MOST_LINKS) };
}

/** No with the bad ones, unknown with those that cannot be told, else yes with the good ones; null when there is nothing to ask about. */
export function every<T>(all: readonly T[], judge: (one: T) => Outcome, linkOf: (one: T) => Link): Outcome | null {
  if (all.length === 0) return null;
  const judged = all.map((one) => ({ one, outcome: judge(one) }));
  const links = (answer: Outcome['answer']): readonly Link[] => judged.filter(({ outcome }) => outcome.answer === answer).flatMap(({ one, outcome }) => (outcome.links.length > 0 ? outcome.links : [linkOf(one)]));
  const bad = links('no');
  if (bad.length > 0) return no(bad);
  const unsure = links('unknown');
  return unsure.length > 0 ? unknown(unsure) : yes(links('yes'));
}

export function testsOf({ programs }: Repository): readonly FunctionSummary[] {
  return programs.flatMap(({ functions }) => functions.filter(({ test }) => test !== null));
}

export function linkTo(text: (one: FunctionSummary) => string): (one: FunctionSummary) => Link {
  return (one) => ({ at: one.at, text: text(one) });
}

/** Yes as soon as one is. */
export function anyOf(outcomes: readonly Outcome[]): Outcome {
  const best = outcomes.find(({ answer }) => answer === 'yes') ?? outcomes.find(({ answer }) => answer === 'unknown');
  return best ?? no(outcomes.flatMap(({ links }) => links));
}
