/** How debt is put into words and signs. Pure. */
import type { EditorDebt, EditorDebtKind } from '../../server/protocol/debt.ts';

export interface DebtLook {
  readonly label: string;
  /** Codicon. */
  readonly icon: string;
}

export const DEBT_LOOKS: Readonly<Record<EditorDebtKind['status'], DebtLook>> = {
  found: { label: 'found', icon: 'warning' },
  counted: { label: 'counted', icon: 'graph' },
  open: { label: 'to ask', icon: 'question' },
  clear: { label: 'not found', icon: 'circle-large-outline' },
};

/** `3 places`, `counted`, `to ask`. */
export function debtKindText({ status, places }: EditorDebtKind): string {
  if (status !== 'found') return DEBT_LOOKS[status].label;
  return places.length === 1 ? '1 place' : `${places.length} places`;
}

/** Kinds that files prove, then those they count; where there are none, there is nothing to show. */
export function seenDebt({ kinds }: EditorDebt): readonly EditorDebtKind[] {
  return [...kinds.filter(({ status }) => status === 'found'), ...kinds.filter(({ status }) => status === 'counted')];
}
