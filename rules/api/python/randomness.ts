/** Random draws and seeds among the calls of a program. */
import type { Argument, CallEvent } from './event.ts';
import type { Facts } from './facts.ts';
import type { Value } from './value.ts';

export interface Draw {
  /** Whose global seed makes it repeatable: `numpy`, `random`, `torch`, `tensorflow`; `none` when no global one does. */
  readonly generator: string;
  /** Parameter that makes it repeatable; null when only a global seed does. */
  readonly parameter: string | null;
  /** Nothing is given by that parameter. */
  readonly isUnseeded: boolean;
}

/** What a call draws; null when it draws nothing, or when that depends on what nobody knows. */
export function drawOf(event: CallEvent): Draw | null {
  const { api, arguments: given, node } = event;
  const use = api?.random;
  if (api === null || use === undefined || isAnotherOfThatName(event)) return null;
  if (given.some(({ name, value }) => name !== null && name === use.unlessGiven && value.kind !== 'scalar')) return null;
  const hidesSome = node.keywords.some(({ name }) => name === null) || node.arguments.some(({ kind }) => kind === 'Starred');
  if (use.onlyIf !== undefined) {
    const { parameter, values, default: isDefault } = use.onlyIf;
    const switched = given.find(({ name }) => name === parameter);
    if (switched === undefined ? hidesSome || !isDefault : !isOneOf(switched.value, values)) return null;
  }
  if (use.parameter === null) return { generator: use.generator, parameter: null, isUnseeded: true };
  const seed = given.find(({ name }) => name === use.parameter || (name !== null && OTHER_SEEDS.has(name)));
  return { generator: use.generator, parameter: use.parameter, isUnseeded: seed === undefined ? !hidesSome : isNone(seed) };
}

/** A method known by its name alone, given an argument that the one we know does not take. */
function isAnotherOfThatName({ api, node, nameConfidence }: CallEvent): boolean {
  const known = api?.parameters;
  return nameConfidence !== 'certain' && known !== undefined && node.keywords.some(({ name }) => name !== null && !known.includes(name) && !OTHER_SEEDS.has(name));
}

/** Names of the same parameter in other versions. */
const OTHER_SEEDS: ReadonlySet<string> = new Set(['rng', 'seed', 'random_state', 'random_seed']);

function isOneOf(value: Value, values: readonly (string | number | boolean)[]): boolean {
  return value.kind === 'scalar' && values.some((each) => each === value.value);
}

function isNone({ value }: Argument): boolean {
  return value.kind === 'scalar' && value.value === null;
}

export interface Seeds {
  /** Libraries whose global generator is seeded somewhere. */
  readonly libraries: ReadonlySet<string>;
  /** A call that nobody knows is named after seeds: it may seed any. */
  readonly mayBeAll: boolean;
}

/** Seeds set anywhere in the program and the helpers it calls. */
export function seedsOf(facts: Facts): Seeds {
  return facts.once(collectSeeds);
}

function collectSeeds({ calls }: Facts): Seeds {
  const known = calls.filter((event) => event.api?.is === 'seed' && !event.arguments.some(isNone));
  const libraries = known.flatMap(({ api }) => (api?.is === 'seed' ? api.seeds : []));
  const mayBeAll = calls.some(({ api, node, name }) => api === null && name !== 'random.Random.seed' && /seed|determinis|reproduc/i.test(lastName(node.callee)));
  return { libraries: new Set(libraries), mayBeAll };
}

function lastName(callee: CallEvent['node']['callee']): string {
  return callee.kind === 'Attribute' ? callee.attribute : callee.kind === 'Name' ? callee.id : '';
}
