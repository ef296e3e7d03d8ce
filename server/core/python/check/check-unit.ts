/**
 * Checks programs that hand values to each other through files. What one writes is what another reads: readers are analysed again
 * when a value appears. Everything given and returned is plain data but the tools, so that a worker thread can do it.
 */
import type { ReadTrouble, TableFacts } from '../../../../rules/api/python/table-facts.ts';
import type { Value } from '../../../../rules/api/python/value.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { Config } from '../../config.ts';
import { parentFolder, resolvePath } from '../../paths.ts';
import type { CancelSignal, NotCheckedReason } from '../../ports.ts';
import { selectRules } from '../../rule-selection.ts';
import type { Analysis, ProjectModules } from '../analysis/analyse.ts';
import type { PythonTools } from '../python-tools.ts';
import { plainRead } from '../reading-data/look-at-tables.ts';
import type { LookedAt, PlainRead } from '../reading-data/look-at-tables.ts';
import type { Documents } from './documents.ts';
import type { CheckedProgram } from './draft.ts';
import { mendProgram } from '../fix/mend-program.ts';
import type { FixesWanted, Rechecked } from '../fix/mend-program.ts';
import { checkProgram } from './run-code-rules.ts';

/** Looks at the data a program reads, as it reads it. */
export type LookAtTable = (read: PlainRead) => Promise<LookedAt>;

export interface UnitRequest {
  readonly programs: readonly UnitProgram[];
  readonly rules: readonly CodeRule[];
  readonly documents: Documents;
  readonly modules: ProjectModules;
  readonly tools: PythonTools;
  /** Tables looked at already, by key; grows. */
  readonly looks: Map<string, LookedAt>;
  /** Null when the data is not looked at. */
  readonly lookAtTable: LookAtTable | null;
  /** Starts the time of one analysis. */
  readonly startLimit: () => { readonly signal: CancelSignal; isExpired(): boolean };
  /** Lets waiting events run; told which program comes next. */
  readonly pause: (path: string) => Promise<void>;
  /** Null when no fixes are wanted. */
  readonly fixes: FixesWanted | null;
  /** The file's text; null when it is not of the project. */
  readonly textOf: (path: string) => string | null;
  /** The project as if these files had these texts. */
  readonly withTexts: (texts: ReadonlyMap<string, string>) => { readonly documents: Documents; readonly modules: ProjectModules };
}

export interface UnitProgram {
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
}

export type UnitResult =
  | { readonly kind: 'checked'; readonly program: CheckedProgram }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: NotCheckedReason; readonly message: string }
  | { readonly kind: 'out-of-time' | 'cancelled'; readonly path: string }
  | { readonly kind: 'failed'; readonly path: string; readonly detail: string };

/** Times a program is analysed at most for the sake of values that other programs write. Own choice: longer chains are rare. */
const MAX_ROUNDS = 4;

/** @returns one result per program, in the order given */
export async function checkUnit(request: UnitRequest): Promise<readonly UnitResult[]> {
  const exchange = createExchange(request.modules.root);
  const results = new Map<string, UnitResult>();
  let queue = request.programs;
  for (let round = 0; round < MAX_ROUNDS && queue.length > 0; round += 1) {
    for (const program of queue) {
      await request.pause(program.path);
      results.set(program.path, await checkOne(program, exchange, request));
    }
    queue = request.programs.filter(({ path }) => exchange.isOutdated(path));
  }
  return request.programs.flatMap(({ path }) => results.get(path) ?? []);
}

async function checkOne(program: UnitProgram, exchange: Exchange, request: UnitRequest): Promise<UnitResult> {
  const { path, config } = program;
  const limit = request.startLimit();
  if (limit.signal.aborted) return { kind: limit.isExpired() ? 'out-of-time' : 'cancelled', path };
  const read = request.documents.read(path);
  if (read === null) return { kind: 'failed', path, detail: 'the text of this program is not among the sources' };
  if (!read.ok) return { kind: 'unreadable', path, reason: read.reason, message: read.message };
  try {
    const analysis = await analyseWithTables({ request, exchange, document: read.document, signal: limit.signal });
    if (limit.signal.aborted) return { kind: limit.isExpired() ? 'out-of-time' : 'cancelled', path };
    exchange.take(path, analysis);
    const found = checkProgram({ facts: analysis.facts, rules: selectRules(request.rules, config), config });
    if (request.fixes === null) return { kind: 'checked', program: found.checked };
    const drafts = await mendProgram({
      ...found,
      facts: analysis.facts,
      wanted: request.fixes,
      config,
      parser: request.tools.parser,
      textOf: request.textOf,
      recheck: (texts) => recheck(program, { request, exchange, texts, signal: limit.signal }),
    });
    return { kind: 'checked', program: { ...found.checked, drafts } };
  } catch (error) {
    return { kind: 'failed', path, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

interface Rechecking {
  readonly request: UnitRequest;
  readonly exchange: Exchange;
  readonly texts: ReadonlyMap<string, string>;
  readonly signal: CancelSignal;
}

/** Checks a program as if files had other texts. */
async function recheck({ path, config }: UnitProgram, { request, exchange, texts, signal }: Rechecking): Promise<Rechecked | null> {
  const edited = { ...request, ...request.withTexts(texts) };
  const read = edited.documents.read(path);
  if (read === null || !read.ok) return null;
  const analysis = await analyseWithTables({ request: edited, exchange, document: read.document, signal });
  if (signal.aborted) return null;
  const { checked } = checkProgram({ facts: analysis.facts, rules: selectRules(request.rules, config), config });
  return { program: checked, syntaxErrors: read.document.syntaxErrors.length };
}

interface Analysing {
  readonly request: UnitRequest;
  readonly exchange: Exchange;
  readonly document: Parameters<PythonTools['analyse']>[0]['document'];
  readonly signal: CancelSignal;
}

/** Facts of one table can show the way to another, so the tables are asked for twice. */
const TABLE_ROUNDS = 2;

async function analyseWithTables({ request, exchange, document, signal }: Analysing): Promise<Analysis> {
  const { tools, modules, looks, lookAtTable } = request;
  const analyse = (): Analysis =>
    tools.analyse({ document, knowledge: tools.knowledge, project: modules, ...tablesOf(looks), files: exchange.filesFor(document.path), signal });
  let analysis = analyse();
  for (let round = 0; round < TABLE_ROUNDS && lookAtTable !== null && !signal.aborted; round += 1) {
    const wanted = analysis.wantedTables.filter(({ key }) => !looks.has(key));
    if (wanted.length === 0) break;
    for (const { key, read } of wanted) looks.set(key, await lookAtTable(plainRead(read)));
    analysis = analyse();
  }
  return analysis;
}

function tablesOf(looks: ReadonlyMap<string, LookedAt>): { readonly tables: ReadonlyMap<string, TableFacts | null>; readonly troubles: ReadonlyMap<string, ReadTrouble> } {
  return {
    tables: new Map([...looks].map(([key, { facts }]) => [key, facts])),
    troubles: new Map([...looks].flatMap(([key, { trouble }]) => (trouble === null ? [] : [[key, trouble] as const]))),
  };
}

/** Values in files, as the programs of a unit have written them so far. */
interface Exchange {
  /** What others wrote; also notes that the program has seen all of it. */
  filesFor(program: string): ReadonlyMap<string, Value>;
  take(program: string, analysis: Analysis): void;
  /** True when another program has written a file it reads since it was analysed. */
  isOutdated(program: string): boolean;
}

function createExchange(root: string): Exchange {
  const written = new Map<string, { readonly value: Value; readonly by: string; readonly time: number }>();
  const reads = new Map<string, readonly string[]>();
  const seen = new Map<string, number>();
  let time = 0;
  return {
    filesFor: (program) => {
      seen.set(program, time);
      return new Map([...written].filter(([, { by }]) => by !== program).map(([path, { value }]) => [path, value]));
    },
    take: (program, analysis) => {
      const folder = parentFolder(program) ?? root;
      reads.set(program, analysis.facts.reads.flatMap(({ path }) => (path === null ? [] : [resolvePath(folder, path), resolvePath(root, path)])));
      for (const [path, value] of analysis.written) {
        time += 1;
        written.set(path, { value, by: program, time });
      }
    },
    isOutdated: (program) => {
      const since = seen.get(program) ?? 0;
      return (reads.get(program) ?? []).some((path) => {
        const file = written.get(path);
        return file !== undefined && file.by !== program && file.time > since;
      });
    },
  };
}
