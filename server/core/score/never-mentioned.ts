/** Functions whose name stands nowhere but where they are defined. */
import type { FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

/**
 * Returns true only where it is certain: tests, fixtures, methods, decorated and special functions may be called by others, and a name that is
 * written anywhere else in a file of the repository may be handed on.
 */
export function isNeverMentioned(repository: Repository, { id, name, decorators, test, fixture }: FunctionSummary): boolean {
  const [path = '', inner = ''] = id.split('::');
  if (inner === '' || inner.includes('.') || decorators.length > 0 || test !== null || fixture !== null || /^(?:__|test|main$)/.test(name)) return false;
  const counts = repository.once(countsOfNames);
  return counts !== null && !/(?:^|\/)__init__\.py$/.test(path) && counts.get(name) === 1;
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** How often each word is written in the files that could name a function; null when one of them cannot be read. */
function countsOfNames(repository: Repository): ReadonlyMap<string, number> | null {
  const counts = new Map<string, number>();
  for (const { path } of repository.files.all) {
    if (!/\.(?:py|ipynb|ya?ml|toml|cfg|ini|json|sh|txt|mk)$|(?:^|\/)(?:Makefile|Dockerfile|Jenkinsfile|Procfile)$/.test(path)) continue;
    const text = repository.files.text(path);
    if (text === null) return null;
    for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
