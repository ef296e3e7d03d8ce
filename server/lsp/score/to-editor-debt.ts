/** Debt as the editor shows it: places as addresses and 0-based ranges. Pure. */
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { debtPlaceText, debtSummary } from '../../core/debt/debt-summary.ts';
import type { DebtPlace } from '../../core/debt/debt-view.ts';
import { resolvePath } from '../../core/paths.ts';
import type { EditorDebt, EditorDebtPlace } from '../../protocol/debt.ts';

export interface EditorDebtRequest {
  readonly report: DebtReport;
  /** Absolute. */
  readonly root: string;
  readonly uriOfPath: (path: string) => string;
}

export function toEditorDebt({ report: { view }, root, uriOfPath }: EditorDebtRequest): EditorDebt {
  const placeOf = (at: DebtPlace): EditorDebtPlace => {
    const { rule, message, path, cell, line, changed } = at;
    const start = line === null ? null : { line: line - 1, character: 0 };
    return { rule, message, where: debtPlaceText(at), changed, place: { uri: uriOfPath(resolvePath(root, path)), cell: cell === null ? null : cell - 1, range: start === null ? null : { start, end: start } } };
  };
  return {
    summary: debtSummary(view),
    kinds: view.kinds.map(({ id, title, what, next, status, places, numbers, question }) => ({ id, title, what, next, status, places: places.map(placeOf), numbers, question })),
  };
}
