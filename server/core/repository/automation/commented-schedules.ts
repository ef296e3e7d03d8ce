/** Schedules that are written down as comments: nothing starts at them, and a reader should learn that. */
import type { Trigger } from '../../../../rules/api/repository/automation.ts';
import { isCron, isQuartz } from './cron.ts';
import { noBecause } from './outcomes.ts';
import { placeOfLine, type Reading } from './reading.ts';

const CRON = /^(?:-\s*)?(?:cron|schedule|cron_expression|quartz_cron_expression)['"]?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^#]+?))\s*(?:#.*)?$/;
const SCHEDULE = /^(?:-\s*)?schedules?\s*:\s*(?:#.*)?$/;

/** Returns one trigger for each run of comment lines that holds a schedule, at its first line of it. */
export function commentedSchedules(reading: Reading, path: string): readonly Trigger[] {
  const lines = reading.linesOf(path);
  const triggers: Trigger[] = [];
  for (let number = 1, isTold = false; number <= lines.length; number += 1) {
    const body = /^\s*#+\s*(.*?)\s*$/.exec((lines[number - 1] ?? '').slice(0, MAX_LINE))?.[1] ?? null;
    if (body === null) isTold = false;
    if (body === null || isTold || !(isCronLine(body) || (SCHEDULE.test(body) && isFollowedByTime(lines, number)))) continue;
    isTold = true;
    const at = placeOfLine(reading, path, number);
    triggers.push({ kind: 'schedule', at, fires: noBecause(at, 'the schedule is commented out') });
  }
  return triggers;
}

function isCronLine(body: string): boolean {
  const match = CRON.exec(body);
  const time = match?.[1] ?? match?.[2] ?? match?.[3] ?? '';
  return time.includes(' ') ? isCron(time) || isQuartz(time) : /^@[a-z]+$/.test(time);
}

/** A title such as `# schedule:` counts only when a time or an entry stands below it. */
function isFollowedByTime(lines: readonly string[], number: number): boolean {
  return lines.slice(number, number + LINES_BELOW).some((line) => {
    const body = /^\s*#+\s*(.*?)\s*$/.exec(line.slice(0, MAX_LINE))?.[1];
    return body !== undefined && (isCronLine(body) || /^(?:-\s*)?(?:interval|anchor_date|rrule|cron)\s*:/.test(body));
  });
}

/** How far below its title a time may stand, and how long a line is read. Our own choices. */
const LINES_BELOW = 4;
const MAX_LINE = 400;
