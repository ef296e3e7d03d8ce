/** Finds files by globs among many: names and endings are looked up, so that few paths are compared with the glob itself. */
import type { RepositoryFile } from '../../../../rules/api/repository/files.ts';
import { matchesGlob } from '../../glob.ts';
import { fileName } from '../../paths.ts';

/** @param sorted by path @returns the files that match, sorted by path */
export function fileFinder(sorted: readonly RepositoryFile[]): (glob: string) => readonly RepositoryFile[] {
  const byName = new Map<string, RepositoryFile[]>();
  const byEnding = new Map<string, RepositoryFile[]>();
  for (const file of sorted) {
    const name = fileName(file.path);
    push(byName, name, file);
    push(byEnding, endingOf(name), file);
  }
  const findPlain = (glob: string): readonly RepositoryFile[] => {
    const last = fileName(glob);
    if (!SPECIAL.test(last)) return (byName.get(last) ?? []).filter(({ path }) => path === glob || matchesGlob(glob, path));
    const head = /^[^*?[\]{}\\]*/.exec(last)?.[0] ?? '';
    const tail = /[^*?[\]{}\\]*$/.exec(last)?.[0] ?? '';
    const folder = /^(?:[^*?[\]{}\\/]+\/)*/.exec(glob)?.[0] ?? '';
    const among = tail.includes('.') ? (byEnding.get(endingOf(tail)) ?? []) : sorted;
    return among.filter(({ path }) => path.endsWith(tail) && path.startsWith(folder) && fileName(path).startsWith(head) && matchesGlob(glob, path));
  };
  return (glob) => {
    const globs = alternatives(glob);
    const [only] = globs;
    if (globs.length === 1 && only !== undefined) return findPlain(only);
    return [...new Set(globs.flatMap(findPlain))].sort((a, b) => (a.path < b.path ? -1 : 1));
  };
}

const SPECIAL = /[*?[\]{}\\]/;

/** What follows the last dot. */
function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function push(into: Map<string, RepositoryFile[]>, key: string, file: RepositoryFile): void {
  const known = into.get(key);
  if (known === undefined) into.set(key, [file]);
  else known.push(file);
}

/** More stay as they are: the comparison knows braces too. */
const MOST_ALTERNATIVES = 64;

function alternatives(glob: string): readonly string[] {
  let done: readonly string[] = [glob];
  for (;;) {
    const next = done.flatMap((each) => {
      const brace = each.includes('\\') ? null : /\{([^{}/]*)\}/.exec(each);
      if (brace === null) return [each];
      return (brace[1] ?? '').split(',').map((choice) => each.slice(0, brace.index) + choice + each.slice(brace.index + brace[0].length));
    });
    if (next.length === done.length || next.length > MOST_ALTERNATIVES) return done;
    done = next;
  }
}
