/** What the names of a split's parts say: which part, and of what. */

interface SplitNames {
  /** Names the parts are given, in order. */
  readonly targets: readonly string[];
  /** Inputs as they are written; each gives a training part and a test part. */
  readonly inputs: readonly string[];
}

interface PartName {
  readonly text: string;
  readonly side: 'train' | 'test';
  /** What is left without the word for the part: `x` of `X_train`; empty for `train`. */
  readonly of: string;
}

/** True when every name says its part, each input has one of both, and the order is another than that of the split. */
export function saysWrongOrder(names: SplitNames): boolean {
  const order = expectedOrder(names);
  return order !== null && order.some((name, index) => name !== names.targets[index]);
}

/** The names in the order the parts come; null when the names do not say it beyond doubt. */
export function expectedOrder({ targets, inputs }: SplitNames): readonly string[] | null {
  const parts = targets.flatMap((text) => partName(text) ?? []);
  if (parts.length !== targets.length || targets.length !== inputs.length * 2 || new Set(targets).size !== targets.length) return null;
  const groups = groupsOf(parts);
  if (groups === null || groups.length !== inputs.length) return null;
  const sorted = sortedByInputs(groups, inputs);
  return sorted.flatMap(({ train, test }) => [train.text, test.text]);
}

interface Group {
  readonly of: string;
  readonly train: PartName;
  readonly test: PartName;
}

/** In the order of their first names. Null when some input has not exactly one name for each part. */
function groupsOf(parts: readonly PartName[]): readonly Group[] | null {
  const bases = [...new Set(parts.map(({ of }) => of))];
  const groups = bases.flatMap((of) => {
    const own = parts.filter((part) => part.of === of);
    const [train, test] = [own.find(({ side }) => side === 'train'), own.find(({ side }) => side === 'test')];
    return own.length === 2 && train !== undefined && test !== undefined ? [{ of, train, test }] : [];
  });
  return groups.length === bases.length ? groups : null;
}

/** By the inputs where each of them is named like one group only; else as they are. */
function sortedByInputs(groups: readonly Group[], inputs: readonly string[]): readonly Group[] {
  const matched = inputs.map((input) => groups.filter(({ of }) => isNamedLike(of, input)));
  const sorted = matched.flatMap((found) => (found.length === 1 ? found : []));
  return sorted.length === groups.length && new Set(sorted).size === groups.length ? sorted : groups;
}

function isNamedLike(of: string, input: string): boolean {
  const name = input.toLowerCase().replace(/[^a-z0-9]/g, '');
  return of !== '' && (name === of || (roleOf(of) !== null && roleOf(of) === roleOf(name)));
}

function roleOf(name: string): 'features' | 'labels' | null {
  if (/^(?:x|features?|feats?|inputs?)$/.test(name)) return 'features';
  return /^(?:y|labels?|targets?|outputs?)$/.test(name) ? 'labels' : null;
}

const TRAIN = /train(?:ing)?|trn/g;
const TEST = /test(?:ing)?|tst|valid(?:ation)?|val|dev|holdout|eval/g;

/** Null when a name says no part, or several. */
function partName(text: string): PartName | null {
  if (!/^\w+$/.test(text)) return null;
  const words = text.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
  const [trains, tests] = [words.match(TRAIN) ?? [], words.match(TEST) ?? []];
  if (trains.length + tests.length > 1) return null;
  if (trains.length === 1) return { text, side: 'train', of: bare(words.replace(TRAIN, '')) };
  if (tests.length === 1) return { text, side: 'test', of: bare(words.replace(TEST, '')) };
  const short = /^(?:([a-z]|\w+_)_?(tr|te|ts)|(tr|te|ts)_(\w+))$/.exec(words);
  if (short === null) return null;
  return { text, side: (short[2] ?? short[3]) === 'tr' ? 'train' : 'test', of: bare(short[1] ?? short[4] ?? '') };
}

function bare(words: string): string {
  return words.replaceAll('_', '');
}
