/** Functions whose name stands nowhere but where they are defined. */
import type { FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import { textUse } from '../repository/files/file-names.ts';
import { codeOf } from './code-of.ts';

/**
 * Returns true only where it is certain: tests, fixtures, methods, decorated and special functions may be called by others, and a name that is
 * written anywhere else in a file of the repository may be handed on.
 */
export function isNeverMentioned(repository: Repository, { id, name, decorators, test, fixture }: FunctionSummary): boolean {
  const [path = '', inner = ''] = id.split('::');
  if (inner === '' || inner.includes('.') || decorators.length > 0 || test !== null || fixture !== null || /^(?:__|test|main$)/.test(name) || path.endsWith('__init__.py')) return false;
  const counts = repository.once(countsOfNames);
  const text = repository.files.text(path);
  if (counts === null || text === null) return false;
  const own = [...text.matchAll(WORD)].filter(([word]) => word === name);
  // in its own file `x.name` is something else of that name
  const bare = own.filter(({ index }) => text[index - 1] !== '.');
  return counts.get(name) === own.length && bare.length === 1;
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** Files that may name a function. */
const NAMING = /\.(?:py|ipynb|ya?ml|toml|cfg|ini|json|sh|txt|mk)$|(?:^|\/)(?:Makefile|Dockerfile|Jenkinsfile|Procfile)$/;

/** How often each word is written in files that may name a function; null when one of them cannot be read. */
function countsOfNames(repository: Repository): ReadonlyMap<string, number> | null {
  const counts = new Map<string, number>();
  for (const { path } of repository.files.all) {
    // lists that tools make name packages
    if (!NAMING.test(path) || textUse(path) === 'none') continue;
    const text = codeOf(repository, path);
    if (text === null) return null;
    for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}
