/** What a test of a model or of data looks at: rows of the project, or ones made up for the test. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call, Node } from '../../api/python/syntax.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import { coneOf } from './cone.ts';
import type { CodeRequest, Judged } from './judged.ts';
import { readOf } from './reads.ts';
import { isTestPath } from './test-paths.ts';

/** Whether the rows behind a judgement are the project's: null where they are made up, unknown where a toy set gives them. */
function rowsBehind(facts: Facts, { cone, inside, id }: Pick<Judged, 'cone' | 'inside' | 'id'>): Outcome | 'fixtures' | null {
  const path = id.slice(0, id.indexOf('::'));
  if (!isTestPath(path)) return YES;
  // a test of the code that judges is given its numbers
  if (cone.nodes.some(isWrittenMetric)) return null;
  const isMadeUp = cone.calls.some(({ name }) => /^sklearn\.datasets\.make_|^numpy\.random\.|^torch\.(?:rand|randn|ones|zeros|randint)$/.test(name));
  const isLoaded = cone.calls.some(({ target, name }) => (target !== null && LOADING.test(target.name)) || /^(?:joblib|pickle|mlflow|keras|tensorflow|torch)\.(?:\w+\.)*load\w*$/.test(name));
  if (isMadeUp) return readOf(facts, cone) === null ? null : UNKNOWN;
  if (isLoaded || readOf(facts, cone) !== null) return YES;
  if (cone.calls.some(({ name }) => /^(?:sklearn\.datasets\.(?:load|fetch)_|datasets\.|torchvision\.datasets\.|tensorflow\.keras\.datasets\.|seaborn\.load_dataset)/.test(name))) return UNKNOWN;
  // a loader of another module, and what `self` or a fixture brings
  if (cone.calls.some(({ name }) => LOADING.test(name.slice(name.lastIndexOf('.') + 1)))) return UNKNOWN;
  return (inside?.test?.fixtures.length ?? 0) > 0 ? 'fixtures' : null;
}

/** `{"rmse": 1.5}` */
function isWrittenMetric(node: Node): boolean {
  return node.kind === 'Dict' && node.items.some(({ key, value }) => key?.kind === 'Constant' && typeof key.value === 'string' && /^(?:accuracy|auc|roc_auc|f1|f1_score|precision|recall|rmse|mae|mse|mape|r2|ndcg|log_loss)$/i.test(key.value) && value.kind === 'Constant' && typeof value.value === 'number');
}

const LOADING = /^_?(?:(?:load|read|fetch|import)_\w+|load|get_(?:\w+_)?(?:data\w*|dataset|frame|df|ratings|splits?|model)|prepare_(?:\w+_)?data|split_data|parts)$/i;

/** The same where fixtures are not followed: unknown then. */
export function looksAtRows(facts: Facts, judged: Judged): Outcome | null {
  const rows = rowsBehind(facts, judged);
  return rows === 'fixtures' ? UNKNOWN : rows;
}

/** What a check says of its rows: it is dropped for null. */
export function rowsOf(facts: Facts, judged: Judged): { readonly isReal: Outcome; readonly rowsFrom?: 'fixtures' } | null {
  const rows = rowsBehind(facts, judged);
  if (rows === 'fixtures') return { isReal: judged.isReal, rowsFrom: 'fixtures' };
  return rows === null ? null : { isReal: both(judged.isReal, rows) };
}

/** The same for what a call in a test is given, where the call raises by itself. */
export function rowsGiven({ facts, program, ownerOf }: CodeRequest, call: Call): { readonly isReal?: Outcome; readonly rowsFrom?: 'fixtures' } | null {
  const given = [...call.arguments, ...call.keywords.map(({ value }) => value)];
  if (given.length === 0 || !isTestPath(program.path)) return {};
  const id = ownerOf(call);
  const inside = program.functions.find((each) => each.id === id) ?? null;
  const rows = rowsBehind(facts, { cone: coneOf(facts, given), inside, id });
  if (rows === 'fixtures') return { rowsFrom: 'fixtures' };
  return rows === null ? null : rows.answer === 'yes' ? {} : { isReal: rows };
}

/** Both must hold. */
export function both(a: Outcome, b: Outcome): Outcome {
  return [a, b].find(({ answer }) => answer === 'no') ?? [a, b].find(({ answer }) => answer === 'unknown') ?? a;
}
