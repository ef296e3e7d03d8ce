/** One line per finding, `path:line:column: severity rule message`, as editors and grep take it. */
import type { Report } from '../core/report.ts';
import { shownNotChecked } from './not-checked.ts';
import { openFindings, summarySentence } from './summary.ts';
import { display } from './terminal.ts';

/** Returns one line per open finding and per thing not checked, then the summary. */
export function* toConcise(report: Report): Generator<string, void> {
  for (const { path, range, cell, severity, rule, message } of openFindings(report)) {
    const place = range === null ? '' : `:${range.start.line}:${range.start.column}`;
    yield `${display(path)}${cell === null ? '' : `:cell ${cell}`}${place}: ${severity} ${rule} ${display(message)}\n`;
  }
  const { named, sentence } = shownNotChecked(report.notChecked);
  for (const { path, reason, message } of named) yield `${display(path)}: not checked (${reason}): ${display(message)}\n`;
  if (sentence !== null) yield `${sentence}\n`;
  yield `${summarySentence(report)}\n`;
}
