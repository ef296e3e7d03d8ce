/** Which tests a command runs, and which it would but for an option that leaves them out. */
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { FunctionId, FunctionSummary, ProgramSummary } from '../../../../rules/api/repository/program.ts';
import type { Repository } from '../../../../rules/api/repository/repository.ts';
import { matchesGlob } from '../../glob.ts';
import { resolveFolder } from '../runs/folders.ts';
import { isSearched, isTestFile, settingsFor } from '../programs/pytest-settings.ts';
import type { PytestFolder, PytestSettings } from '../programs/pytest-settings.ts';
import { evaluateSelection } from './selection.ts';
import { readPytestArguments } from './pytest-arguments.ts';
import type { PytestArguments } from './pytest-arguments.ts';

export interface CollectedTests {
  readonly tests: readonly FunctionSummary[];
  /** False when nobody can tell for sure that they are the ones. */
  readonly isCertain: boolean;
  /** Tests an option leaves out; `at` is null for options of the command itself. */
  readonly leftOut: readonly { readonly id: FunctionId; readonly at: RepositoryPlace | null; readonly text: string }[];
  /** Files that are loaded: of tests, and `conftest.py`. */
  readonly files: readonly string[];
}

export interface CollectRequest {
  readonly repository: Pick<Repository, 'files' | 'programs'>;
  readonly settings: PytestSettings;
  readonly args: readonly (string | null)[];
  readonly folder: string | null;
}

const NOTHING: CollectedTests = { tests: [], isCertain: true, leftOut: [], files: [] };

export function collectTests(request: CollectRequest): CollectedTests {
  const { repository, settings, folder } = request;
  const from = folder ?? '';
  const written = readPytestArguments(request.args);
  if (written.runsNothing) return NOTHING;
  const named = written.named.filter((word) => resolveFolder(from, word.split('::')[0] ?? '') !== null);
  const inWords = placesNamed(named, from, repository);
  if (inWords === null) return NOTHING;
  const own = settingsFor(inWords.length === 1 ? `${inWords[0]?.path ?? ''}/x` : `${from === '' ? '' : `${from}/`}x`, settings);
  const added = readPytestArguments(own.addedOptions);
  const inOptions = placesNamed(added.named, own.folder, repository) ?? [];
  const byDefault = own.testPaths.length > 0 && own.folder === from ? own.testPaths.flatMap((path) => placesFitting(path, from, repository)) : [];
  const told = [...inWords, ...inOptions];
  const places = told.length > 0 ? told : byDefault.length > 0 ? byDefault : [{ path: from, test: null }];
  const options: Options = {
    markers: written.markers ?? added.markers,
    keywords: written.keywords ?? added.keywords,
    ignored: [...written.ignored.map((path) => resolveFolder(from, path)), ...added.ignored.map((path) => resolveFolder(own.folder, path))].filter((path) => path !== null),
    deselected: [...written.deselected, ...added.deselected],
    isDocTested: written.modules || added.modules,
    isOfCommand: written.markers !== null || written.keywords !== null || written.ignored.length + written.deselected.length > 0,
  };
  return select(places, { request, options, own, isCertain: folder !== null && !written.isUnclear && named.length === written.named.length });
}

interface Place {
  readonly path: string;
  /** `Class::test` after the path. */
  readonly test: string | null;
}

interface Options extends Pick<PytestArguments, 'markers' | 'keywords' | 'ignored' | 'deselected'> {
  readonly isDocTested: boolean;
  /** Whether the command itself, not its settings, leaves something out. */
  readonly isOfCommand: boolean;
}

/** Null when one of them is not there, which ends pytest before any test. */
function placesNamed(named: readonly string[], from: string, repository: CollectRequest['repository']): readonly Place[] | null {
  const places: Place[] = [];
  for (const word of named) {
    const [written = '', ...rest] = word.split('::');
    const path = resolveFolder(from, written);
    const fitting = path === null ? [] : placesFitting(path, '', repository);
    if (fitting.length > 0) for (const place of fitting) places.push({ path: place.path, test: rest.length === 0 ? null : rest.join('::').replace(/\[.*$/u, '') });
    else if (word.includes('::') || /\.py$/u.test(written) || written.includes('/')) return null;
  }
  return places;
}

/** A file, a folder with files, or what a glob fits. */
function placesFitting(written: string, from: string, { files, programs }: CollectRequest['repository']): readonly Place[] {
  const path = resolveFolder(from, written);
  if (path === null) return [];
  if (/[*?[]/u.test(path)) {
    const folders = new Set(programs.flatMap((program) => foldersOf(program.path)));
    return [...programs.map((program) => program.path), ...folders].filter((each) => matchesGlob(path, each)).map((each) => ({ path: each, test: null }));
  }
  if (path === '' || files.has(path) || programs.some((program) => program.path === path || program.path.startsWith(`${path}/`))) return [{ path, test: null }];
  return [];
}

function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

interface Selecting {
  readonly request: CollectRequest;
  readonly options: Options;
  readonly own: PytestFolder;
  readonly isCertain: boolean;
}

function select(places: readonly Place[], { request, options, own, isCertain }: Selecting): CollectedTests {
  const { repository, settings } = request;
  const tests = new Map<FunctionId, FunctionSummary>();
  const leftOut: { id: FunctionId; at: RepositoryPlace | null; text: string }[] = [];
  const files = new Set<string>();
  let isSure = isCertain;
  for (const program of repository.programs) {
    if (program.kind !== 'script') continue;
    const place = places.find(({ path }) => program.path === path || path === '' || program.path.startsWith(`${path}/`));
    if (place === undefined) continue;
    const isNamed = places.some(({ path }) => path === program.path);
    if (!isNamed && !(isTestFile(program.path, settings) && isSearched(program.path, place.path, own)) && !options.isDocTested) continue;
    const wanted = places.filter(({ path }) => path === program.path).map(({ test }) => test);
    const candidates = candidatesIn(program, { isNamed: isNamed && !isTestFile(program.path, settings), own, options });
    if (candidates.length > 0) files.add(program.path);
    for (const test of candidates) {
      if (isNamed && !wanted.some((each) => each === null || fitsNode(test, each))) continue;
      const { without, isUnclear } = leftOutBy(test, options, program);
      if (isUnclear) isSure = false;
      if (without === null) tests.set(test.id, test);
      else leftOut.push({ id: test.id, at: options.isOfCommand ? null : own.at, text: `\`${without}\` leaves out \`${test.name}\`` });
    }
  }
  return { tests: [...tests.values()], isCertain: isSure, leftOut, files: [...files] };
}

interface Candidates {
  /** Named on the command line though pytest would not come upon it. */
  readonly isNamed: boolean;
  readonly own: PytestFolder;
  readonly options: Options;
}

function candidatesIn({ functions }: ProgramSummary, { isNamed, own, options }: Candidates): readonly FunctionSummary[] {
  return functions.filter(({ id, name, test, fixture }) => {
    if (test !== null) return test.framework === 'pytest' || test.framework === 'unittest' || (test.framework === 'doctest' && (options.isDocTested || own.addedOptions.includes('--doctest-modules')));
    if (!isNamed || fixture !== null) return false;
    const inside = id.slice(id.indexOf('::') + 2).split('.');
    return /^test/u.test(name) && (inside.length === 1 || (inside.length === 2 && /^Test|TestCase$/u.test(inside[0] ?? '')));
  });
}

function fitsNode({ id }: FunctionSummary, node: string): boolean {
  const inside = id.slice(id.indexOf('::') + 2).replaceAll('.', '::');
  return inside === node || inside.startsWith(`${node}::`);
}

interface Left {
  /** The option that leaves it out. */
  readonly without: string | null;
  readonly isUnclear: boolean;
}

function leftOutBy(test: FunctionSummary, { markers, keywords, ignored, deselected }: Options, { path }: ProgramSummary): Left {
  const ignoring = ignored.find((each) => path === each || path.startsWith(`${each}/`) || matchesGlob(each, path));
  if (ignoring !== undefined) return { without: `--ignore=${ignoring}`, isUnclear: false };
  const deselecting = deselected.find((each) => `${path}::`.startsWith(`${each}::`) || (each.includes('::') && each.startsWith(`${path}::`) && fitsNode(test, each.slice(path.length + 2))));
  if (deselecting !== undefined) return { without: `--deselect ${deselecting}`, isUnclear: false };
  const marks = new Set(test.test?.markers ?? []);
  const byMarker = markers === null || markers.trim() === '' ? true : evaluateSelection(markers, (name) => marks.has(name));
  if (byMarker === false) return { without: `-m "${markers ?? ''}"`, isUnclear: false };
  const inside = `${path.slice(path.lastIndexOf('/') + 1)} ${test.id.slice(test.id.indexOf('::') + 2)} ${[...marks].join(' ')} ${path.split('/').slice(0, -1).join(' ')}`.toLowerCase();
  const byKeyword = keywords === null || keywords.trim() === '' ? true : evaluateSelection(keywords, (name) => inside.includes(name.toLowerCase()));
  // parameters of tests have names too, so what no name fits may still be picked
  if (byKeyword === false && !marks.has('parametrize')) return { without: `-k "${keywords ?? ''}"`, isUnclear: false };
  return { without: null, isUnclear: byMarker === null || byKeyword !== true };
}
