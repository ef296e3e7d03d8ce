/** `--statistics` and `--timings`, both for stderr. */
import type { Report } from '../core/report.ts';
import { openFindings } from '../report/summary.ts';
import { display, padStart } from '../report/terminal.ts';

/** Returns findings per rule, most first. */
export function statisticsText(report: Report): string {
  const counts = new Map<string, number>();
  for (const { rule } of openFindings(report)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  const rows = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return rows.map(([rule, count]) => `${padStart(String(count), 6)}  ${rule}\n`).join('');
}

export interface Timings {
  /** Gives the time since the last mark to this step. */
  mark(step: string): void;
  text(): string;
}

/** Returns a watch that starts with the process. */
export function createTimings(): Timings {
  const steps: { readonly step: string; readonly ms: number }[] = [{ step: 'start', ms: performance.now() }];
  let last = performance.now();
  return {
    mark: (step) => {
      const now = performance.now();
      steps.push({ step, ms: now - last });
      last = now;
    },
    text: () => [...steps, { step: 'total', ms: performance.now() }].map(({ step, ms }) => `${padStart(`${Math.round(ms)} ms`, 10)}  ${display(step)}\n`).join(''),
  };
}
