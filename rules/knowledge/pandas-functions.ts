/** Functions and constructors of pandas. */
import type { Api, DataApi } from '../api/python/knowledge.ts';
import { data, plainClass, plainFunction } from './entry.ts';

const FRAME = { returns: { form: 'frame', className: 'pandas.DataFrame' } } as const;
const SERIES = { returns: { form: 'series', className: 'pandas.Series' } } as const;
const INDEX = { returns: { form: 'index', className: 'pandas.Index' } } as const;

const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const range = (signature: string): DataApi => data(signature, { data: [], rows: 'new', ...INDEX });

export const pandasFunctions: readonly Api[] = [
  same('pandas.DataFrame(data, index, columns, dtype, copy)', FRAME),
  same('pandas.Series(data, index, dtype, name, copy)', SERIES),
  same('pandas.Index(data, dtype, copy, name, tupleize_cols)', INDEX),
  same('pandas.Categorical(values, categories, ordered, dtype, copy)', { learns: 'vocabulary', by: 'encoder', returns: { form: 'array' } }),
  same('pandas.array(data, dtype, copy)', { returns: { form: 'array' } }),
  same('pandas.to_datetime(arg, errors, dayfirst, yearfirst, utc, format, exact, unit, infer_datetime_format, origin, cache)', { parameterLifetimes: { infer_datetime_format: { deprecated: '2.0', removed: '3.0' } } }),
  same('pandas.to_numeric(arg, errors, downcast, dtype_backend)'),
  same('pandas.to_timedelta(arg, unit, errors)'),
  same('pandas.isna(obj)'),
  same('pandas.isnull(obj)'),
  same('pandas.notna(obj)'),
  same('pandas.notnull(obj)'),
  same('pandas.get_dummies(data, prefix, prefix_sep, dummy_na, columns, sparse, drop_first, dtype)', { learns: 'vocabulary', by: 'encoder', ...FRAME, columns: { reads: ['columns'] } }),
  same('pandas.from_dummies(data, sep, default_category)', { ...FRAME, lifetime: { since: '1.5' } }),
  same('pandas.cut(x, bins, right, labels, retbins, precision, include_lowest, duplicates, ordered)', { learns: 'statistics', by: 'discretizer', learnsIf: { parameter: 'bins', type: 'number' } }),
  same('pandas.qcut(x, q, labels, retbins, precision, duplicates)', { learns: 'statistics', by: 'discretizer' }),
  same('pandas.factorize(values, sort, use_na_sentinel, size_hint)', { learns: 'vocabulary', by: 'encoder', returns: 'unknown' }),
  data('pandas.unique(values)', { rows: 'aggregate', learns: 'vocabulary', by: 'encoder', returns: { form: 'array', className: 'numpy.ndarray' } }),
  data('pandas.value_counts(values, sort, ascending, normalize, bins, dropna)', { rows: 'aggregate', by: 'reduction', ...SERIES, lifetime: { deprecated: '2.1', removed: '3.0', replacement: 'Series.value_counts' } }),
  data('pandas.crosstab(index, columns, values, rownames, colnames, aggfunc, margins, margins_name, dropna, normalize)', { data: ['index', 'columns', 'values'], rows: 'grouped', by: 'reduction', ...FRAME }),
  data('pandas.concat(objs, axis, join, ignore_index, keys, levels, names, verify_integrity, sort, copy)', { rows: 'union', rowsWhen: [{ parameter: 'axis', values: [1, 'columns'], rows: 'same' }] }),
  data('pandas.merge(left, right, how, on, left_on, right_on, left_index, right_index, sort, suffixes, copy, indicator, validate)', { data: ['left', 'right'], rows: 'join', ...FRAME }),
  data('pandas.merge_asof(left, right, on, left_on, right_on, left_index, right_index, by, left_by, right_by, suffixes, tolerance, allow_exact_matches, direction)', { data: ['left', 'right'], rows: 'join', ...FRAME }),
  data('pandas.merge_ordered(left, right, on, left_on, right_on, left_by, right_by, fill_method, suffixes, how)', { data: ['left', 'right'], rows: 'join', ...FRAME }),
  data('pandas.melt(frame, id_vars, value_vars, var_name, value_name, col_level, ignore_index)', { rows: 'copies', ...FRAME }),
  data('pandas.pivot(data, index, columns, values)', { rows: 'grouped', learns: 'none', ...FRAME }),
  data('pandas.pivot_table(data, values, index, columns, aggfunc, fill_value, margins, dropna, margins_name, observed, sort)', { rows: 'grouped', by: 'reduction', ...FRAME }),
  data('pandas.wide_to_long(df, stubnames, i, j, sep, suffix)', { rows: 'copies', ...FRAME }),
  data('pandas.lreshape(data, groups, dropna)', { rows: 'copies', ...FRAME }),
  same('pandas.json_normalize(data, record_path, meta, meta_prefix, record_prefix, errors, sep, max_level)', FRAME),
  range('pandas.date_range(start, end, periods, freq, tz, normalize, name, inclusive)'),
  range('pandas.bdate_range(start, end, periods, freq, tz, normalize, name, weekmask, holidays, inclusive)'),
  range('pandas.period_range(start, end, periods, freq, name)'),
  range('pandas.timedelta_range(start, end, periods, freq, name, closed)'),
  range('pandas.interval_range(start, end, periods, freq, name, closed)'),
  plainFunction('pandas.eval(expr, parser, engine, local_dict, global_dict, resolvers, level, target, inplace)', { tags: ['evaluates-text'] }),
  plainFunction('pandas.infer_freq(index)', { returns: 'scalar' }),
  plainFunction('pandas.set_option(*args)', { returns: 'none' }),
  plainFunction('pandas.get_option(pat)'),
  plainFunction('pandas.reset_option(pat)', { returns: 'none' }),
  plainFunction('pandas.option_context(*args)'),
  plainClass('pandas.Timestamp(ts_input)'),
  plainClass('pandas.Timedelta(value, unit)'),
  plainClass('pandas.DateOffset(n, normalize)'),
  plainClass('pandas.Grouper(*args)'),
  plainClass('pandas.NamedAgg(column, aggfunc)'),
  plainClass('pandas.MultiIndex(levels, codes, sortorder, names, copy, name, verify_integrity)', { bases: ['pandas.Index'] }),
  plainClass('pandas.CategoricalDtype(categories, ordered)'),
  plainClass('pandas.Panel', { lifetime: { deprecated: '0.20', removed: '0.25' } }),
  plainClass('pandas.Int64Index', { lifetime: { deprecated: '1.4', removed: '2.0', replacement: 'pandas.Index' } }),
  plainClass('pandas.Float64Index', { lifetime: { deprecated: '1.4', removed: '2.0', replacement: 'pandas.Index' } }),
  plainFunction('pandas.plotting.scatter_matrix()', { tags: ['plot'] }),
  plainFunction('pandas.plotting.parallel_coordinates()', { tags: ['plot'] }),
  plainFunction('pandas.plotting.autocorrelation_plot()', { tags: ['plot'] }),
];
