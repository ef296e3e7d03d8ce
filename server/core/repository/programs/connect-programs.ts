/**
 * Fills in what one program alone does not tell: calls of modules that were not followed, fixtures of `conftest.py`, and whether a test
 * reaches anything but tests. Linear in the calls, but for tests, whose ways are bounded.
 */
import type { CallSummary, FunctionId, FunctionSummary, ProgramSummary, TestSummary } from '../../../../rules/api/repository/program.ts';
import { UNKNOWN } from '../../../../rules/api/repository/place.ts';
import type { Outcome } from '../../../../rules/api/repository/place.ts';
import { STANDARD_LIBRARY } from '../../../../rules/api/python/standard-library.ts';
import { fixturesByName } from './fixtures.ts';
import type { FixtureLookup } from './fixtures.ts';
import { moduleNames } from './imports-of.ts';
import { isOfTests } from './pytest-settings.ts';
import type { PytestSettings } from './pytest-settings.ts';

export interface ConnectRequest {
  readonly programs: readonly ProgramSummary[];
  readonly settings: PytestSettings;
}

export function connectPrograms({ programs, settings }: ConnectRequest): readonly ProgramSummary[] {
  const modules = modulesByName(programs);
  const linked = programs.map((program) => withTargets(program, modules));
  const own = new Set([...modules].flatMap(([name, { path }]) => (!name.includes('.') && path.endsWith('__init__.py') && !isOfTests(path, settings) ? [name] : [])));
  const fixtures = fixturesByName(linked);
  const graph: Graph = { functions: new Map(linked.flatMap(({ functions }) => functions.map((each) => [each.id, each] as const))), programs: new Map(linked.map((program) => [program.path, program])), own, settings };
  return linked.map((program) => ({ ...program, functions: program.functions.map((each) => withTest(each, { program, fixtures, graph })) }));
}

/** Names that only one file goes by. */
function modulesByName(programs: readonly ProgramSummary[]): ReadonlyMap<string, ProgramSummary> {
  const found = new Map<string, ProgramSummary | null>();
  for (const program of programs) {
    if (program.kind === 'notebook') continue;
    for (const name of moduleNames(program.path)) found.set(name, found.has(name) ? null : program);
  }
  return new Map([...found].flatMap(([name, program]) => (program === null ? [] : [[name, program] as const])));
}

function withTargets(program: ProgramSummary, modules: ReadonlyMap<string, ProgramSummary>): ProgramSummary {
  const uses = new Set(program.uses);
  const own = new Set<string>();
  for (const { package: top } of program.imports) {
    const module = STANDARD_LIBRARY.has(top) ? undefined : modules.get(top);
    if (module !== undefined && module.path !== program.path && (!WELL_KNOWN.has(top) || module.path.endsWith('__init__.py'))) {
      own.add(top);
      uses.add(module.path);
    }
  }
  if (own.size === 0) return program;
  const targetOf = (call: CallSummary): CallSummary => {
    const target = call.target === null && call.name !== null && own.has(call.name.split('.')[0] ?? '') ? functionNamed(call.name, modules) : null;
    return target === null ? call : { ...call, target };
  };
  return {
    ...program,
    imports: program.imports.filter(({ package: top }) => !own.has(top)),
    uses: [...uses].sort(),
    functions: program.functions.map((each) => ({ ...each, calls: each.calls.map(targetOf) })),
  };
}

/** Libraries that a lone file of the same name, such as a page of notes, does not stand for. */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  `numpy pandas sklearn scipy torch tensorflow keras matplotlib seaborn xgboost lightgbm catboost statsmodels surprise mlflow wandb airflow prefect dagster luigi kedro flask fastapi
  django requests yaml pytest streamlit gradio redis kafka celery spark pyspark dask polars joblib optuna hydra pandera evidently nltk spacy transformers datasets boto3 sqlalchemy`.split(/\s+/u),
);

/** `model.Net.fit` is the method, `model.Net` its constructor. */
function functionNamed(name: string, modules: ReadonlyMap<string, ProgramSummary>): FunctionId | null {
  const parts = name.split('.');
  for (let length = parts.length - 1; length > 0; length -= 1) {
    const module = modules.get(parts.slice(0, length).join('.'));
    if (module === undefined) continue;
    const inside = parts.slice(length).join('.');
    const wanted = [`${module.path}::${inside}`, `${module.path}::${inside}.__init__`];
    return module.functions.find(({ id }) => wanted.includes(id))?.id ?? null;
  }
  return null;
}

interface Graph {
  readonly functions: ReadonlyMap<FunctionId, FunctionSummary>;
  readonly programs: ReadonlyMap<string, ProgramSummary>;
  /** Top-level packages of the repository. */
  readonly own: ReadonlySet<string>;
  readonly settings: PytestSettings;
}

interface Connecting {
  readonly program: ProgramSummary;
  readonly fixtures: FixtureLookup;
  readonly graph: Graph;
}

function withTest(each: FunctionSummary, { program, fixtures, graph }: Connecting): FunctionSummary {
  if (each.test === null) return each;
  const { known, isComplete } = each.test.framework === 'pytest' || each.test.framework === 'unittest' ? fixtures.takenBy(each) : { known: each.test.fixtures, isComplete: true };
  const test: TestSummary = { ...each.test, fixtures: known };
  return { ...each, test: { ...test, touchesProject: touchesProject(each, { program, known, isComplete, graph }) } };
}

/** Functions of tests that are gone through from one test. Own choice. */
const MOST_VISITED = 500;

interface Touching {
  readonly program: ProgramSummary;
  readonly known: readonly FunctionId[];
  /** False when it takes fixtures nobody knows. */
  readonly isComplete: boolean;
  readonly graph: Graph;
}

/** Calls that may run anything. */
const ANYTHING = /^(?:subprocess\.|os\.(?:system|popen|exec|spawn)|importlib\.|runpy\.|exec$|eval$|compile$|__import__$|requests\.|httpx\.|urllib|aiohttp\.|socket\.|nbformat|nbconvert|papermill|click\.testing|typer\.testing|docker\.|pexpect\.|multiprocessing\.|joblib\.load|pickle\.load|torch\.load|mlflow\.|pytest\.main)/u;

function touchesProject(test: FunctionSummary, { program, known, isComplete, graph }: Touching): Outcome {
  const seen = new Set<FunctionId>([test.id, `${program.path}::`, ...known]);
  let isSure = isComplete;
  for (const id of seen) {
    const path = id.slice(0, id.indexOf('::'));
    const each = graph.functions.get(id);
    if (each === undefined || graph.programs.get(path)?.isCutShort === true) isSure = false;
    for (const { target, name, at } of each?.calls ?? []) {
      if (target === null) {
        if (name !== null && name.includes('.') && graph.own.has(name.slice(0, name.indexOf('.')))) return { answer: 'yes', links: [{ at, text: `it calls \`${name}\`` }] };
        if (name === null || ANYTHING.test(name)) isSure = false;
        continue;
      }
      if (!isOfTests(target.slice(0, target.indexOf('::')), graph.settings)) return { answer: 'yes', links: [{ at, text: `it reaches \`${shortId(target)}\`` }] };
      if (seen.size < MOST_VISITED) seen.add(target);
      else isSure = false;
    }
  }
  if (!isSure) return UNKNOWN;
  return { answer: 'no', links: [{ at: test.at, text: `\`${test.name}\` runs no code of the project` }] };
}

function shortId(id: FunctionId): string {
  const [path = '', name = ''] = id.split('::');
  return name === '' ? path : name;
}
