/** Debt of a repository that is open, from the findings of its rules to what outputs show. */
import type { Found } from '../../../rules/api/checklist/check.ts';
import type { Checklist } from '../../../rules/api/checklist/checklist.ts';
import type { NotChecked } from '../report.ts';
import { joinPath } from '../paths.ts';
import type { RepositoryPorts } from '../repository/gather/open-repository.ts';
import { reachOf } from '../repository/reach/reach-of.ts';
import { NO_ATTESTATIONS } from '../score/attestations/attestation.ts';
import { scoreRepository } from '../score/score-repository.ts';
import { debtReport } from './debt-report.ts';
import type { DebtReport } from './debt-report.ts';
import { debtView } from './debt-view.ts';
import { findDebt } from './find-debt.ts';
import type { FindDebtRequest } from './find-debt.ts';

/** Groups whose findings are debt: the selection of every configuration that is used here. */
export const DEBT_GROUPS: readonly string[] = ['debt', 'reproducibility'];

export interface DebtRequest extends FindDebtRequest {
  readonly checklist: Checklist;
  /** Everything the finders of the checklist found. */
  readonly found: Found;
  /** The root as reports show it; `.` for the working folder itself. */
  readonly shownRoot: string;
}

/** Says nothing as whole when `signal` is aborted on the way. */
export async function debtOfRepository(request: DebtRequest, ports: Pick<RepositoryPorts, 'files' | 'clock' | 'log'>): Promise<DebtReport> {
  const { opened, checklist, found, shownRoot, signal } = request;
  const { repository } = opened;
  const [rubric] = checklist.rubrics;
  // what people state pays no debt
  const sections = rubric === undefined ? [] : scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations: NO_ATTESTATIONS, today: ports.clock.today(), notChecked: opened.notChecked }).score.sections;
  const { findings, notChecked } = await findDebt(request, ports);
  const view = debtView({ findings, repository, sections, prefix: shownRoot === '.' ? '' : `${shownRoot}/` });
  const ofRoot = opened.notChecked.map((note): NotChecked => ({ ...note, path: shownRoot === '.' ? note.path : note.path === '.' ? shownRoot : joinPath(shownRoot, note.path) }));
  return debtReport({ view, git: repository.git, notChecked: [...notChecked, ...ofRoot], isCancelled: signal?.aborted === true });
}
