/** Python's own `random`, `csv` and `statistics`. */
import type { Api, LibraryKnowledge, RandomUse } from '../api/python/knowledge.ts';
import { data, on, plainClass, plainFunction, reader, seed } from './entry.ts';

/** Only the global seed makes it repeatable. */
const GLOBAL: { readonly random: RandomUse } = { random: { parameter: null, generator: 'random' } };

const DRAWS: readonly Api[] = [
  data('.shuffle(x)', { rows: 'reordered', orders: 'shuffled', mutates: true, returns: 'none' }),
  data('.sample(population, k)', { rows: 'subset', orders: 'shuffled', share: 'k', returns: { form: 'list', className: 'list' } }),
  data('.choice(seq)', { rows: 'subset', returns: 'unknown' }),
  data('.choices(population, weights)', { rows: 'copies', returns: { form: 'list', className: 'list' } }),
  ...['.random()', '.randint(a, b)', '.randrange(start, stop, step)', '.uniform(a, b)', '.gauss(mu, sigma)', '.normalvariate(mu, sigma)', '.betavariate(alpha, beta)', '.expovariate(lambd)', '.triangular(low, high, mode)', '.getrandbits(k)'].map((signature) => plainFunction(signature, { returns: 'scalar' })),
];

export const random: LibraryKnowledge = {
  library: 'random',
  distributions: [],
  version: '3.14',
  entries: [
    seed('random.seed(a, version)', { seeds: ['random'], parameter: 'a' }),
    ...on(['random'], DRAWS).map((entry) => ({ ...entry, ...GLOBAL })),
    ...on(['random.Random'], DRAWS),
    plainClass('random.Random(x)', { tags: ['generator'], random: { parameter: 'x', generator: 'none' } }),
    plainClass('random.SystemRandom(x)', { tags: ['generator'] }),
  ],
};

export const csv: LibraryKnowledge = {
  library: 'csv',
  distributions: [],
  version: '3.14',
  entries: [
    reader('csv.reader(iterable, dialect)', { path: null, format: 'csv', returns: { form: 'list', className: 'list' } }),
    reader('csv.DictReader(f, fieldnames, restkey, restval, dialect)', { path: null, format: 'csv', returns: { form: 'list', className: 'list' } }),
    plainClass('csv.writer(fileobj, dialect)'),
    plainClass('csv.DictWriter(f, fieldnames)'),
  ],
};

export const statistics: LibraryKnowledge = {
  library: 'statistics',
  distributions: [],
  version: '3.14',
  entries: ['mean(data)', 'fmean(data, weights)', 'median(data)', 'mode(data)', 'stdev(data, xbar)', 'pstdev(data, mu)', 'variance(data, xbar)', 'quantiles(data)'].map((signature) => data(`statistics.${signature}`, { rows: 'aggregate', by: 'reduction', returns: 'scalar' })),
};
