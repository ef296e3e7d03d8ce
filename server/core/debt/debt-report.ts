/** The debt view with what outputs say around it. Plain data. */
import type { GitFacts } from '../../../rules/api/repository/files.ts';
import type { NotChecked } from '../report.ts';
import type { DebtView } from './debt-view.ts';

export interface DebtReport {
  readonly view: DebtView;
  readonly commit: string | null;
  readonly isDirty: boolean | null;
  readonly notChecked: readonly NotChecked[];
  readonly isComplete: boolean;
}

export function debtReport({ view, git, notChecked, isCancelled }: { readonly view: DebtView; readonly git: GitFacts | null; readonly notChecked: readonly NotChecked[]; readonly isCancelled: boolean }): DebtReport {
  const said = new Set<string>();
  const once = notChecked.filter(({ path, message }) => !said.has(`${path}\n${message}`) && said.add(`${path}\n${message}`) !== undefined);
  return { view, commit: git?.commit ?? null, isDirty: git?.isDirty ?? null, notChecked: once, isComplete: once.length === 0 && !isCancelled };
}
