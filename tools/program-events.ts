/** The events of small programs, for tests of what library calls mean. */
import { describeEvents } from '../server/core/python/analysis/testing/describe-events.ts';
import { factsOf } from './analyse-python.ts';

export interface ProgramCase {
  readonly name: string;
  readonly program: string;
  /** One line for each event but calls; line numbers count from the program's first line. */
  readonly events: readonly string[];
}

/** Returns the events of a program that starts with these imports. */
export async function eventsOfProgram(imports: readonly string[], program: string): Promise<readonly string[]> {
  const text = `${imports.join('; ')}\n${program}`;
  const facts = await factsOf(text);
  return describeEvents(facts.events, text).map((line) => line.replace(/^\d+/, (number) => String(Number(number) - 1)));
}
