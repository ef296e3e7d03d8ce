/** Which known findings are provably no longer there. What was not asked, not looked at or not looked at to its end proves nothing. */
import { CONFIDENCES } from '../../../rules/api/finding.ts';
import { isCodeRule, isDataRule, isRepositoryRule } from '../../../rules/api/rule.ts';
import type { Rule } from '../../../rules/api/rule.ts';
import type { Config } from '../config.ts';
import { metaRules } from '../meta-rules.ts';
import type { DescribedRule } from '../meta-rules.ts';
import { isInside, resolvePath } from '../paths.ts';
import type { FoundProgram } from '../python/check/check-code.ts';
import { groupByProject } from '../python/check/project-root.ts';
import type { FileSystem } from '../ports.ts';
import type { BaselineEntry, Report } from '../report.ts';
import type { FoundRepository } from '../repository/check/find-repositories.ts';
import { selectRules } from '../rule-selection.ts';
import type { BaselineMatch } from './match-baseline.ts';

export interface AbsenceRequest {
  readonly missing: BaselineMatch['missing'];
  /** As for matching. */
  readonly gone: ReadonlySet<string>;
  readonly report: Pick<Report, 'checked' | 'notChecked' | 'profiles' | 'isComplete'>;
  /** Every rule the run could ask. */
  readonly rules: readonly Rule[];
  readonly datasets: readonly { readonly dataset: { readonly displayPath: string }; readonly config: Config }[];
  readonly programs: readonly FoundProgram[];
  readonly repositories: readonly FoundRepository[];
  /** Absolute folders that were walked to their end. */
  readonly wholeFolders: readonly string[];
  /** Absolute folder of the baseline. */
  readonly root: string;
  readonly rootConfig: Config;
  readonly workingFolder: string;
}

/** Returns the entries that are no longer found, each with the number that is missing. */
export async function absentEntries(request: AbsenceRequest, files: FileSystem): Promise<readonly BaselineEntry[]> {
  if (request.missing.length === 0) return [];
  const judging = await prepare(request, files);
  return request.missing.flatMap(({ entry, count }) => (isAbsent(entry, judging) ? [{ ...entry, count }] : []));
}

interface Judging {
  readonly request: AbsenceRequest;
  readonly ruleOf: ReadonlyMap<string, Rule | DescribedRule>;
  readonly datasets: ReadonlyMap<string, Config>;
  readonly programs: ReadonlyMap<string, Config>;
  readonly settings: ReadonlyMap<string, Config>;
  /** Paths of programs of which the whole project was checked. */
  readonly inWholeProjects: ReadonlySet<string>;
  readonly checked: ReadonlySet<string>;
  /** Everything under the baseline's folder was checked. */
  readonly isAllChecked: boolean;
}

async function prepare(request: AbsenceRequest, files: FileSystem): Promise<Judging> {
  const { report, rules, datasets, programs, repositories, wholeFolders, workingFolder, root } = request;
  const notChecked = new Set(report.notChecked.map(({ path }) => path));
  const sampled = new Set(report.profiles.flatMap(({ path, isSample }) => (isSample ? [path] : [])));
  const isWalked = (folder: string): boolean => wholeFolders.some((whole) => isInside(folder, whole));
  const unreadPaths = [...notChecked].map((path) => resolvePath(workingFolder, path));
  const projects = programs.length === 0 ? [] : await groupByProject({ programs, workingFolder }, files);
  const wholeProjects = projects.filter((project) => isWalked(project.root) && !unreadPaths.some((path) => isInside(path, project.root)));
  return {
    request,
    ruleOf: new Map([...rules, ...metaRules].map((rule) => [rule.id, rule])),
    datasets: new Map(datasets.map(({ dataset, config }) => [dataset.displayPath, config])),
    programs: new Map(programs.map(({ program, config }) => [program.displayPath, config])),
    settings: new Map(repositories.flatMap((found) => found.files.map(({ displayPath, config }) => [displayPath, config] as const))),
    inWholeProjects: new Set(wholeProjects.flatMap((project) => project.programs.map(({ program }) => program.displayPath))),
    checked: new Set(report.checked.flatMap(({ path, isPartly }) => (notChecked.has(path) || sampled.has(path) || isPartly === true ? [] : [path]))),
    isAllChecked: report.isComplete && isWalked(root),
  };
}

function isAbsent(entry: BaselineEntry, judging: Judging): boolean {
  const rule = judging.ruleOf.get(entry.rule);
  if (rule === undefined) return false;
  const { request, isAllChecked } = judging;
  // where it went can only be told when there is nothing that was not looked at
  if (request.gone.has(entry.path)) return isAllChecked && isAsked(entry, { rule, config: request.rootConfig });
  const config = configWhereComplete(entry.path, { rule, judging });
  return config !== null && isAsked(entry, { rule, config });
}

/** The configuration the file was checked with, when all that the rule could have said of it was said. */
function configWhereComplete(path: string, { rule, judging }: { readonly rule: Rule | DescribedRule; readonly judging: Judging }): Config | null {
  const { request, datasets, programs, settings, checked, inWholeProjects, isAllChecked } = judging;
  const config = datasets.get(path) ?? programs.get(path) ?? settings.get(path) ?? null;
  if (!('kind' in rule)) return isAllChecked ? (config ?? request.rootConfig) : null;
  // of a table that only programs look at, all of them have to be there
  if (isDataRule(rule) && config === null && isAllChecked) return request.rootConfig;
  if (!checked.has(path)) return null;
  if (programs.has(path) && (isCodeRule(rule) || isDataRule(rule))) return inWholeProjects.has(path) ? config : null;
  if (isDataRule(rule)) return config;
  if (!isRepositoryRule(rule)) return null;
  const found = request.repositories.find(({ files }) => files.some(({ displayPath }) => displayPath === path));
  if (found === undefined) return null;
  return rule.needs !== 'programs' || found.wholeFolders.includes(found.root) ? config : null;
}

function isAsked(entry: BaselineEntry, { rule, config }: { readonly rule: Rule | DescribedRule; readonly config: Config }): boolean {
  return selectRules([rule], config).length > 0 && CONFIDENCES.indexOf(entry.confidence) <= CONFIDENCES.indexOf(config.confidence);
}
