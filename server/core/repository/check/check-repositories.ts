/** The rules on repositories: gathers each repository once, as far as the rules need it, asks them, and settles what they say. */
import { defaultOptions } from '../../../../rules/api/option.ts';
import type { OptionTable, OptionValues } from '../../../../rules/api/option.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import type { RepositoryRule } from '../../../../rules/api/repository-rule.ts';
import { isRepositoryRule } from '../../../../rules/api/rule.ts';
import type { Rule } from '../../../../rules/api/rule.ts';
import type { Config } from '../../config.ts';
import { judgeName } from '../../discovery/file-kinds.ts';
import { metaRules } from '../../meta-rules.ts';
import { groupOf, selectRules } from '../../rule-selection.ts';
import { fileName, isInside, joinPath, relativePath } from '../../paths.ts';
import type { CancelSignal } from '../../ports.ts';
import type { Draft } from '../../python/check/draft.ts';
import type { FixesWanted } from '../../python/fix/mend-program.ts';
import { settleDrafts } from '../../python/check/settle-drafts.ts';
import type { Finding, NotChecked } from '../../report.ts';
import { openRepository } from '../gather/open-repository.ts';
import type { OpenedRepository, RepositoryPorts } from '../gather/open-repository.ts';
import { draftVerdict, repositoryLines } from './draft-verdicts.ts';
import type { RepositoryLines } from './draft-verdicts.ts';
import type { FoundRepository } from './find-repositories.ts';
import { keepHoldingFixes } from './holding-fixes.ts';
import { suppressionsInText } from './text-suppressions.ts';

export interface CheckRepositoriesRequest {
  readonly found: readonly FoundRepository[];
  /** Every known rule; selection is in the configurations of the files. */
  readonly rules: readonly Rule[];
  /** Absolute folder that display paths are relative to. */
  readonly workingFolder: string;
  /** Configuration of a folder, for what is excluded; defaults when left out. */
  readonly configOf?: (folder: string) => Promise<Config>;
  /** Which fixes to find; null for none. */
  readonly fixes: FixesWanted | null;
  readonly signal: CancelSignal | null;
  readonly onProgress: (done: number, displayPath: string) => void;
}

export interface RepositoriesResult {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
  /** Display paths of the files that were checked. */
  readonly checked: readonly string[];
}

/** Findings stand in the files asked for only. Never throws for what is there. */
export async function checkRepositories(request: CheckRepositoriesRequest, ports: RepositoryPorts): Promise<RepositoriesResult> {
  const results: RepositoriesResult[] = [];
  for (const [index, found] of request.found.entries()) {
    const onProgress = (done: number, path: string): void => request.onProgress((index + done) / request.found.length, relativePath(request.workingFolder, joinPath(found.root, path)));
    results.push(await checkRepository(found, { ...request, onProgress }, ports));
  }
  return { findings: results.flatMap(({ findings }) => findings), notChecked: results.flatMap(({ notChecked }) => notChecked), checked: results.flatMap(({ checked }) => checked) };
}

async function checkRepository(found: FoundRepository, request: CheckRepositoriesRequest, ports: RepositoryPorts): Promise<RepositoriesResult> {
  const { signal } = request;
  const cancelled = (): RepositoriesResult => ({ findings: [], checked: [], notChecked: found.files.map(({ displayPath }) => ({ path: displayPath, reason: 'cancelled', message: 'the check was cancelled before this file' })) });
  const isCancelled = (): boolean => signal?.aborted === true;
  if (isCancelled()) return cancelled();
  const configs = new Map(found.files.map(({ path, config }) => [path, config]));
  const rules = request.rules.filter(isRepositoryRule);
  const isWhole = found.wholeFolders.includes(found.root);
  const running = rules.filter((rule) => (isWhole || rule.needs !== 'programs') && found.blaming?.has(rule.id) !== false && [...new Set(configs.values())].some((config) => selectRules([rule], config).length > 0));
  const opened = await openRepository({ root: found.root, reads: mostNeeded(running), signal, onProgress: request.onProgress, ...(request.configOf === undefined ? {} : { configOf: request.configOf }) }, ports);
  if (isCancelled()) return cancelled();
  return settleRepository({ ...request, found, opened, running }, ports);
}

export interface SettleRepositoryRequest extends Pick<CheckRepositoriesRequest, 'rules' | 'workingFolder' | 'fixes'> {
  readonly found: FoundRepository;
  readonly opened: Pick<OpenedRepository, 'repository' | 'notChecked'>;
  /** Those of `rules` to ask. */
  readonly running: readonly RepositoryRule[];
}

/** What rules find in a repository that is open. */
export function settleRepository({ found, opened, running, workingFolder, fixes, ...request }: SettleRepositoryRequest, ports: Pick<RepositoryPorts, 'log'>): RepositoriesResult {
  const rules = request.rules.filter(isRepositoryRule);
  const configs = new Map(found.files.map(({ path, config }) => [path, config]));
  const { drafts, failures } = judgeRepository({ repository: opened.repository, root: found.root, rules: running, configs, fixes });
  const displayPath = (path: string): string => relativePath(workingFolder, path);
  const ownNotes = opened.notChecked.map((note): NotChecked => ({ ...note, path: joinPath(found.root, note.path) })).filter(({ path, reason }) => configs.has(path) || reason === 'internal-error');
  const notChecked = [
    ...ownNotes.map((note): NotChecked => ({ ...note, path: displayPath(note.path) })),
    ...failures.map(({ rule, detail }): NotChecked => {
      ports.log.warn(`rule ${rule} failed on ${displayPath(found.root)}: ${detail}`);
      return { path: displayPath(found.root), reason: 'internal-error', message: `rule ${rule} failed; all other rules ran. Run with -v for the log and report it` };
    }),
  ];
  const unread = new Set(ownNotes.map(({ path }) => path));
  const settled = settleDrafts({
    drafts,
    suppressions: suppressionsOf(opened.repository, found),
    rules,
    knownIds: [...request.rules, ...metaRules].map(({ id }) => id),
    configOf: (path) => configs.get(path) ?? never(path),
    displayPath,
    isWhole: (path) => failures.length === 0 && !unread.has(path) && found.wholeFolders.some((folder) => isInside(path, folder)),
  });
  // comments of programs are judged where their other findings are
  const findings = settled.filter(({ rule, path }) => groupOf(rule) !== 'config' || judgeName(fileName(path)) !== 'program');
  return { findings, notChecked, checked: found.files.filter(({ path }) => !unread.has(path)).map((file) => file.displayPath) };
}

function never(path: string): never {
  throw new Error(`${path} was not asked for`);
}

const NEEDS: readonly RepositoryRule['needs'][] = ['files', 'texts', 'runs', 'programs'];

function mostNeeded(rules: readonly RepositoryRule[]): RepositoryRule['needs'] {
  return NEEDS[Math.max(0, ...rules.map(({ needs }) => NEEDS.indexOf(needs)))] ?? 'files';
}

export interface JudgeRequest {
  readonly repository: Repository;
  /** Absolute. */
  readonly root: string;
  readonly rules: readonly RepositoryRule[];
  /** Of the files asked for, by absolute path. */
  readonly configs: ReadonlyMap<string, Config>;
  readonly fixes: FixesWanted | null;
}

/** Asks each rule once for every configuration that selects it; a rule that breaks loses no other. */
export function judgeRepository({ repository, root, rules, configs, fixes }: JudgeRequest): { readonly drafts: readonly Draft[]; readonly failures: readonly { readonly rule: string; readonly detail: string }[] } {
  const lines = repositoryLines(repository);
  const drafts: Draft[] = [];
  const failures: { readonly rule: string; readonly detail: string }[] = [];
  for (const config of new Set(configs.values())) {
    for (const rule of selectRules(rules, config)) {
      try {
        drafts.push(...draftsOf(rule, { repository, root, config, lines, fixes: fixes?.safety ?? null, isAsked: (path) => configs.get(joinPath(root, path)) === config }));
      } catch (error) {
        failures.push({ rule: rule.id, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    }
  }
  if (fixes === null) return { drafts, failures };
  const judge = (edited: Repository, asked: readonly RepositoryRule[]): readonly Draft[] | null => {
    const again = judgeRepository({ repository: edited, root, rules: asked, configs, fixes: null });
    return again.failures.length > 0 ? null : again.drafts;
  };
  const wanted = drafts.map((draft) => (isWanted(draft, fixes) ? draft : { ...draft, fixes: [] }));
  return { drafts: keepHoldingFixes({ drafts: wanted, repository, root, rules, judge }), failures };
}

/** Whether the draft touches the stretch of text that fixes are asked for. */
function isWanted({ path, start, end }: Draft, { within }: FixesWanted): boolean {
  return within === null || (path === within.path && start <= within.end && end >= within.start);
}

interface Asking {
  readonly repository: Repository;
  readonly root: string;
  readonly config: Config;
  readonly lines: RepositoryLines;
  readonly fixes: 'safe' | 'all' | null;
  readonly isAsked: (path: string) => boolean;
}

function draftsOf(rule: RepositoryRule, { repository, root, config, lines, fixes, isAsked }: Asking): readonly Draft[] {
  const options = { ...defaultOptions(rule.options), ...config.rules[rule.id] } as OptionValues<OptionTable>;
  const verdicts = rule.find({ repository, options }).filter(({ at }) => isAsked(at.path));
  return verdicts.map((verdict) => draftVerdict(verdict, { root, repository, rule, options, lines, safety: fixes }));
}

function suppressionsOf({ files }: Repository, found: FoundRepository): ReadonlyMap<string, ReturnType<typeof suppressionsInText>> {
  return new Map(
    found.files.flatMap(({ path }) => {
      const text = path.endsWith('.ipynb') ? null : files.text(relativePath(found.root, path));
      return text === null ? [] : [[path, suppressionsInText(path, text)] as const];
    }),
  );
}
