/** What a test of a model or of data looks at: rows of the project, or ones made up for the test. */
import type { Facts } from '../../api/python/facts.ts';
import type { Outcome } from '../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import type { Judged } from './judged.ts';
import { readOf } from './reads.ts';
import { isTestPath } from './test-paths.ts';

/** Whether the rows behind a judgement are the project's: null where they are made up, unknown where a fixture or a toy set gives them. */
export function looksAtRows(facts: Facts, { cone, inside, id }: Judged): Outcome | null {
  const path = id.slice(0, id.indexOf('::'));
  if (!isTestPath(path)) return YES;
  const isMadeUp = cone.calls.some(({ name }) => /^sklearn\.datasets\.make_|^numpy\.random\.|^torch\.(?:rand|randn|ones|zeros|randint)$/.test(name));
  const isLoaded = cone.calls.some(({ target, name }) => (target !== null && LOADING.test(target.name)) || /^(?:joblib|pickle|mlflow|keras|tensorflow|torch)\.(?:\w+\.)*load\w*$/.test(name));
  if (isMadeUp) return readOf(facts, cone) === null ? null : UNKNOWN;
  if (isLoaded || readOf(facts, cone) !== null) return YES;
  if (cone.calls.some(({ name }) => /^(?:sklearn\.datasets\.(?:load|fetch)_|datasets\.|torchvision\.datasets\.|tensorflow\.keras\.datasets\.|seaborn\.load_dataset)/.test(name))) return UNKNOWN;
  // a loader of another module, and what `self` or a fixture brings
  if (cone.calls.some(({ name }) => LOADING.test(name.slice(name.lastIndexOf('.') + 1)))) return UNKNOWN;
  return (inside?.test?.fixtures.length ?? 0) > 0 ? UNKNOWN : null;
}

const LOADING = /^_?(?:(?:load|read|fetch|import)_\w+|load|get_(?:\w+_)?(?:data\w*|dataset|frame|df|ratings|splits?|model)|prepare_(?:\w+_)?data|split_data|parts)$/i;

/** Both must hold. */
export function both(a: Outcome, b: Outcome): Outcome {
  return [a, b].find(({ answer }) => answer === 'no') ?? [a, b].find(({ answer }) => answer === 'unknown') ?? a;
}
