/** Analyses one program by abstract interpretation: runs it with values of which only some is known, and keeps what happens. */
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import type { Node } from '../../../../rules/api/python/syntax.ts';
import type { Analyse, AnalysisRequest } from './analyse.ts';
import { assembleFacts } from './evaluate/assemble-facts.ts';
import { createMachine } from './evaluate/create-machine.ts';
import { addModule, runModule } from './evaluate/modules.ts';
import { CutShort } from './evaluate/run.ts';
import type { Run } from './evaluate/run.ts';
import { createStore } from './evaluate/store.ts';
import { createSymbols } from './evaluate/symbols.ts';
import { runUncalled } from './evaluate/uncalled.ts';
import type { Machine } from './machine.ts';
import { makeRowTerms } from './make-row-terms.ts';
import { applyLibraryCall } from './transfer/apply-library-call.ts';
import { readLibraryAttribute } from './transfer/attribute.ts';

/** Nodes evaluated in functions of other modules for what a program itself calls. Own choice: pipelines of many modules need a tenth of it. */
const MOST_STEPS_ELSEWHERE = 200_000;

/** Returns the facts of a program. Never throws: what is too much is cut short. */
export const analyse: Analyse = (request) => {
  const run = createRun(request);
  const module = addModule(request.document, { isMain: true, run });
  try {
    runModule(module, run);
    runUncalled(request.document.module, run);
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
  }
  return {
    facts: assembleFacts(run),
    wantedTables: [...run.wantedTables].flatMap(([key, read]) => (read === null ? [] : [{ key, read }])),
    written: run.written,
  };
};

function createRun(request: AnalysisRequest): Run {
  const partial: Omit<Run, 'machine'> & { machine: Machine | null } = {
    machine: null,
    request,
    applyLibraryCall,
    readLibraryAttribute,
    terms: makeRowTerms(),
    store: createStore(),
    symbols: createSymbols(),
    events: [],
    valueOf: new Map(),
    otherValues: new Map(),
    objects: new Map(),
    cells: new Map(),
    cellOf: new Map(),
    members: new Map(),
    placedIn: new Map(),
    columnOf: new WeakMap(),
    madeBy: new Map(),
    guessedEstimators: new Map(),
    singleRows: new Set(),
    everyRow: new Map(),
    ranges: new WeakMap(),
    spans: new WeakMap(),
    cuts: new Map(),
    files: new Map(),
    written: new Map(),
    wantedTables: new Map(),
    functions: new Map(),
    closures: new Map(),
    modules: new Map(),
    bindings: new Map(),
    modulesByName: new Map(),
    called: new Set(),
    instantiated: new Set(),
    instances: new Map(),
    builtins: new Map(),
    shown: shownStatements(request.document),
    limits: { steps: 0, isCutShort: false, mostElsewhere: MOST_STEPS_ELSEWHERE, elsewhere: 0, leftAt: null, costs: new Map() },
    at: { loops: [], unrolled: 0, repeats: 1, calledFrom: [], running: [], inFunction: null, branches: 0, context: 0, objectContext: 0, exits: null, depth: 0 },
  };
  const run = partial as Run & { machine: Machine };
  run.machine = createMachine(run);
  return run;
}

/** The last expression of a notebook's cell is shown, so its value is not thrown away. */
function shownStatements({ kind, cells, module }: PythonDocument): ReadonlySet<Node> {
  if (kind !== 'notebook') return new Set();
  const shown = new Set<Node>();
  let at = 0;
  for (const { range } of cells) {
    if (range === null) continue;
    let last: Node | null = null;
    for (let statement = module.body[at]; statement !== undefined && statement.start < range.end; statement = module.body[at]) {
      last = statement;
      at += 1;
    }
    if (last?.kind === 'Expr') shown.add(last);
  }
  return shown;
}
