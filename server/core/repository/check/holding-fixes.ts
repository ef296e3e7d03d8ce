/** Keeps the fixes that hold: the repository with the edited texts, judged again, no longer has the finding and has no new one. Pure. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import type { RepositoryRule } from '../../../../rules/api/repository-rule.ts';
import { relativePath } from '../../paths.ts';
import type { Draft, DraftFix } from '../../python/check/draft.ts';
import { applyEdits } from '../../python/notebook/edit-notebook.ts';
import { automationsOf } from '../automation/automations-of.ts';
import { dockerFilesOf } from '../docker/docker-files-of.ts';
import { createRepositoryFiles } from '../files/repository-files.ts';
import { isLookedAt } from './find-repositories.ts';

export interface HoldingFixesRequest {
  readonly drafts: readonly Draft[];
  readonly repository: Repository;
  /** Absolute. */
  readonly root: string;
  /** Those that were asked. */
  readonly rules: readonly RepositoryRule[];
  /** Asks the rules of a repository again; null when one of them breaks. */
  readonly judge: (repository: Repository, rules: readonly RepositoryRule[]) => readonly Draft[] | null;
}

/** Judging again takes as long as judging: later findings have no fixes until earlier ones are mended. Own choice. */
const MOST_FIXES = 50;

export function keepHoldingFixes(request: HoldingFixesRequest): readonly Draft[] {
  let tried = 0;
  const holdsInTime = (draft: Draft, fix: DraftFix): boolean => {
    tried += 1;
    return tried <= MOST_FIXES && holds(draft, fix, request);
  };
  return request.drafts.map((draft) => (draft.fixes.length === 0 ? draft : { ...draft, fixes: draft.fixes.filter((fix) => holdsInTime(draft, fix)) }));
}

function holds(draft: Draft, { fileEdits }: DraftFix, { drafts, repository, root, rules, judge }: HoldingFixesRequest): boolean {
  const paths = [...new Set(fileEdits.map(({ path }) => path))];
  const texts = new Map(paths.map((path) => [relativePath(root, path), applyEdits(repository.files.text(relativePath(root, path)) ?? '', fileEdits.filter((edit) => edit.path === path))]));
  // what commands run and programs do is not worked out again
  const asked = rules.filter((rule) => (rule.needs === 'files' || rule.needs === 'texts') && [...texts.keys()].some((path) => isLookedAt(path, [rule])));
  if (!asked.some(({ id }) => id === draft.rule)) return false;
  const judged = judge(withTexts(repository, texts), asked);
  if (judged === null) return false;
  const ids = new Set<string>(asked.map(({ id }) => id));
  const count = (all: readonly Draft[]): ReadonlyMap<string, number> => countCauses(all.filter(({ rule, path }) => ids.has(rule) && paths.includes(path)));
  const [before, after] = [count(drafts), count(judged)];
  const isGone = (after.get(causeOf(draft)) ?? 0) < (before.get(causeOf(draft)) ?? 0);
  return isGone && [...after].every(([cause, number]) => number <= (before.get(cause) ?? 0));
}

/** Places move when text is edited, so equal causes are counted. */
function causeOf({ rule, messageId, path }: Draft): string {
  return [rule, messageId, path].join('\0');
}

function countCauses(drafts: readonly Draft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const draft of drafts) counts.set(causeOf(draft), (counts.get(causeOf(draft)) ?? 0) + 1);
  return counts;
}

/** The same repository with other texts; what is read of settings and Dockerfiles follows, what programs and commands do stays. */
function withTexts(repository: Repository, texts: ReadonlyMap<string, string>): Repository {
  const edited = createRepositoryFiles({ all: repository.files.all.filter(({ path }) => texts.has(path)), textOf: (path) => texts.get(path) ?? null });
  const ofPath = (path: string): RepositoryFiles => (texts.has(path) ? edited : repository.files);
  const files: RepositoryFiles = {
    all: repository.files.all,
    has: (path) => repository.files.has(path),
    matching: (...globs) => repository.files.matching(...globs),
    text: (path) => ofPath(path).text(path),
    trees: (path) => ofPath(path).trees(path),
    place: (path, start, end) => ofPath(path).place(path, start, end),
  };
  const computed = new Map<unknown, unknown>();
  const isAutomation = repository.automations.some(({ at }) => texts.has(at.path));
  const again: Repository = {
    ...repository,
    files,
    docker: repository.docker.some(({ path }) => texts.has(path)) ? dockerFilesOf(files) : repository.docker,
    automations: isAutomation ? automationsOf({ files, git: repository.git }) : repository.automations,
    once: <T>(compute: (of: Repository) => T): T => {
      if (!computed.has(compute)) computed.set(compute, compute(again));
      return computed.get(compute) as T;
    },
  };
  return again;
}
