/**
 * Methods of pandas frames and series. Where pandas 1 took arguments by position that later versions want by keyword, the older way
 * is written down.
 */
import type { Api, DataApi } from '../api/python/knowledge.ts';
import { data, on, plainFunction, SEEDED } from './entry.ts';

const FRAME = 'pandas.DataFrame';
const SERIES = 'pandas.Series';
const FRAME_FORM = { returns: { form: 'frame', className: FRAME } } as const;
const SERIES_FORM = { returns: { form: 'series', className: SERIES } } as const;
const MASK_FORM = { returns: { form: 'mask', className: SERIES } } as const;
const ARRAY_FORM = { returns: { form: 'array', className: 'numpy.ndarray' } } as const;
const INPLACE = { inplace: 'inplace' } as const;
const ALONG_ROWS = { learnsUnless: { parameter: 'axis', values: [1, 'columns'], default: false } } as const;

const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const subset = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'subset', ...facts });
/** Values of rows before or after enter. */
const neighbours = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', learns: 'neighbours', by: 'neighbours', ...facts });
/** One value per column of a frame, one value of a series. */
const reduction = (signature: string): readonly Api[] => [
  ...on([FRAME], [data(signature, { rows: 'aggregate', by: 'reduction', ...ALONG_ROWS, ...SERIES_FORM })]),
  ...on([SERIES], [data(signature, { rows: 'aggregate', by: 'reduction', returns: 'scalar' })]),
];

const ARITHMETIC = ['add', 'sub', 'subtract', 'mul', 'multiply', 'div', 'divide', 'truediv', 'floordiv', 'mod', 'pow', 'radd', 'rsub', 'rmul', 'rdiv', 'rtruediv', 'rpow', 'rfloordiv', 'rmod'];
const COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const AXIS_REMOVED = { axis: { deprecated: '2.1', removed: '3.0' } } as const;

/** With the same meaning and parameters on both. */
const BOTH: readonly Api[] = [
  same('.abs()'),
  same('.copy(deep)'),
  same('.astype(dtype, copy, errors)'),
  same('.convert_dtypes(infer_objects)'),
  same('.infer_objects(copy)'),
  same('.round(decimals)'),
  same('.clip(lower, upper, axis, inplace)', INPLACE),
  same('.replace(to_replace, value, inplace, limit, regex, method)', { ...INPLACE, parameterLifetimes: { method: { deprecated: '2.1', removed: '3.0' }, limit: { deprecated: '2.1', removed: '3.0' } } }),
  same('.where(cond, other, inplace, axis, level)', INPLACE),
  same('.mask(cond, other, inplace, axis, level)', INPLACE),
  same('.fillna(value, method, axis, inplace, limit, downcast)', {
    ...INPLACE,
    learns: 'neighbours',
    by: 'neighbours',
    learnsIf: { parameter: 'method' },
    parameterLifetimes: { method: { deprecated: '2.1', removed: '3.0', replacement: 'ffill() or bfill()' }, downcast: { deprecated: '2.2', removed: '3.0' } },
  }),
  neighbours('.ffill(axis, inplace, limit)', INPLACE),
  neighbours('.bfill(axis, inplace, limit)', INPLACE),
  neighbours('.pad(axis, inplace, limit)', { ...INPLACE, lifetime: { deprecated: '2.0', removed: '3.0', replacement: 'ffill' } }),
  neighbours('.backfill(axis, inplace, limit)', { ...INPLACE, lifetime: { deprecated: '2.0', removed: '3.0', replacement: 'bfill' } }),
  neighbours('.interpolate(method, axis, limit, inplace, limit_direction, limit_area)', { ...INPLACE, ...ALONG_ROWS }),
  neighbours('.shift(periods, freq, axis, fill_value)', ALONG_ROWS),
  neighbours('.pct_change(periods, fill_method, limit, freq)', { parameterLifetimes: { limit: { deprecated: '2.1', removed: '3.0' } } }),
  ...['cumsum', 'cumprod', 'cummax', 'cummin'].map((name) => neighbours(`.${name}(axis, skipna)`, ALONG_ROWS)),
  data('.rank(axis, method, numeric_only, na_option, ascending, pct)', { rows: 'same', learns: 'statistics', by: 'reduction', ...ALONG_ROWS }),
  subset('.head(n)', { takes: 'first', share: 'n' }),
  subset('.tail(n)', { takes: 'last', share: 'n' }),
  subset('.sample(n, frac, replace, weights, random_state, axis, ignore_index)', { orders: 'shuffled', share: 'frac', rowsWhen: [{ parameter: 'replace', values: [true], rows: 'copies' }, { parameter: 'axis', values: [1, 'columns'], rows: 'same' }], ...SEEDED }),
  subset('.truncate(before, after, axis, copy)'),
  subset('.between_time(start_time, end_time, inclusive, axis)'),
  subset('.at_time(time, asof, axis)'),
  subset('.first(offset)', { lifetime: { deprecated: '2.1', removed: '3.0' } }),
  subset('.last(offset)', { lifetime: { deprecated: '2.1', removed: '3.0' } }),
  subset('.xs(key, axis, level, drop_level)', { rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }] }),
  data('.take(indices, axis)', { rows: 'picked', picks: 'indices', rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }] }),
  data('.sort_index(axis, level, ascending, inplace, kind, na_position, sort_remaining, ignore_index, key)', { rows: 'reordered', orders: 'sorted', ...INPLACE }),
  data('.asfreq(freq, method, how, normalize, fill_value)', { rows: 'unknown' }),
  same('.set_axis(labels, axis, inplace, copy)', { ...INPLACE, columns: { unclear: ['axis'] }, parameterLifetimes: { inplace: { deprecated: '1.5', removed: '2.0' } } }),
  same('.add_prefix(prefix, axis)', { columns: { unclear: 'always' } }),
  same('.add_suffix(suffix, axis)', { columns: { unclear: 'always' } }),
  same('.droplevel(level, axis)'),
  same('.squeeze(axis)', { returns: 'unknown' }),
  same('.tz_localize(tz, axis, level, copy, ambiguous, nonexistent)'),
  same('.tz_convert(tz, axis, level, copy)'),
  same('.transform(func, axis)', { calls: { parameter: 'func', with: 'column' }, ...ALONG_ROWS }),
  same('.pipe(func)', { returns: 'unknown', calls: { parameter: 'func', with: 'whole' } }),
  data('.combine_first(other)', { data: ['self', 'other'], rows: 'join' }),
  same('.equals(other)', { returns: 'scalar' }),
  same('.to_numpy(dtype, copy, na_value)', ARRAY_FORM),
  same('.keys()', { returns: 'unknown' }),
  same('.items()', { returns: 'unknown' }),
  data('.describe(percentiles, include, exclude)', { rows: 'aggregate', by: 'reduction' }),
  data('.agg | .aggregate(func, axis)', { rows: 'aggregate', by: 'reduction', returns: 'unknown', calls: { parameter: 'func', with: 'column' }, ...ALONG_ROWS }),
  data('.groupby(by, axis, level, as_index, sort, group_keys, observed, dropna)', { rows: 'groups', returns: { form: 'groups', className: 'pandas.api.typing.DataFrameGroupBy' }, parameterLifetimes: AXIS_REMOVED }),
  data('.rolling(window, min_periods, center, win_type, on, axis, closed, step, method)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: 'pandas.api.typing.Rolling' }, parameterLifetimes: AXIS_REMOVED }),
  data('.expanding(min_periods, axis, method)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: 'pandas.api.typing.Expanding' }, parameterLifetimes: AXIS_REMOVED }),
  data('.ewm(com, span, halflife, alpha, min_periods, adjust, ignore_na, axis, times, method)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'window', className: 'pandas.api.typing.ExponentialMovingWindow' }, parameterLifetimes: AXIS_REMOVED }),
  data('.resample(rule, axis, closed, label, convention, kind, loffset, base, on, level, origin, offset, group_keys)', { rows: 'groups', returns: { form: 'groups', className: 'pandas.api.typing.Resampler' }, parameterLifetimes: { loffset: { deprecated: '1.1', removed: '2.0' }, base: { deprecated: '1.1', removed: '2.0', replacement: 'offset' }, axis: { deprecated: '2.0', removed: '3.0' }, kind: { deprecated: '2.2', removed: '3.0' } } }),
  plainFunction('.info(verbose, buf, max_cols, memory_usage, show_counts)', { returns: 'none', tags: ['prints'] }),
  plainFunction('.plot()', { tags: ['plot'] }),
  plainFunction('.hist()', { tags: ['plot'] }),
  plainFunction('.memory_usage(index, deep)', { returns: 'unknown' }),
];

const REDUCTIONS: readonly Api[] = [
  ...['mean', 'median', 'max', 'min', 'sum', 'prod', 'product', 'kurt', 'kurtosis', 'skew'].flatMap((name) => reduction(`.${name}(axis, skipna, numeric_only)`)),
  ...['std', 'var', 'sem'].flatMap((name) => reduction(`.${name}(axis, skipna, ddof, numeric_only)`)),
  ...reduction('.mad(axis, skipna, level)').map((entry) => ({ ...entry, lifetime: { deprecated: '1.5', removed: '2.0', replacement: '(df - df.mean()).abs().mean()' } })),
  ...['all', 'any'].flatMap((name) => reduction(`.${name}(axis, bool_only, skipna)`)),
  ...['idxmax', 'idxmin'].flatMap((name) => reduction(`.${name}(axis, skipna)`)),
  ...on([FRAME], [
    data('.count(axis, numeric_only)', { rows: 'aggregate', by: 'reduction', ...ALONG_ROWS, ...SERIES_FORM }),
    data('.nunique(axis, dropna)', { rows: 'aggregate', by: 'reduction', ...ALONG_ROWS, ...SERIES_FORM }),
    data('.quantile(q, axis, numeric_only, interpolation, method)', { rows: 'aggregate', by: 'reduction', ...ALONG_ROWS, ...SERIES_FORM }),
    data('.mode(axis, numeric_only, dropna)', { rows: 'aggregate', by: 'reduction', ...ALONG_ROWS }),
    data('.value_counts(subset, normalize, sort, ascending, dropna)', { rows: 'aggregate', by: 'reduction', ...SERIES_FORM }),
    data('.corr(method, min_periods, numeric_only)', { rows: 'aggregate', by: 'selector' }),
    data('.cov(min_periods, ddof, numeric_only)', { rows: 'aggregate', by: 'reduction' }),
    data('.corrwith(other, axis, drop, method, numeric_only, min_periods)', { data: ['self', 'other'], rows: 'aggregate', by: 'selector', ...SERIES_FORM }),
  ]),
  ...on([SERIES], [
    data('.count()', { rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
    data('.nunique(dropna)', { rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
    data('.quantile(q, interpolation)', { rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
    data('.mode(dropna)', { rows: 'aggregate', by: 'reduction' }),
    data('.value_counts(normalize, sort, ascending, bins, dropna)', { rows: 'aggregate', by: 'reduction' }),
    data('.corr(other, method, min_periods)', { data: ['self', 'other'], rows: 'aggregate', by: 'selector', returns: 'scalar' }),
    data('.cov(other, min_periods, ddof)', { data: ['self', 'other'], rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
    data('.autocorr(lag)', { rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
    data('.unique()', { rows: 'aggregate', by: 'encoder', learns: 'vocabulary', ...ARRAY_FORM }),
    ...['argmax', 'argmin'].map((name) => data(`.${name}(axis, skipna)`, { rows: 'aggregate', by: 'reduction', returns: 'scalar', ...ALONG_ROWS })),
  ]),
];

const COLUMN_AXIS = { rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }] } as const;

const OF_FRAMES: readonly Api[] = [
  ...ARITHMETIC.map((name) => same(`.${name}(other, axis, level, fill_value)`)),
  ...COMPARISONS.map((name) => same(`.${name}(other, axis, level)`)),
  same('.rename_axis(mapper, index, columns, axis, copy, inplace)', INPLACE),
  same('.swaplevel(i, j, axis)'),
  same('.to_period(freq, axis, copy)'),
  same('.to_timestamp(freq, how, axis, copy)'),
  same('.update(other, join, overwrite, filter_func, errors)', { mutates: true, returns: 'none' }),
  subset('.drop(labels, axis, index, columns, level, inplace, errors)', {
    ...INPLACE,
    leavesOut: ['index', 'labels'],
    rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }, { parameter: 'columns', rows: 'same' }],
    columns: { removes: ['labels', 'columns'], removesWhen: { parameter: 'axis', value: 1 } },
  }),
  subset('.dropna(axis, how, thresh, subset, inplace, ignore_index)', { ...INPLACE, ...COLUMN_AXIS, columns: { reads: ['subset'], unclear: ['axis'] } }),
  subset('.drop_duplicates(subset, keep, inplace, ignore_index)', { ...INPLACE, columns: { reads: ['subset'] } }),
  subset('.query(expr, inplace)', INPLACE),
  subset('.nlargest(n, columns, keep)', { orders: 'sorted', share: 'n', learns: 'statistics', by: 'reduction', columns: { reads: ['columns'] } }),
  subset('.nsmallest(n, columns, keep)', { orders: 'sorted', share: 'n', learns: 'statistics', by: 'reduction', columns: { reads: ['columns'] } }),
  same('.duplicated(subset, keep)', { ...MASK_FORM, columns: { reads: ['subset'] } }),
  data('.sort_values(by, axis, ascending, inplace, kind, na_position, ignore_index, key)', { rows: 'reordered', orders: 'sorted', ...INPLACE, ...COLUMN_AXIS, columns: { reads: ['by'] } }),
  neighbours('.diff(periods, axis)', ALONG_ROWS),
  same('.filter(items, like, regex, axis)', { columns: { keeps: ['items'], unclear: ['like', 'regex'] }, rowsWhen: [{ parameter: 'axis', values: [0, 'index'], rows: 'subset' }] }),
  same('.select_dtypes(include, exclude)', { columns: { unclear: 'always' } }),
  same('.get(key, default)', { returns: 'unknown', columns: { reads: ['key'] } }),
  same('.pop(item)', { mutates: true, ...SERIES_FORM, columns: { removes: ['item'] } }),
  same('.insert(loc, column, value, allow_duplicates)', { mutates: true, returns: 'none', columns: { adds: ['column'] } }),
  same('.isetitem(loc, value)', { mutates: true, returns: 'none' }),
  same('.assign(**kwargs)', { columns: { adds: ['kwargs'] } }),
  same('.rename(mapper, index, columns, axis, copy, inplace, level, errors)', { ...INPLACE, columns: { unclear: ['mapper', 'columns'] } }),
  same('.set_index(keys, drop, append, inplace, verify_integrity)', { ...INPLACE, columns: { removes: ['keys'] } }),
  same('.reset_index(level, drop, inplace, col_level, col_fill, allow_duplicates, names)', INPLACE),
  data('.reindex(labels, index, columns, axis, method, copy, level, fill_value, limit, tolerance)', { rows: 'picked', picks: 'labels', rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }, { parameter: 'columns', rows: 'same' }] }),
  same('.apply(func, axis, raw, result_type, args)', { returns: 'unknown', calls: { parameter: 'func', with: 'column' }, ...ALONG_ROWS }),
  same('.map(func, na_action)', { calls: { parameter: 'func', with: 'value' }, lifetime: { since: '2.1' } }),
  same('.applymap(func, na_action)', { calls: { parameter: 'func', with: 'value' }, lifetime: { deprecated: '2.1', removed: '3.0', replacement: 'DataFrame.map' } }),
  same('.eval(expr, inplace)', { ...INPLACE, returns: 'unknown' }),
  same('.isna()'),
  same('.isnull()'),
  same('.notna()'),
  same('.notnull()'),
  same('.isin(values)'),
  data('.merge(right, how, on, left_on, right_on, left_index, right_index, sort, suffixes, copy, indicator, validate)', { data: ['self', 'right'], rows: 'join' }),
  data('.join(other, on, how, lsuffix, rsuffix, sort, validate)', { data: ['self', 'other'], rows: 'join' }),
  data('.append(other, ignore_index, verify_integrity, sort)', { data: ['self', 'other'], rows: 'union', lifetime: { deprecated: '1.4', removed: '2.0', replacement: 'pandas.concat' } }),
  same('.combine(other, func, fill_value, overwrite)', { data: ['self', 'other'], rows: 'join' }),
  data('.align(other, join, axis, level, copy, fill_value)', { data: ['self', 'other'], rows: 'join', returns: 'unknown' }),
  same('.dot(other)'),
  data('.melt(id_vars, value_vars, var_name, value_name, col_level, ignore_index)', { rows: 'copies' }),
  data('.stack(level, dropna, sort, future_stack)', { rows: 'copies', returns: 'unknown' }),
  data('.unstack(level, fill_value, sort)', { rows: 'grouped', learns: 'none', returns: 'unknown' }),
  data('.pivot(index, columns, values)', { rows: 'grouped', learns: 'none' }),
  data('.pivot_table(values, index, columns, aggfunc, fill_value, margins, dropna, margins_name, observed, sort)', { rows: 'grouped', by: 'reduction' }),
  data('.explode(column, ignore_index)', { rows: 'copies', columns: { reads: ['column'] } }),
  data('.transpose()', { rows: 'unknown' }),
  same('.iterrows()', { returns: 'unknown' }),
  same('.itertuples(index, name)', { returns: 'unknown' }),
  same('.to_dict(orient, into, index)', { returns: 'unknown' }),
  same('.to_records(index, column_dtypes, index_dtypes)', ARRAY_FORM),
  same('.as_matrix(columns)', { ...ARRAY_FORM, lifetime: { deprecated: '0.23', removed: '1.0', replacement: 'to_numpy' } }),
  plainFunction('.boxplot()', { tags: ['plot'] }),
  plainFunction('.from_dict(data, orient, dtype, columns)', { returns: { form: 'frame', className: FRAME }, passes: 'data' }),
  plainFunction('.from_records(data, index, exclude, columns, coerce_float, nrows)', { returns: { form: 'frame', className: FRAME }, passes: 'data' }),
];

const OF_SERIES: readonly Api[] = [
  ...ARITHMETIC.map((name) => same(`.${name}(other, level, fill_value, axis)`)),
  ...COMPARISONS.map((name) => same(`.${name}(other, level, fill_value, axis)`, MASK_FORM)),
  same('.rename_axis(mapper, index, axis, copy, inplace)', INPLACE),
  same('.swaplevel(i, j, copy)'),
  same('.to_period(freq, copy)'),
  same('.to_timestamp(freq, how, copy)'),
  same('.update(other)', { mutates: true, returns: 'none' }),
  subset('.drop(labels, axis, index, columns, level, inplace, errors)', { ...INPLACE, leavesOut: ['index', 'labels'] }),
  subset('.dropna(axis, inplace, how, ignore_index)', INPLACE),
  subset('.drop_duplicates(keep, inplace, ignore_index)', INPLACE),
  subset('.nlargest(n, keep)', { orders: 'sorted', share: 'n', learns: 'statistics', by: 'reduction' }),
  subset('.nsmallest(n, keep)', { orders: 'sorted', share: 'n', learns: 'statistics', by: 'reduction' }),
  subset('.filter(items, like, regex, axis)'),
  data('.sort_values(axis, ascending, inplace, kind, na_position, ignore_index, key)', { rows: 'reordered', orders: 'sorted', ...INPLACE }),
  data('.argsort(axis, kind, order, stable)', { rows: 'reordered', orders: 'sorted', returns: { form: 'index', className: SERIES } }),
  neighbours('.diff(periods)'),
  same('.apply(func, convert_dtype, args, by_row)', { calls: { parameter: 'func', with: 'value' }, parameterLifetimes: { convert_dtype: { deprecated: '2.1', removed: '3.0' } } }),
  same('.map(arg, na_action)', { calls: { parameter: 'arg', with: 'value' } }),
  same('.isin(values)', MASK_FORM),
  same('.between(left, right, inclusive)', MASK_FORM),
  same('.duplicated(keep)', MASK_FORM),
  same('.isna()', MASK_FORM),
  same('.isnull()', MASK_FORM),
  same('.notna()', MASK_FORM),
  same('.notnull()', MASK_FORM),
  same('.rename(index, axis, copy, inplace, level, errors)', INPLACE),
  same('.reset_index(level, drop, name, inplace, allow_duplicates)', { ...INPLACE, returns: 'unknown' }),
  data('.reindex(index, axis, method, copy, level, fill_value, limit, tolerance)', { rows: 'picked', picks: 'index' }),
  same('.to_frame(name)', FRAME_FORM),
  same('.tolist | .to_list()', { returns: { form: 'list', className: 'list' } }),
  same('.to_dict(into)', { returns: 'unknown' }),
  same('.item()', { returns: 'scalar' }),
  same('.get(key, default)', { returns: 'unknown' }),
  same('.case_when(caselist)', { lifetime: { since: '2.2' } }),
  data('.factorize(sort, use_na_sentinel)', { rows: 'same', learns: 'vocabulary', by: 'encoder', returns: 'unknown' }),
  data('.append(to_append, ignore_index, verify_integrity)', { data: ['self', 'to_append'], rows: 'union', lifetime: { deprecated: '1.4', removed: '2.0', replacement: 'pandas.concat' } }),
  data('.combine(other, func, fill_value)', { data: ['self', 'other'], rows: 'join' }),
  data('.repeat(repeats, axis)', { rows: 'copies' }),
  data('.explode(ignore_index)', { rows: 'copies' }),
  data('.unstack(level, fill_value, sort)', { rows: 'grouped', learns: 'none', returns: 'unknown' }),
  data('.dot(other)', { data: ['self', 'other'], rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
  data('.searchsorted(value, side, sorter)', { rows: 'aggregate', by: 'reduction', returns: 'unknown' }),
  same('.view(dtype)', { lifetime: { deprecated: '2.2', removed: '3.0', replacement: 'astype' } }),
  same('.ravel(order)', { ...ARRAY_FORM, lifetime: { deprecated: '2.2', removed: '3.0', replacement: 'to_numpy' } }),
];

/** Grouping and windows of a series give other classes. */
const seriesGroups = (entry: Api): Api => (entry.names[0] === `${SERIES}.groupby` ? { ...(entry as DataApi), returns: { form: 'groups', className: 'pandas.api.typing.SeriesGroupBy' } } : entry);

export const pandasFrame: readonly Api[] = [...on([FRAME], BOTH), ...on([SERIES], BOTH).map(seriesGroups), ...REDUCTIONS, ...on([FRAME], OF_FRAMES), ...on([SERIES], OF_SERIES)];
