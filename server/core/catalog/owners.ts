/** Who answers for a path: CODEOWNERS, else who changed it most often. */
import type { GitFacts, RepositoryFiles } from '../../../rules/api/repository/files.ts';
import { matchesGlob } from '../glob.ts';
import type { DatasetOwner } from './catalog.ts';
import { compareText } from './claims.ts';

export interface Owners {
  /** @param paths the dataset's own, then those of what makes it */
  ownerOf(paths: readonly string[]): DatasetOwner | null;
}

const FILES = ['.github/CODEOWNERS', 'CODEOWNERS', '.gitlab/CODEOWNERS', 'docs/CODEOWNERS'];

export function readOwners(files: RepositoryFiles, git: GitFacts | null): Owners {
  const path = FILES.find((each) => files.has(each));
  const rules = path === undefined ? [] : ownerRules(files.text(path) ?? '');
  const authors = authorsByPath(git);
  return {
    ownerOf: (paths) => {
      for (const each of paths) {
        const found = rules.findLast(({ glob }) => fits(glob, each));
        if (found !== undefined && found.owners !== '') return { name: found.owners, by: 'codeowners' };
      }
      const counts = new Map<string, number>();
      for (const each of new Set(paths)) for (const [author, count] of authors.get(each) ?? []) counts.set(author, (counts.get(author) ?? 0) + count);
      const [first] = [...counts].sort(([a, some], [b, more]) => more - some || compareText(a, b));
      return first === undefined ? null : { name: first[0], by: 'commits' };
    },
  };
}

interface OwnerRule {
  readonly glob: string;
  readonly owners: string;
}

function ownerRules(text: string): readonly OwnerRule[] {
  return text.split('\n').flatMap((line) => {
    const [glob = '', ...owners] = line.replace(/(?:^|\s)#.*$/, '').trim().split(/\s+/);
    return glob === '' || /^\^?\[/.test(glob) ? [] : [{ glob, owners: owners.join(', ') }];
  });
}

/** As in ignore files: a slash at the end or none means all below, a bare name fits anywhere. */
function fits(glob: string, path: string): boolean {
  const plain = glob.replace(/^\//, '').replace(/\/$/, '');
  if (plain === '*' || plain === '**') return true;
  const anchored = glob.startsWith('/') || plain.includes('/') ? plain : `**/${plain}`;
  return matchesGlob(anchored, path) || (!plain.endsWith('*') && matchesGlob(`${anchored}/**`, path));
}

function authorsByPath(git: GitFacts | null): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const { author, paths } of git?.commits ?? []) {
    for (const path of paths) {
      const counts = found.get(path) ?? new Map<string, number>();
      counts.set(author, (counts.get(author) ?? 0) + 1);
      found.set(path, counts);
    }
  }
  return found;
}
