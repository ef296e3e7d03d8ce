/**
 * Checks programs that hand values to each other through files. What one writes is what another reads: readers are analysed again
 * when a value appears. Everything given and returned is plain data but the tools, so that another process can do it.
 */
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { Config } from '../../config.ts';
import type { CancelSignal, NotCheckedReason } from '../../ports.ts';
import { selectRules } from '../../rule-selection.ts';
import type { Analysis, AnalysisRequest, ProjectModules } from '../analysis/analyse.ts';
import type { PythonTools } from '../python-tools.ts';
import { plainRead } from '../reading-data/look-at-tables.ts';
import type { LookedAt, PlainRead } from '../reading-data/look-at-tables.ts';
import type { Documents } from './documents.ts';
import type { Exchange } from './exchange.ts';
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
  /** What the programs of the unit write for each other. */
  readonly exchange: Exchange;
  /** Told of the facts of each program analysed. */
  readonly onFacts: (facts: Facts) => void;
}

export interface UnitProgram {
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
}

export type UnitResult =
  /** `texts`: absolute paths of the project's texts that checking its unit asked for. */
  | { readonly kind: 'checked'; readonly program: CheckedProgram; readonly texts?: readonly string[] }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: NotCheckedReason; readonly message: string }
  | { readonly kind: 'out-of-time' | 'cancelled'; readonly path: string }
  | { readonly kind: 'failed'; readonly path: string; readonly detail: string };

/** Times a program is analysed at most for the sake of values that other programs write. Own choice: longer chains are rare. */
const MAX_ROUNDS = 4;

/** @returns one result per program, in the order given */
export async function checkUnit(request: UnitRequest): Promise<readonly UnitResult[]> {
  const { exchange } = request;
  const results = new Map<string, UnitResult>();
  let queue = request.programs;
  for (let round = 0; round < MAX_ROUNDS && queue.length > 0; round += 1) {
    for (const program of queue) {
      await request.pause(program.path);
      results.set(program.path, await checkOne(program, request));
    }
    queue = request.programs.filter(({ path }) => exchange.isOutdated(path));
  }
  return request.programs.flatMap(({ path }) => results.get(path) ?? []);
}

async function checkOne(program: UnitProgram, request: UnitRequest): Promise<UnitResult> {
  const { path, config } = program;
  const limit = request.startLimit();
  if (limit.signal.aborted) return { kind: limit.isExpired() ? 'out-of-time' : 'cancelled', path };
  const read = request.documents.read(path);
  if (read === null) return { kind: 'failed', path, detail: 'the text of this program is not among the sources' };
  if (!read.ok) return { kind: 'unreadable', path, reason: read.reason, message: read.message };
  try {
    const analysis = await analyseWithTables({ request, document: read.document, signal: limit.signal });
    if (limit.signal.aborted) return { kind: limit.isExpired() ? 'out-of-time' : 'cancelled', path };
    request.exchange.take(path, analysis);
    request.onFacts(analysis.facts);
    const found = checkProgram({ facts: analysis.facts, rules: selectRules(request.rules, config), config });
    if (request.fixes === null) return { kind: 'checked', program: found.checked };
    const drafts = await mendProgram({
      ...found,
      facts: analysis.facts,
      wanted: request.fixes,
      config,
      parser: request.tools.parser,
      textOf: request.textOf,
      recheck: (texts) => recheck(program, { request, texts, signal: limit.signal }),
    });
    return { kind: 'checked', program: { ...found.checked, drafts } };
  } catch (error) {
    return { kind: 'failed', path, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

interface Rechecking {
  readonly request: UnitRequest;
  readonly texts: ReadonlyMap<string, string>;
  readonly signal: CancelSignal;
}

/** Checks a program as if files had other texts. */
async function recheck({ path, config }: UnitProgram, { request, texts, signal }: Rechecking): Promise<Rechecked | null> {
  const edited = { ...request, ...request.withTexts(texts) };
  const read = edited.documents.read(path);
  if (read === null || !read.ok) return null;
  const analysis = await analyseWithTables({ request: edited, document: read.document, signal });
  if (signal.aborted) return null;
  const { checked } = checkProgram({ facts: analysis.facts, rules: selectRules(request.rules, config), config });
  return { program: checked, syntaxErrors: read.document.syntaxErrors.length };
}

interface Analysing {
  readonly request: UnitRequest;
  readonly document: Parameters<PythonTools['analyse']>[0]['document'];
  readonly signal: CancelSignal;
}

/** Facts of one table can show the way to another, so the tables are asked for twice. */
const TABLE_ROUNDS = 2;

async function analyseWithTables({ request, document, signal }: Analysing): Promise<Analysis> {
  const { tools, modules, looks, lookAtTable, exchange } = request;
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

/** Thousands of programs share what was looked at, so nothing is copied. */
function tablesOf(looks: ReadonlyMap<string, LookedAt>): Required<Pick<AnalysisRequest, 'tables' | 'troubles'>> {
  return { tables: { get: (key) => looks.get(key)?.facts }, troubles: { get: (key) => looks.get(key)?.trouble ?? undefined } };
}
