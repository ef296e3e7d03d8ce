/** Checks the units of one project. The project is plain data, so that it may be opened in another process. */
import type { CodeRule } from '../../../../rules/api/python-rule.ts';
import type { Facts } from '../../../../rules/api/python/facts.ts';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { ProjectFacts } from '../../../../rules/api/python/project-facts.ts';
import type { CancelSignal, Clock } from '../../ports.ts';
import type { Manifest } from '../project/dependencies/manifest.ts';
import { openProject } from '../project/open-project.ts';
import { knowledgeFor } from '../project/project-knowledge.ts';
import type { ProjectKnowledge } from '../project/project-knowledge.ts';
import type { FixesWanted } from '../fix/mend-program.ts';
import type { PythonTools } from '../python-tools.ts';
import type { LookedAt } from '../reading-data/look-at-tables.ts';
import { checkUnit } from './check-unit.ts';
import type { LookAtTable, UnitProgram, UnitRequest, UnitResult } from './check-unit.ts';
import { openDocuments } from './documents.ts';
import type { Documents } from './documents.ts';
import { createExchange } from './exchange.ts';
import type { Exchange } from './exchange.ts';
import type { Sources, SourceStore } from './sources.ts';

export interface PlainProject {
  /** Absolute. */
  readonly root: string;
  /** See `Project`. */
  readonly home: string;
  /** Texts of all its programs and of the modules they import, by absolute path. */
  readonly sources: Sources;
  readonly manifests: readonly Manifest[];
  /** What it says of libraries itself. */
  readonly knowledge: ProjectKnowledge | null;
}

export interface UnitHooks {
  /** Null when data is not looked at. */
  readonly lookAtTable: LookAtTable | null;
  readonly signal: CancelSignal | null;
  /** Told which program comes next; lets waiting events run. */
  readonly pause: (path: string) => Promise<void>;
  /** Null when no fixes are wanted. */
  readonly fixes: FixesWanted | null;
  /** What the unit's programs wrote for each other in earlier checks; nothing when left out. */
  readonly exchange?: Exchange;
  /** Told of the facts of each program analysed. */
  readonly onFacts?: (facts: Facts) => void;
}

/** Checks one after the other; texts of the project may change between them. */
export interface UnitWork {
  readonly facts: ProjectFacts;
  readonly documents: Documents;
  check(unit: readonly UnitProgram[], hooks: UnitHooks): Promise<readonly UnitResult[]>;
}

export interface UnitsRequest extends UnitHooks {
  readonly units: readonly (readonly UnitProgram[])[];
  /** Told of results as they come. */
  readonly onResults?: (results: readonly UnitResult[]) => void;
}

/** Processes that check units. */
export interface UnitWorkers {
  /** Starts them without waiting, so that they are up when there is something to check. */
  start(): void;
  /** An empty store whose texts need not be sent to them. It ends with `close`. */
  openSources(): SourceStore & { close(): void };
  /** Results in any order. One check waits for the one before. */
  check(project: PlainProject, request: UnitsRequest): Promise<readonly UnitResult[]>;
  /** Ends those that have nothing to do; they are started again when there is something. */
  rest(): void;
}

export interface UnitWorkRequest {
  readonly tools: PythonTools;
  /** Every known rule on code. */
  readonly rules: readonly CodeRule[];
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Documents of the sources; made of them when left out. */
  readonly documents?: Documents;
  /** Tables looked at in earlier checks, by key; none when left out. */
  readonly looks?: Map<string, LookedAt>;
}

export function openUnitWork({ root, home, manifests, knowledge, ...project }: PlainProject, request: UnitWorkRequest): UnitWork {
  const asked = new Set<Set<string>>();
  const sources = tracedSources(project.sources, asked);
  const tools = { ...request.tools, knowledge: knowledgeFor(knowledge, request.tools.knowledge) };
  const { rules, clock, documents = openDocuments(sources, { home, parser: tools.parser }), looks = new Map<string, LookedAt>() } = request;
  const open = (from: Documents): ReturnType<typeof openProject> => {
    const documentOf = (path: string): PythonDocument | null => {
      if ((sources.get(path)?.length ?? 0) > MOST_FOLLOWED) return null;
      const read = from.read(path);
      return read !== null && read.ok ? read.document : null;
    };
    return openProject({ root, paths: new Set(sources.keys()), documentOf, manifests, knowledge: tools.knowledge });
  };
  const { facts, modules } = open(documents);
  const withTexts: UnitRequest['withTexts'] = (texts) => {
    const edited = openDocuments(texts, { home, parser: tools.parser });
    const both: Documents = { read: (path) => edited.read(path) ?? documents.read(path) };
    return { documents: both, modules: open(both).modules };
  };
  return {
    facts,
    documents,
    check: async (programs, { lookAtTable, signal, pause, fixes, exchange = createExchange(root), onFacts = () => undefined }) => {
      const limitMs = Math.min(PROGRAM_LIMIT_MS, ...programs.map(({ config }) => config.timeLimitMs));
      const startLimit = (): ReturnType<typeof programLimit> => programLimit(signal, limitMs, clock);
      const textOf = (path: string): string | null => sources.get(path) ?? null;
      const texts = new Set<string>();
      asked.add(texts);
      try {
        const results = await checkUnit({ programs, rules, documents, modules, tools, looks, lookAtTable, startLimit, pause, fixes, textOf, withTexts, exchange, onFacts });
        return results.map((result) => (result.kind === 'checked' ? { ...result, texts: [...texts] } : result));
      } finally {
        asked.delete(texts);
      }
    },
  };
}

/** Notes which texts are asked for. */
function tracedSources(sources: Sources, asked: ReadonlySet<Set<string>>): Sources {
  return {
    get: (path) => {
      for (const texts of asked) texts.add(path);
      return sources.get(path);
    },
    has: (path) => sources.has(path),
    keys: () => sources.keys(),
  };
}

/** UTF-16 units of a module that imports are followed into. Own choice: some 5,000 lines; longer ones are no part of a pipeline. */
const MOST_FOLLOWED = 200_000;

/** Longer than any program we know takes by far. Own choice. */
const PROGRAM_LIMIT_MS = 30_000;

/** An analysis never waits, so timers do not run while it works: the signal looks at the clock itself. */
function programLimit(outer: CancelSignal | null, limitMs: number, clock: Pick<Clock, 'nowMs'>): { readonly signal: CancelSignal; isExpired(): boolean } {
  const end = clock.nowMs() + limitMs;
  const isCancelled = (): boolean => outer?.aborted === true;
  return {
    signal: {
      get aborted() {
        return isCancelled() || clock.nowMs() > end;
      },
      addEventListener: (type, listener) => outer?.addEventListener(type, listener),
      removeEventListener: (type, listener) => outer?.removeEventListener(type, listener),
    },
    isExpired: () => !isCancelled() && clock.nowMs() > end,
  };
}
