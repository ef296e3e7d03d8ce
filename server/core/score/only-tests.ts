/** Code of the project that nothing but its tests runs: what such a check says depends on the rows the tests hand it. */
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import type { ChecklistItem } from '../../../rules/api/checklist/item.ts';
import type { Outcome } from '../../../rules/api/repository/place.ts';
import { UNKNOWN, YES } from '../../../rules/api/repository/place.ts';
import type { FunctionId, FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

/** Items that ask for tests of code: rows made for a test are right for them. */
const ASKS_FOR_TESTS: readonly string[] = ['data-7', 'infra-2', 'infra-5'];

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
  if (calls.some(({ name }) => name !== null && READS.test(name))) return YES;
  const others = calls.filter(({ name, target }) => target === null ? name === null : target !== id);
  if (others.length > 0) return { answer: 'unknown', links: [{ at: summary.at, text: `only tests run this, and it cannot be told which rows \`${summary.name}\` hands it` }] };
  return { answer: 'no', links: [{ at: check.at, text: `only tests run this, with rows they make up, such as \`${summary.name}\`` }] };
}

const READS = /(?:^|\.)(?:read_\w+|load\w*|open|from_csv|scan_\w+|get_\w*(?:data|table|frame)\w*|fetch\w*|connect)$/;

/** Tests, fixtures, and helpers in files that hold them or lie beside them. */
function isOfTests(repository: Repository, id: FunctionId): boolean {
  const path = id.slice(0, id.indexOf('::'));
  if (/(?:^|\/)(?:tests?|testing)\/|(?:^|\/)(?:conftest|test_[^/]*|[^/]*_tests?)\.py$/.test(path)) return true;
  const program = repository.programs.find((each) => each.path === path);
  return program?.functions.some((each: FunctionSummary) => each.test !== null || each.fixture !== null) ?? false;
}
