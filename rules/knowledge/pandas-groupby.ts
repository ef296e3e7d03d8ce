/** Groups and windows of pandas: `groupby`, `resample`, `rolling`, `expanding`, `ewm`. */
import type { Api, DataApi, Returns } from '../api/python/knowledge.ts';
import { data, on, plainFunction } from './entry.ts';

const FRAME: Returns = { form: 'frame', className: 'pandas.DataFrame' };
const SERIES: Returns = { form: 'series', className: 'pandas.Series' };
const API = 'pandas.api.typing';

/** One row for each group. */
const grouped = (signature: string, returns: Returns): DataApi => data(signature, { rows: 'grouped', by: 'reduction', returns });
/** One row for each row, from rows of its group. */
const within = (signature: string, returns: Returns, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', learns: 'neighbours', by: 'neighbours', returns, ...facts });

const STATISTICS = [
  ...['mean', 'median', 'sum', 'prod', 'max', 'min'].map((name) => `.${name}(numeric_only)`),
  '.first(numeric_only, min_count)',
  '.last(numeric_only, min_count)',
  '.count()',
  '.size()',
  '.ohlc()',
];

const GROUP_STATISTICS = [
  ...STATISTICS,
  '.skew(skipna, numeric_only)',
  '.kurt(skipna, numeric_only)',
  '.std(ddof, engine, engine_kwargs, numeric_only)',
  '.var(ddof, engine, engine_kwargs, numeric_only)',
  '.sem(ddof, numeric_only)',
  '.nunique(dropna)',
  '.quantile(q, interpolation, numeric_only)',
  '.describe(percentiles, include, exclude)',
  '.any(skipna)',
  '.all(skipna)',
];

const FRAME_STATISTICS = ['.idxmax(skipna, numeric_only)', '.idxmin(skipna, numeric_only)', '.value_counts(subset, normalize, sort, ascending, dropna)', '.corr(method, min_periods, numeric_only)', '.cov(min_periods, ddof, numeric_only)'];
const SERIES_STATISTICS = ['.idxmax(skipna)', '.idxmin(skipna)', '.value_counts(normalize, sort, ascending, bins, dropna)', '.corr(other, method, min_periods)', '.cov(other, min_periods, ddof)'];
const RESAMPLED_STATISTICS = [...STATISTICS, '.std(ddof, numeric_only)', '.var(ddof, numeric_only)', '.sem(ddof, numeric_only)', '.nunique()', '.quantile(q)'];

const groupMethods = (returns: Returns, own: string): readonly Api[] => [
  ...GROUP_STATISTICS.map((signature) => grouped(signature, returns)),
  data('.agg | .aggregate(func)', { rows: 'grouped', by: 'reduction', returns, calls: { parameter: 'func', with: 'group' } }),
  data('.apply(func)', { rows: 'unknown', learns: 'statistics', by: 'reduction', returns: 'unknown', calls: { parameter: 'func', with: 'group' } }),
  data('.transform(func)', { rows: 'same', learns: 'statistics', by: 'reduction', returns, calls: { parameter: 'func', with: 'group' } }),
  data('.filter(func, dropna)', { rows: 'subset', returns, calls: { parameter: 'func', with: 'group' } }),
  data('.pipe(func)', { rows: 'unknown', returns: 'unknown', calls: { parameter: 'func', with: 'whole' } }),
  ...['.shift(periods, freq)', '.diff(periods)', '.pct_change(periods)', '.cumsum()', '.cumprod()', '.cummax()', '.cummin()', '.ffill(limit)', '.bfill(limit)'].map((signature) => within(signature, returns)),
  within('.fillna(value, method)', returns, { learnsIf: { parameter: 'method' }, lifetime: { deprecated: '2.1', removed: '3.0', replacement: 'ffill() or bfill()' } }),
  within('.cumcount(ascending)', SERIES),
  within('.ngroup(ascending)', SERIES, { learns: 'vocabulary', by: 'encoder' }),
  within('.rank(method, ascending, na_option, pct)', returns, { learns: 'statistics', by: 'reduction' }),
  data('.head(n)', { rows: 'subset', returns, share: 'n' }),
  data('.tail(n)', { rows: 'subset', returns, share: 'n' }),
  data('.nth(n, dropna)', { rows: 'subset', returns }),
  data('.sample(n, frac, replace, weights, random_state)', {
    rows: 'subset',
    returns,
    share: 'frac',
    orders: 'shuffled',
    rowsWhen: [{ parameter: 'replace', values: [true], rows: 'copies' }],
    random: { parameter: 'random_state', generator: 'numpy' },
  }),
  data('.get_group(name)', { rows: 'subset', returns }),
  data('.rolling(window, min_periods, center, win_type, on, closed, method)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: `${API}.RollingGroupby` } }),
  data('.expanding(min_periods)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: `${API}.ExpandingGroupby` } }),
  data('.ewm(com, span, halflife, alpha)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: `${API}.ExponentialMovingWindowGroupby` } }),
  data('.resample(rule)', { rows: 'groups', returns: { form: 'groups', className: `${API}.DatetimeIndexResamplerGroupby` } }),
  data('.groups', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' }),
  data('.indices', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' }),
  data('.ngroups', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'scalar' }),
  plainFunction('.plot()', { tags: ['plot'] }),
  plainFunction('.hist()', { tags: ['plot'] }),
  data('.__getitem__(key)', { rows: 'groups', returns: { form: 'groups', className: own } }),
];

const OF_SERIES: readonly Api[] = [
  data('.unique()', { rows: 'grouped', learns: 'vocabulary', returns: SERIES }),
  data('.nlargest(n, keep)', { rows: 'subset', learns: 'statistics', by: 'reduction', returns: SERIES }),
  data('.nsmallest(n, keep)', { rows: 'subset', learns: 'statistics', by: 'reduction', returns: SERIES }),
];

/** A resampler gives one row for each stretch of time; the rest is as in groups. */
const RESAMPLED: readonly Api[] = [
  ...RESAMPLED_STATISTICS.map((signature) => grouped(signature, 'unknown')),
  data('.agg | .aggregate(func)', { rows: 'grouped', by: 'reduction', returns: 'unknown', calls: { parameter: 'func', with: 'group' } }),
  data('.apply(func)', { rows: 'grouped', by: 'reduction', returns: 'unknown', calls: { parameter: 'func', with: 'group' } }),
  data('.transform(arg)', { rows: 'same', learns: 'statistics', by: 'reduction', returns: 'unknown', calls: { parameter: 'arg', with: 'group' } }),
  ...['.ffill(limit)', '.bfill(limit)', '.nearest(limit)', '.interpolate(method)', '.asfreq(fill_value)'].map((signature) => data(signature, { rows: 'grouped', learns: 'neighbours', by: 'neighbours', returns: 'unknown' })),
  data('.__getitem__(key)', { rows: 'groups' }),
];

/** One value for each row, from rows around it. */
const WINDOWED: readonly Api[] = [
  ...['mean', 'sum', 'max', 'min', 'median', 'count', 'skew', 'kurt', 'first', 'last', 'nunique'].map((name) => within(`.${name}(numeric_only)`, 'unknown')),
  ...['std', 'var', 'sem'].map((name) => within(`.${name}(ddof, numeric_only)`, 'unknown')),
  within('.quantile(q, interpolation, numeric_only)', 'unknown'),
  within('.rank(method, ascending, pct, numeric_only)', 'unknown'),
  within('.corr(other, pairwise, ddof, numeric_only)', 'unknown'),
  within('.cov(other, pairwise, ddof, numeric_only)', 'unknown'),
  within('.apply(func, raw)', 'unknown', { calls: { parameter: 'func', with: 'window' } }),
  within('.agg | .aggregate(func)', 'unknown', { calls: { parameter: 'func', with: 'window' } }),
  data('.__getitem__(key)', { rows: 'window', learns: 'neighbours', by: 'neighbours' }),
];

const EXPONENTIAL: readonly Api[] = [
  ...['mean(numeric_only)', 'sum(numeric_only)', 'std(bias, numeric_only)', 'var(bias, numeric_only)', 'corr(other, pairwise, numeric_only)', 'cov(other, pairwise, bias, numeric_only)'].map((signature) => within(`.${signature}`, 'unknown')),
  within('.agg | .aggregate(func)', 'unknown', { calls: { parameter: 'func', with: 'window' } }),
  data('.__getitem__(key)', { rows: 'window', learns: 'neighbours', by: 'neighbours' }),
];

export const pandasGroupby: readonly Api[] = [
  ...on([`${API}.DataFrameGroupBy`], [...groupMethods(FRAME, `${API}.SeriesGroupBy`), ...FRAME_STATISTICS.map((signature) => grouped(signature, FRAME))]),
  ...on([`${API}.SeriesGroupBy`], [...groupMethods(SERIES, `${API}.SeriesGroupBy`), ...SERIES_STATISTICS.map((signature) => grouped(signature, SERIES)), ...OF_SERIES]),
  ...on([`${API}.Resampler`, `${API}.DatetimeIndexResamplerGroupby`], RESAMPLED),
  ...on([`${API}.Rolling`, `${API}.Expanding`, `${API}.RollingGroupby`, `${API}.ExpandingGroupby`], WINDOWED),
  ...on([`${API}.ExponentialMovingWindow`, `${API}.ExponentialMovingWindowGroupby`], EXPONENTIAL),
];
