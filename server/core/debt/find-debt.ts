/** What the rules on debt find in a repository that is open: on its programs, as they were analysed, and on the rest of it. */
import { isRepositoryRule } from '../../../rules/api/rule.ts';
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../config.ts';
import { joinPath, parentFolder, relativePath } from '../paths.ts';
import type { CancelSignal } from '../ports.ts';
import { isNotebookPath } from '../python/check/read-source.ts';
import type { Finding, NotChecked } from '../report.ts';
import { settleRepository } from '../repository/check/check-repositories.ts';
import { inputsOf } from '../repository/check/find-repositories.ts';
import type { OpenedRepository, RepositoryPorts } from '../repository/gather/open-repository.ts';
import { readScriptTexts } from '../repository/gather/read-script-texts.ts';
import { selectRules } from '../rule-selection.ts';
import { applySuppressions } from '../suppression.ts';

export interface FindDebtRequest {
  /** Absolute. */
  readonly root: string;
  /** Absolute folder that display paths are relative to. */
  readonly workingFolder: string;
  /** Opened with the same rules to judge. */
  readonly opened: OpenedRepository;
  /** Every known rule; selection is in the configurations. */
  readonly rules: readonly Rule[];
  readonly configOf: (folder: string) => Promise<Config>;
  readonly signal: CancelSignal | null;
}

/** In the order of a report; silenced ones are marked. Paths of `notChecked` are as reports show them. */
export async function findDebt(request: FindDebtRequest, ports: Pick<RepositoryPorts, 'files' | 'clock' | 'log'>): Promise<{ readonly findings: readonly Finding[]; readonly notChecked: readonly NotChecked[] }> {
  const { root, workingFolder, opened, rules, configOf } = request;
  const repositoryRules = rules.filter(isRepositoryRule);
  const files = await inputsOf({ folder: root, paths: opened.repository.files.all.map(({ path }) => path) }, { rules: repositoryRules, configOf, workingFolder });
  const configs = [...new Set(files.map(({ config }) => config))];
  const running = repositoryRules.filter((rule) => configs.some((config) => selectRules([rule], config).length > 0));
  const found = { root, files: files.toSorted((a, b) => compare(a.path, b.path)), wholeFolders: [root] };
  const ofFiles = settleRepository({ found, opened: await withNotebooks(request, ports), running, rules, workingFolder, fixes: null }, ports);
  const programs = await Promise.all([...opened.programs.keys()].map(async (path) => ({ path: joinPath(root, path), displayPath: relativePath(workingFolder, joinPath(root, path)), config: await configOf(parentFolder(joinPath(root, path)) ?? root) })));
  const notChecked = [...opened.code.notChecked, ...ofFiles.notChecked];
  const findings = applySuppressions({
    findings: [...opened.code.findings, ...ofFiles.findings],
    inputs: [...programs, ...files],
    rules,
    notChecked: notChecked.map(({ path }) => path),
    wholeFolders: [root],
    today: ports.clock.today(),
  });
  return { findings: findings.toSorted((a, b) => compare(a.path, b.path) || (a.cell ?? 0) - (b.cell ?? 0) || (a.range?.start.line ?? 0) - (b.range?.start.line ?? 0) || (a.range?.start.column ?? 0) - (b.range?.start.column ?? 0) || compare(a.rule, b.rule)), notChecked };
}

/** Rules look for words in notebooks as well, whose texts are not kept when programs are analysed. */
async function withNotebooks({ root, opened, signal }: FindDebtRequest, { files: disk }: Pick<RepositoryPorts, 'files'>): Promise<Pick<OpenedRepository, 'repository' | 'notChecked'>> {
  const { repository, notChecked } = opened;
  const { files } = repository;
  const texts = await readScriptTexts(files.all.filter(({ path }) => isNotebookPath(path)), { root, files: disk, signal });
  return { notChecked, repository: { ...repository, files: { ...files, text: (path) => files.text(path) ?? texts.get(path) ?? null } } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
