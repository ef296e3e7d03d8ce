/** How pytest collects tests in this repository, by its files of settings. Source: pytest documentation, "Configuration" and "Changing standard (Python) test discovery". */
import { at, itemsAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import { wholeFile } from '../../../../rules/api/repository/place.ts';
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { matchesGlob } from '../../glob.ts';
import { fileName } from '../../paths.ts';
import { splitWords } from './split-words.ts';

export interface PytestSettings {
  /** One for each folder with settings, by folder; the one of the root comes always, with what pytest takes by itself. */
  readonly folders: ReadonlyMap<string, PytestFolder>;
  /** Globs that `conftest.py` files leave out, relative to the root. */
  readonly ignored: readonly string[];
  /** How paths of files end that commands hand to a runner of tests by name, whatever they are called. */
  readonly named: readonly string[];
}

export interface PytestFolder {
  /** Relative to the root; empty for the root. */
  readonly folder: string;
  /** The file the settings are from; null for pytest's own. */
  readonly at: RepositoryPlace | null;
  readonly pythonFiles: readonly string[];
  readonly pythonClasses: readonly string[];
  readonly pythonFunctions: readonly string[];
  /** Empty when it says nothing: then all is searched. */
  readonly testPaths: readonly string[];
  readonly withoutFolders: readonly string[];
  readonly addedOptions: readonly string[];
  readonly isAsyncioAuto: boolean;
}

const OWN: Omit<PytestFolder, 'folder' | 'at'> = {
  pythonFiles: ['test_*.py', '*_test.py'],
  pythonClasses: ['Test'],
  pythonFunctions: ['test'],
  testPaths: [],
  withoutFolders: ['*.egg', '.*', '_darcs', 'build', 'CVS', 'dist', 'node_modules', 'venv', '{arch}'],
  addedOptions: [],
  isAsyncioAuto: false,
};

/** Files that may hold settings, in the order pytest asks them, with where they stand in them. */
const PLACES: readonly { readonly name: string; readonly keys: readonly (readonly string[])[] }[] = [
  { name: 'pytest.toml', keys: [['pytest']] },
  { name: '.pytest.toml', keys: [['pytest']] },
  { name: 'pytest.ini', keys: [['pytest']] },
  { name: '.pytest.ini', keys: [['pytest']] },
  { name: 'pyproject.toml', keys: [['tool', 'pytest', 'ini_options'], ['tool', 'pytest']] },
  { name: 'tox.ini', keys: [['pytest']] },
  { name: 'setup.cfg', keys: [['tool:pytest']] },
];

export function pytestSettingsOf(files: RepositoryFiles): PytestSettings {
  const folders = new Map<string, PytestFolder>([['', { ...OWN, folder: '', at: null }]]);
  const taken = new Set<string>();
  for (const { name, keys } of PLACES) {
    for (const { path } of files.matching(name, `**/${name}`)) {
      const folder = folderOf(path);
      if (fileName(path) !== name || taken.has(folder)) continue;
      const found = settingsNode(files, path, keys);
      if (found === null && name !== 'pytest.ini') continue;
      taken.add(folder);
      folders.set(folder, readFolder(found, { folder, path }));
    }
  }
  return { folders, ignored: files.matching('conftest.py', '**/conftest.py').flatMap(({ path }) => ignoredBy(files.text(path), folderOf(path))), named: namedIn(files) };
}

/** Where commands stand. */
const COMMANDS: readonly string[] = ['**/*.{yml,yaml,toml,ini,cfg,sh,bash,mk,json}', '**/{GNUmakefile,makefile,Makefile,justfile,Justfile,Jenkinsfile,noxfile.py,Dockerfile}', '**/*.{Jenkinsfile,jenkinsfile}'];
/** Characters of one file that are looked through, and names that are kept. Own choice. */
const MOST_CHARACTERS = 200_000;
const MOST_NAMED = 500;

/** Files after `pytest` or `unittest` in one command, which take what is named to them; patterns of `unittest discover -p` as globs. */
function namedIn(files: RepositoryFiles): readonly string[] {
  const named = new Set<string>();
  const add = (name: string): void => {
    if (named.size < MOST_NAMED) named.add(name.replace(/^(?:\.{1,2}\/)+/u, ''));
  };
  for (const { path } of files.matching(...COMMANDS)) {
    const text = files.text(path)?.slice(0, MOST_CHARACTERS) ?? '';
    if (!/pytest|py\.test|unittest/u.test(text)) continue;
    for (const [line] of text.replace(/\\\r?\n/gu, ' ').matchAll(/\b(?:py\.?test|unittest)\b[^\n;&|]{0,2000}/gu)) {
      for (const [, file = ''] of line.matchAll(/(?:^|[\s"',=])((?:[\w.-]+\/)*[\w-]+\.py)(?=$|[\s"',\]:])/gu)) add(file);
      if (!line.startsWith('unittest')) continue;
      for (const [, , pattern = ''] of line.matchAll(/\s(?:-p|--pattern)[\s=]+(["']?)([\w*?.-]+\.py)\1/gu)) add(pattern);
      for (const [, module = ''] of line.matchAll(/\s([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?=$|[\s"'])/gu)) for (const end of [module, module.replace(/\.\w+$/u, ''), module.replace(/\.\w+\.\w+$/u, '')]) add(`${end.replaceAll('.', '/')}.py`);
    }
  }
  return [...named].sort();
}

function settingsNode(files: RepositoryFiles, path: string, keys: readonly (readonly string[])[]): TreeNode | null {
  for (const key of keys) {
    const node = at(files.trees(path)[0]?.root, ...key);
    if (node !== null) return node;
  }
  return null;
}

function readFolder(node: TreeNode | null, { folder, path }: { readonly folder: string; readonly path: string }): PytestFolder {
  const listed = (key: string, own: readonly string[]): readonly string[] => {
    const value = at(node, key);
    if (value === null) return own;
    return value.kind === 'list' ? itemsAt(value).flatMap((item) => textAt(item) ?? []) : splitWords(textAt(value) ?? '');
  };
  return {
    folder,
    at: node?.at ?? wholeFile(path),
    pythonFiles: listed('python_files', OWN.pythonFiles),
    pythonClasses: listed('python_classes', OWN.pythonClasses),
    pythonFunctions: listed('python_functions', OWN.pythonFunctions),
    testPaths: listed('testpaths', []),
    withoutFolders: listed('norecursedirs', OWN.withoutFolders),
    addedOptions: listed('addopts', []),
    isAsyncioAuto: textAt(node, 'asyncio_mode') === 'auto',
  };
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** `collect_ignore = ["setup.py"]` and `collect_ignore_glob`, where they are plain lists. */
function ignoredBy(text: string | null, folder: string): readonly string[] {
  const found: string[] = [];
  for (const [, list = ''] of (text ?? '').slice(0, 200_000).matchAll(/^collect_ignore(?:_glob)?\s*\+?=\s*\[([^\]]{0,2000})\]/gmu)) {
    for (const [, , name = ''] of list.matchAll(/(["'])([^"'\n]{1,200})\1/gu)) found.push(folder === '' ? name : `${folder}/${name}`);
  }
  return found;
}

/** The settings that hold for a file or folder: of the nearest folder around it that has some. */
export function settingsFor(path: string, settings: PytestSettings): PytestFolder {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
    const found = settings.folders.get(folder);
    if (found !== undefined) return found;
  }
  return settings.folders.get('') ?? { ...OWN, folder: '', at: null };
}

/** Whether pytest takes a file for one of tests when it comes upon it in a folder. @param path relative to the root */
export function isTestFile(path: string, settings: PytestSettings): boolean {
  const { pythonFiles } = settingsFor(path, settings);
  const isNamed = pythonFiles.some((pattern) => matchesGlob(pattern.includes('/') ? `**/${pattern}` : pattern, pattern.includes('/') ? path : fileName(path)));
  return isNamed && !isIgnored(path, settings);
}

/** Whether pytest takes tests out of the file in some command: by its name, or because the command names it. */
export function mayHoldTests(path: string, settings: PytestSettings): boolean {
  return isTestFile(path, settings) || settings.named.some((name) => path === name || path.endsWith(`/${name}`) || (/[*?]/u.test(name) && matchesGlob(name, fileName(path))));
}

function isIgnored(path: string, { ignored }: PytestSettings): boolean {
  return ignored.some((glob) => path === glob || path.startsWith(`${glob}/`) || matchesGlob(glob, path));
}

/** Whether pytest searches the folders that lead from one folder to a file. */
export function isSearched(path: string, from: string, { withoutFolders }: Pick<PytestFolder, 'withoutFolders'>): boolean {
  const inside = from === '' ? path : path.slice(from.length + 1);
  const folders = inside.split('/').slice(0, -1);
  return !folders.some((folder) => withoutFolders.some((pattern) => pattern !== '{arch}' && matchesGlob(pattern, folder)));
}

/** A prefix, or a glob where the pattern has a wild card. */
export function fitsName(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => name.startsWith(pattern) || (/[*?[]/u.test(pattern) && matchesGlob(pattern, name)));
}

/** Whether a file is there for tests: collected, a `conftest.py`, or in a folder of tests. */
export function isOfTests(path: string, settings: PytestSettings): boolean {
  return mayHoldTests(path, settings) || fileName(path) === 'conftest.py' || /(?:^|\/)(?:tests?|testing|features\/steps)\//u.test(path);
}
