/** Code of the project that nothing but its tests runs: what such a check says depends on the rows the tests hand it. */
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import type { ChecklistItem } from '../../../rules/api/checklist/item.ts';
import type { Outcome } from '../../../rules/api/repository/place.ts';
import { UNKNOWN, wholeFile, YES } from '../../../rules/api/repository/place.ts';
import type { FunctionId, FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

/** Items that ask for tests of code: rows made for a test are right for them. */
const ASKS_FOR_TESTS: readonly string[] = ['data-7', 'infra-2', 'infra-5', 'infra-7'];

interface Through {
  readonly repository: Repository;
  readonly item: ChecklistItem;
  readonly check: FoundCheck;
  readonly id: FunctionId;
  /** The test whose running reaches the check; null when it cannot be told. */
  readonly test: FunctionId | null;
}

/** Whether a check that only tests reach looks at data of the project: no where the test makes up its rows. */
export function looksAtData({ repository, item, check, id, test }: Through): Outcome {
  if (ASKS_FOR_TESTS.includes(item.id) || isOfTests(repository, id)) return YES;
  if (test === null) return UNKNOWN;
  const summary = repository.functionOf(test);
  if (summary === null) return UNKNOWN;
  const parts = [summary, ...(summary.test?.fixtures ?? []).flatMap((fixture) => repository.functionOf(fixture) ?? [])];
  const calls = parts.flatMap((part) => part.calls);
  if (calls.some(({ name }) => name !== null && READS.test(name) && !TOYS.test(name))) return YES;
  const others = calls.filter(({ name, target }) => target === null ? name === null : target !== id);
  if (others.length > 0) return { answer: 'unknown', links: [{ at: summary.at, text: `only tests run this, and it cannot be told which rows \`${summary.name}\` hands it` }] };
  return { answer: 'no', links: [{ at: check.at, text: `only tests run this, with rows they make up, such as \`${summary.name}\`` }] };
}

/** Whether fixtures that hand a check its rows read them from somewhere. */
export function rowsOfFixtures(repository: Repository, { ranBy, rowsFrom }: FoundCheck): Outcome {
  if (rowsFrom !== 'fixtures' || ranBy.kind !== 'function') return YES;
  const seen = new Set<FunctionId>();
  const at = repository.functionOf(ranBy.id)?.at ?? wholeFile(ranBy.id.slice(0, ranBy.id.indexOf('::')));
  let waiting: readonly FunctionId[] = repository.functionOf(ranBy.id)?.test?.fixtures ?? [];
  let isSure = waiting.length > 0;
  for (let depth = 0; depth < MOST_FIXTURES_DEEP && waiting.length > 0; depth += 1) {
    const next: FunctionId[] = [];
    for (const id of waiting) {
      if (seen.has(id)) continue;
      seen.add(id);
      const summary = repository.functionOf(id);
      if (summary === null) isSure = false;
      for (const { name, target } of summary?.calls ?? []) {
        if (name !== null && READS_FILE.test(name)) return YES;
        if (target !== null) next.push(target);
        else if (name === null || READS.test(name)) isSure = false;
      }
      next.push(...(summary?.parameters ?? []).flatMap((parameter) => fixtureNamed(repository, id, parameter)));
    }
    waiting = next;
  }
  if (isSure && waiting.length === 0) return { answer: 'no', links: [{ at, text: 'its fixtures make up the rows' }] };
  return { answer: 'unknown', links: [{ at, text: 'what its fixtures hand it cannot be told' }] };
}

/** Fixtures that use each other, and functions they call. Own choice. */
const MOST_FIXTURES_DEEP = 4;
/** Reads a file or a model that was stored. */
const READS_FILE = /^(?:pandas|polars|dask\.dataframe|geopandas)\.(?:read|scan)_|^(?:joblib|pickle|mlflow|torch|keras|tensorflow)\.(?:\w+\.)*load\w*$|^numpy\.(?:load|loadtxt|genfromtxt)$|\.read\.(?:csv|parquet)$|^great_expectations\.read_/;

/** Sets that libraries bring to be tried on. */
const TOYS = /^(?:sklearn\.datasets|seaborn|statsmodels\.\S*datasets|(?:tensorflow\.)?keras\.datasets|vega_datasets|torchvision\.datasets)\./;

function fixtureNamed({ programs }: Repository, of: FunctionId, name: string): readonly FunctionId[] {
  const path = of.slice(0, of.indexOf('::'));
  const same = programs.filter((program) => program.path === path).flatMap(({ functions }) => functions);
  return same.flatMap(({ id, fixture, name: own }) => (fixture !== null && (fixture.name ?? own) === name ? [id] : []));
}

const READS = /(?:^|\.)(?:read_\w+|load\w*|open|from_csv|scan_\w+|get_\w*(?:data|table|frame)\w*|fetch\w*|connect)$/;

/** Tests, fixtures, and helpers in files that hold them or lie beside them. */
function isOfTests(repository: Repository, id: FunctionId): boolean {
  const path = id.slice(0, id.indexOf('::'));
  if (/(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:conftest|test_[^/]*|[^/]*_tests?)\.py$/.test(path)) return true;
  const program = repository.programs.find((each) => each.path === path);
  return program?.functions.some((each: FunctionSummary) => each.test !== null || each.fixture !== null) ?? false;
}
