/** The texts of modules that are imported but were not asked for. */
import { fileName, isInside, joinPath, parentFolder } from '../../paths.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { readSource } from './read-source.ts';
import type { Sources, SourceStore } from './sources.ts';

/** Files that a module's name may stand for, wherever a project could have it. @param level leading dots of a relative import */
function candidates(module: string, level: number, at: { readonly root: string; readonly from: string }): readonly string[] {
  const parts = module === '' ? [] : module.split('.');
  return foldersFor(level, at).flatMap((folder) => {
    const base = parts.reduce(joinPath, folder);
    return parts.length === 0 ? [joinPath(base, '__init__.py')] : [joinPath(base, '__init__.py'), `${base}.py`];
  });
}

/** Folders above a program are looked in: one of them holds its package. */
function foldersFor(level: number, { root, from }: { readonly root: string; readonly from: string }): readonly string[] {
  const above: string[] = [];
  for (let folder = parentFolder(from); folder !== null && isInside(folder, root); folder = parentFolder(folder)) above.push(folder);
  if (level > 0) return above.slice(level - 1, level);
  return [...new Set([...above, root, joinPath(root, 'src'), joinPath(root, 'lib')])];
}

const IMPORT = /^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([^#\n]*)|import[ \t]+([^#\n]*))/gm;
/** The same where lines are JSON strings, or parts of one: behind a quote or an escaped line break, up to the next. */
const IMPORT_IN_NOTEBOOK = /(?:"|\\n)[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+\(?([^#\n\\"]*)|import[ \t]+([^#\n\\"]*))/g;

/** Modules read besides those asked for, at most. Own choice. */
const MAX_IMPORTED = 500;

/** Adds the texts of imported modules of the project, and of what they import. */
export async function readImported(
  sources: SourceStore,
  { root, files, signal }: { readonly root: string; readonly files: FileSystem; readonly signal: CancelSignal | null },
): Promise<void> {
  const tried = new Set(sources.keys());
  const isListed = listed(files);
  const queue = [...sources.keys()];
  let imported = 0;
  for (const from of queue) {
    if (signal?.aborted === true) break;
    // whether a folder is a package decides what imports inside of it mean
    for (const { module, level } of [{ module: '', level: 1 }, ...importsOf(sources.get(from) ?? '')]) {
      for (const path of candidates(module, level, { root, from })) {
        if (tried.has(path)) continue;
        tried.add(path);
        if (imported >= MAX_IMPORTED || !(await isListed(path))) continue;
        const source = await readSource(path, { files, signal });
        if (!source.ok) continue;
        imported += 1;
        sources.set(path, source.text);
        queue.push(path);
      }
    }
  }
}

/** Returns which files of a project a program or module may import. Told from names alone, wherever they stand: rather one too many. */
export function importsWithin(sources: Sources): (from: string) => readonly string[] {
  const byName = new Map<string, string[]>();
  for (const path of sources.keys()) {
    const name = fileName(path) === '__init__.py' ? fileName(parentFolder(path) ?? path) : fileName(path).replace(/\.py$/, '');
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return (from) => {
    const names = new Set(importsOf(sources.get(from) ?? '').flatMap(({ module }) => module.split('.')));
    const beside = joinPath(parentFolder(from) ?? from, '__init__.py');
    return [...(sources.has(beside) ? [beside] : []), ...[...names].flatMap((name) => byName.get(name) ?? [])];
  };
}

/** Most names are of no file, and a folder is listed faster than a hundred names are tried. */
function listed(files: FileSystem): (path: string) => Promise<boolean> {
  const folders = new Map<string, Promise<ReadonlySet<string>>>();
  const entriesOf = (folder: string): Promise<ReadonlySet<string>> => {
    const known = folders.get(folder) ?? list(folder);
    folders.set(folder, known);
    return known;
  };
  const list = async (folder: string): Promise<ReadonlySet<string>> => {
    const above = parentFolder(folder);
    if (above !== null && folders.has(above) && !(await entriesOf(above)).has(fileName(folder))) return NOTHING;
    return new Set((await files.list(folder)).map(({ name }) => name));
  };
  return async (path) => (await entriesOf(parentFolder(path) ?? path)).has(fileName(path));
}

const NOTHING: ReadonlySet<string> = new Set();

/** Told from the text alone; strings that look like imports cost a look at the disk. Nothing of a large notebook is copied. */
function importsOf(text: string): readonly { readonly module: string; readonly level: number }[] {
  const imports: { readonly module: string; readonly level: number }[] = [];
  for (const [, dots = '', from = '', names = '', plain = ''] of text.matchAll(text.startsWith('{') ? IMPORT_IN_NOTEBOOK : IMPORT)) imports.push(...importedBy({ dots, from, names, plain }));
  return imports;
}

interface ImportStatement {
  readonly dots: string;
  readonly from: string;
  readonly names: string;
  /** Of `import a, b`; empty for the other form. */
  readonly plain: string;
}

function importedBy({ dots, from, names, plain }: ImportStatement): readonly { readonly module: string; readonly level: number }[] {
  if (plain !== '') return plain.split(',').map((name) => ({ module: moduleName(name), level: 0 }));
  const base = { module: from, level: dots.length };
  return [base, ...names.split(',').map((name) => ({ module: [from, moduleName(name)].filter((part) => part !== '').join('.'), level: dots.length }))];
}

function moduleName(text: string): string {
  return /^[\s(]*([\w.]+)/.exec(text)?.[1] ?? '';
}
