/** The files of a repository as rules and finders see them, made of a list and of texts. Pure; trees are read when they are asked for. */
import type { RepositoryFile, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Tree } from '../../../../rules/api/repository/tree.ts';
import { wholeFile } from '../../../../rules/api/repository/place.ts';
import { readTrees } from '../trees/read-trees.ts';
import { fileFinder } from './file-finder.ts';
import { placesIn } from './places.ts';
import type { PlaceOf } from './places.ts';

export interface FilesContent {
  /** In any order. */
  readonly all: readonly RepositoryFile[];
  /** Null for what was not read. */
  readonly textOf: (path: string) => string | null;
  /** Whether the text is only a file's beginning, which has no trees; never when left out. */
  readonly isCut?: (path: string) => boolean;
}

/** Characters of texts whose trees or lines are kept; beyond them the oldest are forgotten and read again when asked for. Own choice: trees take some twenty times as much. */
const MOST_KEPT = 8_000_000;

export function createRepositoryFiles({ all, textOf, isCut = () => false }: FilesContent): RepositoryFiles {
  const sorted = all.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const paths = new Set(sorted.map(({ path }) => path));
  let find: ReturnType<typeof fileFinder> | null = null;
  const globs = new Map<string, readonly RepositoryFile[]>();
  const matchingOne = (glob: string): readonly RepositoryFile[] => {
    const known = globs.get(glob) ?? (find ??= fileFinder(sorted))(glob);
    globs.set(glob, known);
    return known;
  };
  const trees = createKept<readonly Tree[]>();
  const places = createKept<PlaceOf>();
  return {
    all: sorted,
    has: (path) => paths.has(path),
    matching: (...wanted) => {
      const [only] = wanted;
      if (wanted.length === 1 && only !== undefined) return matchingOne(only);
      const found = new Set(wanted.flatMap(matchingOne));
      return [...found].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    text: (path) => (paths.has(path) ? textOf(path) : null),
    trees: (path) => {
      const text = paths.has(path) && !isCut(path) ? textOf(path) : null;
      return text === null ? [] : trees.get(path, text, () => readTrees(path, text));
    },
    place: (path, start, end) => {
      const text = textOf(path);
      return text === null ? wholeFile(path) : places.get(path, text, () => placesIn(path, text))(start, end);
    },
  };
}

interface Kept<T> {
  get(path: string, text: string, make: () => T): T;
}

/** Values made of texts, the oldest forgotten first. */
function createKept<T>(): Kept<T> {
  const values = new Map<string, { readonly text: string; readonly value: T }>();
  let characters = 0;
  return {
    get: (path, text, make) => {
      const known = values.get(path);
      if (known !== undefined && known.text === text) return known.value;
      const value = make();
      if (known !== undefined) characters -= known.text.length;
      values.set(path, { text, value });
      characters += text.length;
      for (const [old, entry] of values) {
        if (characters <= MOST_KEPT || old === path) break;
        values.delete(old);
        characters -= entry.text.length;
      }
      return value;
    },
  };
}
