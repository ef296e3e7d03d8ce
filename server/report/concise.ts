/** One line per finding, `path:line:column: severity rule message`, as editors and grep take it. */
import type { Report } from '../core/report.ts';
import { shownNotChecked } from './not-checked.ts';
import { openFindings, summarySentence } from './summary.ts';
import { display } from './terminal.ts';

/** Returns one line per open finding and per thing not checked, then the summary. */
export function toConcise(report: Report): string {
  const findings = openFindings(report).map(({ path, range, cell, severity, rule, message }) => {
    const place = range === null ? '' : `:${range.start.line}:${range.start.column}`;
    return `${display(path)}${cell === null ? '' : `:cell ${cell}`}${place}: ${severity} ${rule} ${display(message)}`;
  });
  const { named, sentence } = shownNotChecked(report.notChecked);
  const notChecked = named.map(({ path, reason, message }) => `${display(path)}: not checked (${reason}): ${display(message)}`);
  return `${[...findings, ...notChecked, ...(sentence === null ? [] : [sentence]), summarySentence(report)].join('\n')}\n`;
}
