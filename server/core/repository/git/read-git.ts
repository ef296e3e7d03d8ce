/** What git knows of a repository, as facts. */
import type { GitFacts } from '../../../../rules/api/repository/files.ts';
import type { CancelSignal, Git, GitRaw } from '../../ports.ts';
import type { NotChecked } from '../../report.ts';

export interface ReadGit {
  /** Null when there is no repository, or it is not trusted. */
  readonly git: GitFacts | null;
  readonly tracked: ReadonlySet<string> | null;
  readonly notChecked: readonly NotChecked[];
}

/** @param git null when the folder is not trusted */
export async function readGit({ root, git, signal }: { readonly root: string; readonly git: Git | null; readonly signal: CancelSignal | null }): Promise<ReadGit> {
  const reading = git === null ? { kind: 'none' as const } : await git.read(root, signal);
  switch (reading.kind) {
    case 'none':
      return { git: null, tracked: null, notChecked: [] };
    case 'failed':
      return { git: null, tracked: null, notChecked: [{ path: '.git', reason: 'unreadable', message: reading.text }] };
    case 'read': {
      const { raw, missing } = reading;
      const notChecked: readonly NotChecked[] = missing === null ? [] : [{ path: '.git', reason: 'unreadable', message: missing }];
      return { git: gitFactsOf(raw), tracked: raw.tracked === null ? null : new Set(raw.tracked), notChecked };
    }
  }
}

export function gitFactsOf(raw: GitRaw): GitFacts {
  const { commit, branch, isDirty, isShallow, commits, branches, tags } = raw;
  const dates = new Map<string, string>();
  for (const { date, paths } of commits) for (const path of paths) if (!dates.has(path)) dates.set(path, date);
  return { commit, branch, isDirty, isShallow, commits, branches, tags, lastChanged: (path) => dates.get(path) ?? null };
}
