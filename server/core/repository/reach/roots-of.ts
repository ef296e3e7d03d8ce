/** The functions a command starts with. */
import { wholeFile } from '../../../../rules/api/repository/place.ts';
import type { Link, Outcome } from '../../../../rules/api/repository/place.ts';
import type { FunctionId, FunctionSummary } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import { matchesGlob } from '../../glob.ts';
import { fileName } from '../../paths.ts';
import { settingsFor } from '../programs/pytest-settings.ts';
import type { PytestSettings } from '../programs/pytest-settings.ts';
import type { PythonStart } from '../runs/starts-of.ts';
import { FLOW } from './call-graph.ts';
import { collectTests } from './collect-tests.ts';
import type { CollectedTests } from './collect-tests.ts';
import { rootsOfCommand } from './kedro-roots.ts';

export interface Root {
  readonly id: FunctionId;
  readonly links: readonly Link[];
  readonly isCertain: boolean;
  /** The test it is or belongs to; null for what is no test. */
  readonly test: FunctionId | null;
}

export interface RootsRequest {
  readonly repository: Repository;
  readonly settings: PytestSettings;
  readonly start: PythonStart;
  /** Folder of the command; null when it cannot be told. */
  readonly folder: string | null;
}

export interface StartedRoots {
  readonly roots: readonly Root[];
  readonly leftOut: CollectedTests['leftOut'];
  readonly isOfTests: boolean;
  /** Whether it keeps an application up that answers requests. */
  readonly serves: boolean;
  /** Whether files are only loaded for one function in them, so that nothing else they hold is handed to anybody. */
  readonly isOneFunction?: true;
  /** Last names of functions a test puts something else for. */
  readonly replaced: ReadonlyMap<FunctionId, readonly string[]>;
}

const NOTHING_REPLACED: ReadonlyMap<FunctionId, readonly string[]> = new Map();

export function rootsOf(request: RootsRequest): StartedRoots {
  const { repository, start } = request;
  const plain = (roots: readonly Root[]): StartedRoots => ({ roots, leftOut: [], isOfTests: false, serves: isServing(roots, request), replaced: NOTHING_REPLACED });
  switch (start.kind) {
    case 'script':
    case 'module':
      return plain([root(`${start.path}::`, `it runs \`${start.path}\``), root(`${start.path}::__main__`, `it runs \`${start.path}\``), ...djangoRoots(start, repository)]);
    case 'import':
    case 'notebook':
      return plain([root(`${start.path}::`, `it ${start.kind === 'import' ? 'loads' : 'runs'} \`${start.path}\``)]);
    case 'function':
      return { ...plain(functionRoots(start.path, start.name, request)), ...(repository.functionOf(`${start.path}::${start.name}`)?.decorators.some((each) => FLOW.test(each)) === true ? { isOneFunction: true } : {}) };
    case 'pytest':
      return withNotebooks(testRoots(collectTests({ ...request, args: start.args, folder: start.folder }), request), request);
    case 'unittest':
      return testRoots(unittestTests(start, request), request);
    case 'behave':
      return { roots: stepRoots(request), leftOut: [], isOfTests: true, serves: false, replaced: NOTHING_REPLACED };
    case 'kedro':
      return plain(rootsOfCommand(start.args, start.folder, repository).map(({ id, text, isCertain }) => root(id, text, isCertain)));
    case 'tool':
      return plain(toolRoots(start, request));
    case 'doctest':
      return { roots: [], leftOut: [], isOfTests: true, serves: false, replaced: NOTHING_REPLACED };
  }
}

/** A server that loads the file, or a call such as `uvicorn.run(app)` in what is run. */
function isServing(roots: readonly Root[], { start, repository }: RootsRequest): boolean {
  if (start.kind === 'import' || start.kind === 'tool') return true;
  return roots.some(({ id }) => repository.functionOf(id)?.calls.some(({ name }) => name !== null && /^uvicorn\.run$|^waitress\.serve$|^(?:flask|quart|fastapi|aiohttp|dash|bottle|sanic)\.[\w.]*run\w*$|^gevent\.[\w.]*serve_forever$/u.test(name)) === true);
}

function root(id: FunctionId, text: string, isCertain = true): Root {
  return { id, links: [{ at: wholeFile(id.slice(0, id.indexOf('::'))), text }], isCertain, test: null };
}

/** `python manage.py train` runs `management/commands/train.py` of an application. Source: docs.djangoproject.com, "Custom django-admin commands". */
function djangoRoots({ path: script, command }: Extract<PythonStart, { kind: 'script' | 'module' }>, { programs }: Repository): readonly Root[] {
  if (command === undefined || fileName(script) !== 'manage.py') return [];
  return programs.flatMap(({ path, functions }) => {
    if (!path.endsWith(`/management/commands/${command}.py`)) return [];
    return functions.filter(({ id }) => id === `${path}::` || id === `${path}::Command.handle`).map(({ id }) => root(id, `\`manage.py ${command}\` runs \`${path}\``));
  });
}

/** A method stands for its class, whose constructor runs as well. */
function functionRoots(path: string, name: string, { repository }: RootsRequest): readonly Root[] {
  const ids: readonly FunctionId[] = [`${path}::`, `${path}::${name}`, `${path}::${name}.__init__`];
  return ids.filter((id) => repository.functionOf(id) !== null).map((id) => root(id, `it calls \`${name}\` of \`${path}\``));
}

function testRoots({ tests, isCertain, leftOut, files }: CollectedTests, { repository }: RootsRequest): StartedRoots {
  const roots: Root[] = [...files, ...conftestsAround(files, repository)].map((path) => root(`${path}::`, `pytest loads \`${path}\``, isCertain));
  for (const test of tests) {
    const runs: Outcome = test.test?.runs ?? { answer: 'yes', links: [] };
    if (runs.answer === 'no') continue;
    const isSure = isCertain && runs.answer === 'yes';
    const found: Link = { at: test.at, text: `\`${test.name}\` is collected` };
    roots.push({ id: test.id, links: [found, ...runs.links], isCertain: isSure, test: test.id });
    for (const id of test.test?.fixtures ?? []) {
      const fixture = repository.functionOf(id);
      if (fixture !== null) roots.push({ id, links: [found, { at: fixture.at, text: `\`${test.name}\` uses \`${fixture.name}\`` }], isCertain: isSure, test: test.id });
    }
  }
  const replaced = new Map(tests.flatMap(({ id, test }) => (test?.replaces === undefined ? [] : [[id, test.replaces] as const])));
  return { roots, leftOut, isOfTests: true, serves: false, replaced };
}

/** Plugins of pytest run notebooks: nbmake, nbval, pytest-notebook. */
function withNotebooks(started: StartedRoots, { start, repository, settings, folder }: RootsRequest): StartedRoots {
  if (start.kind !== 'pytest') return started;
  const words = [...start.args, ...settingsFor(`${folder === null || folder === '' ? '' : `${folder}/`}x`, settings).addedOptions];
  const option = words.find((word) => word !== null && /^--(?:nbmake|nbval|nbval-lax|nb-test-files)$/u.test(word)) ?? null;
  if (option === null) return started;
  const named = start.args.flatMap((word) => (word === null || word.startsWith('-') ? [] : [[folder ?? '', word].join('/').split('/').filter((part) => part !== '' && part !== '.').join('/')]));
  const isTaken = (path: string): boolean => named.length === 0 || named.some((each) => each === '' || path === each || path.startsWith(`${each}/`) || matchesGlob(each, path));
  const notebooks = repository.programs.filter(({ kind, path }) => kind === 'notebook' && isTaken(path));
  return { ...started, roots: [...started.roots, ...notebooks.map(({ path }) => root(`${path}::`, `pytest runs \`${path}\``, folder !== null))] };
}

function conftestsAround(files: readonly string[], { functionOf }: Repository): readonly string[] {
  const found = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    for (let length = parts.length - 1; length >= 0; length -= 1) {
      const path = [...parts.slice(0, length), 'conftest.py'].join('/');
      if (functionOf(`${path}::`) !== null) found.add(path);
    }
  }
  return [...found].filter((path) => !files.includes(path));
}

/** `python -m unittest`, `discover -s tests`, `tests.test_x.TestX`. */
function unittestTests({ args, folder }: Extract<PythonStart, { kind: 'pytest' | 'unittest' | 'doctest' | 'behave' | 'kedro' }>, { repository }: RootsRequest): CollectedTests {
  const words = args.filter((word) => word !== null);
  const isDiscovering = words.length === 0 || words[0] === 'discover' || words.every((word) => word.startsWith('-'));
  const startAt = optionOf(words, ['-s', '--start-directory']) ?? (isDiscovering ? (words.slice(1).find((word, index, all) => !word.startsWith('-') && !(all[index - 1] ?? '').startsWith('-')) ?? '.') : '.');
  const within = [folder ?? '', startAt].join('/').split('/').filter((part) => part !== '' && part !== '.').join('/');
  const pattern = optionOf(words, ['-p', '--pattern']) ?? 'test*.py';
  const isTaken = (path: string, { id }: FunctionSummary): boolean => {
    if (isDiscovering) return (within === '' || path.startsWith(`${within}/`)) && matchesGlob(pattern, fileName(path));
    const dotted = `${path.replace(/\.py$/u, '').replaceAll('/', '.')}.${id.slice(id.indexOf('::') + 2)}`;
    return words.some((word) => !word.startsWith('-') && (path === word || `.${dotted}.`.includes(`.${word}.`)));
  };
  const tests = repository.programs.flatMap(({ path, functions }) => functions.filter((each) => each.test?.framework === 'unittest' && isTaken(path, each)));
  return { tests, isCertain: folder !== null && words.length === args.length, leftOut: [], files: [...new Set(tests.map(({ at }) => at.path))] };
}

function optionOf(words: readonly string[], names: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1] ?? null;
    const name = names.find((each) => word.startsWith(`${each}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return null;
}

function stepRoots({ repository }: RootsRequest): readonly Root[] {
  return repository.programs.flatMap(({ functions }) => functions.filter(({ test }) => test?.framework === 'behave').map(({ id, name }) => ({ ...root(id, `behave runs the step \`${name}\``, false), test: id })));
}

/** `flask run`, `luigi --module tasks Train`. */
function toolRoots({ name, args }: Extract<PythonStart, { kind: 'tool' }>, { repository, folder: known }: RootsRequest): readonly Root[] {
  const folder = known ?? '';
  const inFolder = (path: string): string => (folder === '' ? path : `${folder}/${path}`);
  if (name === 'flask' && args.includes('run')) {
    const written = optionOf(args.filter((word) => word !== null), ['--app', '-A'])?.split(':')[0]?.replaceAll('.', '/').replace(/\/py$/u, '');
    const candidates = written === undefined ? ['app.py', 'wsgi.py'] : [`${written}.py`, `${written}/__init__.py`];
    const path = candidates.map(inFolder).find((each) => repository.functionOf(`${each}::`) !== null);
    return path === undefined ? [] : [root(`${path}::`, `\`flask run\` loads \`${path}\``, written !== undefined)];
  }
  if (name === 'luigi') {
    const module = optionOf(args.filter((word) => word !== null), ['--module'])?.replaceAll('.', '/');
    const paths = module === undefined ? [] : [`${module}.py`, `src/${module}.py`].map(inFolder);
    return repository.programs.flatMap(({ path, functions }) => (paths.includes(path) ? functions.filter(({ id }) => args.some((word) => word !== null && id.startsWith(`${path}::${word}.`))).map(({ id }) => root(id, `luigi runs \`${id.slice(path.length + 2)}\``)) : []));
  }
  return [];
}
