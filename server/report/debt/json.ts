/** Debt as JSON, schemaVersion 1. Its shape changes only by adding. */
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { escapeInvisible, jsonHead, jsonNotChecked } from '../json.ts';
import type { ReportOptions } from '../summary.ts';

export function debtJson({ view, commit, isDirty, notChecked, isComplete }: DebtReport, options: ReportOptions): string {
  const document = { ...jsonHead(options), commit, dirty: isDirty, kinds: view.kinds, questions: view.questions, notChecked: notChecked.map(jsonNotChecked), complete: isComplete };
  return `${escapeInvisible(JSON.stringify(document, null, 2))}\n`;
}
