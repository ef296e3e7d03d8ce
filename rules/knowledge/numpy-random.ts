/** Random numbers of NumPy, Python's `random` and SciPy's distributions. */
import type { Api, DataApi, RandomUse } from '../api/python/knowledge.ts';
import { data, on, plainClass, plainFunction, seed } from './entry.ts';

/** Only the global seed makes it repeatable. */
const GLOBAL: { readonly random: RandomUse } = { random: { parameter: null, generator: 'numpy' } };
const ARRAY = { form: 'array', className: 'numpy.ndarray' } as const;

/** Draws by their parameters; the same of the module, of `RandomState` and, mostly, of `Generator`. */
const DISTRIBUTIONS = [
  'normal(loc, scale, size)',
  'uniform(low, high, size)',
  'standard_normal(size)',
  'exponential(scale, size)',
  'poisson(lam, size)',
  'binomial(n, p, size)',
  'multinomial(n, pvals, size)',
  'multivariate_normal(mean, cov, size)',
  'beta(a, b, size)',
  'gamma(shape, scale, size)',
  'lognormal(mean, sigma, size)',
  'chisquare(df, size)',
  'dirichlet(alpha, size)',
  'geometric(p, size)',
  'gumbel(loc, scale, size)',
  'laplace(loc, scale, size)',
  'logistic(loc, scale, size)',
  'negative_binomial(n, p, size)',
  'pareto(a, size)',
  'triangular(left, mode, right, size)',
  'standard_t(df, size)',
  'weibull(a, size)',
  'zipf(a, size)',
];

const OLD_DISTRIBUTIONS = ['rand(*shape)', 'randn(*shape)', 'randint(low, high, size, dtype)', 'random_sample(size)', 'random(size)', 'random_integers(low, high, size)'];

const drawn = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { data: [], rows: 'new', returns: ARRAY, ...facts });

const permutation = (signature: string): DataApi => data(signature, { data: ['x'], rows: 'reordered', orders: 'shuffled', returns: ARRAY });
const choice = (signature: string): DataApi => data(signature, { data: ['a'], rows: 'copies', rowsWhen: [{ parameter: 'replace', values: [false], rows: 'subset' }], orders: 'shuffled', share: 'size', returns: ARRAY });
const shuffle = (signature: string): DataApi => data(signature, { data: ['x'], rows: 'reordered', orders: 'shuffled', mutates: true, returns: 'none' });

const OF_MODULE: readonly Api[] = [
  ...[...DISTRIBUTIONS, ...OLD_DISTRIBUTIONS].map((signature) => drawn(`.${signature}`)),
  ...['ranf(*args)', 'sample(*args)'].map((signature) => drawn(`.${signature}`)),
  permutation('.permutation(x)'),
  choice('.choice(a, size, replace, p)'),
  shuffle('.shuffle(x)'),
];

const OF_GENERATOR: readonly Api[] = [
  ...[...DISTRIBUTIONS, 'random(size, dtype, out)', 'integers(low, high, size, dtype, endpoint)'].map((signature) => drawn(`.${signature}`)),
  permutation('.permutation(x, axis)'),
  permutation('.permuted(x, *, axis, out)'),
  choice('.choice(a, size, replace, p, axis, shuffle)'),
  shuffle('.shuffle(x, axis)'),
];

export const numpyRandom: readonly Api[] = [
  seed('numpy.random.seed(seed)', { seeds: ['numpy'], parameter: 'seed' }),
  plainFunction('numpy.random.set_state(state)', { returns: 'none' }),
  plainFunction('numpy.random.get_state(legacy)'),
  plainFunction('numpy.random.default_rng(seed)', { returns: { object: 'numpy.random.Generator' }, tags: ['generator'], random: { parameter: 'seed', generator: 'none' } }),
  plainClass('numpy.random.RandomState(seed)', { returns: { object: 'numpy.random.RandomState' }, tags: ['generator'], random: { parameter: 'seed', generator: 'none' } }),
  plainClass('numpy.random.Generator(bit_generator)', { tags: ['generator'] }),
  ...['PCG64', 'MT19937', 'Philox', 'SFC64'].map((name) => plainClass(`numpy.random.${name}(seed)`, { tags: ['generator'], random: { parameter: 'seed', generator: 'none' } })),
  plainClass('numpy.random.SeedSequence(entropy)', { random: { parameter: 'entropy', generator: 'none' } }),
  ...on(['numpy.random'], OF_MODULE).map((entry) => ({ ...entry, ...GLOBAL })),
  ...on(['numpy.random.RandomState'], OF_MODULE.filter((entry) => !/\.(?:ranf|sample)$/.test(entry.names[0] ?? ''))),
  ...on(['numpy.random.Generator'], OF_GENERATOR),
];
