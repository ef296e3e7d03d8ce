/** `lintel debt`: the rules on debt, the repository and its score, as one view by kinds of debt. */
import type { Rule } from '../../../rules/api/rule.ts';
import { DEBT_GROUPS, debtOfRepository } from '../../core/debt/debt-of-repository.ts';
import type { DebtReport } from '../../core/debt/debt-report.ts';
import { findAll } from '../../core/score/find-all.ts';
import { debtJson } from '../../report/debt/json.ts';
import { debtMarkdown } from '../../report/debt/markdown.ts';
import { debtText } from '../../report/debt/text.ts';
import { DEBT_FLAGS, DEBT_FORMATS } from '../debt-flags.ts';
import type { DebtFormat } from '../debt-flags.ts';
import type { CliHost } from '../host.ts';
import { openRoot } from '../open-root.ts';
import { collectFlags } from '../raw-flags.ts';
import { readReportFlags } from '../report-flags.ts';
import type { ReportFlags } from '../report-flags.ts';
import { runReporting } from '../report-run.ts';
import type { Drawing, Outcome, Session } from '../report-run.ts';
import type { FolderArguments } from './folder-arguments.ts';

/** Shows debt and returns the exit code. */
export async function runDebt({ path, given }: FolderArguments, host: CliHost): Promise<number> {
  const flags = readReportFlags(collectFlags(DEBT_FLAGS, { given, env: host.env }), DEBT_FORMATS);
  return runReporting({ flags, host, perform: (session) => perform(path, session) });
}

/** Debt is no failure. */
async function perform(path: string, session: Session<ReportFlags<DebtFormat>>): Promise<Outcome<DebtFormat> | number> {
  const { host, watch } = session;
  const { checklist, finders } = await host.loadChecklist();
  const rules: readonly Rule[] = await host.loadRules();
  const rooted = await openRoot(path, { session, codeFinders: finders.code, judges: { rules, selected: DEBT_GROUPS } });
  if (typeof rooted === 'number') return rooted;
  const { root, shownRoot, opened, ports, configOf } = rooted;
  const { found } = findAll({ repository: opened.repository, inPrograms: [opened.programsFacts], finders: finders.repository });
  const report = await debtOfRepository({ root, shownRoot, workingFolder: host.workingFolder, opened, rules, configOf, checklist, found, signal: watch.signal }, ports);
  return { render: (format, drawing) => [render(report, { format, drawing })], notChecked: report.notChecked, isComplete: report.isComplete, isFailing: false };
}

function render(report: DebtReport, { format, drawing }: { readonly format: DebtFormat; readonly drawing: Drawing }): string {
  switch (format) {
    case 'text':
      return debtText(report, { ...drawing, profiles: 'left-out' });
    case 'json':
      return debtJson(report, { ...drawing, profiles: 'left-out' });
    case 'markdown':
      return debtMarkdown(report);
  }
}
