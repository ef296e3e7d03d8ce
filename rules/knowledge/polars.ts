/** Polars: frames, lazy frames, series; expressions only so far as they learn over rows. */
import type { Api, DataApi, LibraryKnowledge, ReaderApi, Returns } from '../api/python/knowledge.ts';
import { data, on, plainClass, plainFunction, reader, writer } from './entry.ts';

const FRAME: Returns = { form: 'frame', className: 'polars.DataFrame' };
const LAZY: Returns = { form: 'frame', className: 'polars.LazyFrame' };
const SERIES: Returns = { form: 'series', className: 'polars.Series' };
const ARRAY: Returns = { form: 'array', className: 'numpy.ndarray' };
const FRAMES = ['polars.DataFrame', 'polars.LazyFrame'];
/** Polars has a seed of its own (`polars.set_random_seed`). */
const SEED = { random: { parameter: 'seed', generator: 'polars' } } as const;

const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const subset = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'subset', ...facts });
const neighbours = (signature: string): DataApi => data(signature, { rows: 'same', learns: 'neighbours', by: 'neighbours' });
const reduction = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'aggregate', by: 'reduction', ...facts });
const read = (name: string, format: NonNullable<ReaderApi['format']>): readonly Api[] => [
  reader(`polars.read_${name}(source)`, { path: 'source', format, returns: FRAME }),
  reader(`polars.scan_${name}(source)`, { path: 'source', format, returns: LAZY }),
];

const READERS: readonly Api[] = [
  ...read('csv', 'csv'),
  ...read('parquet', 'parquet'),
  ...read('ndjson', 'jsonl'),
  ...read('ipc', 'other'),
  ...read('delta', 'other'),
  reader('polars.read_json(source)', { path: 'source', format: 'json', returns: FRAME }),
  reader('polars.read_excel(source)', { path: 'source', format: 'excel', returns: FRAME }),
  reader('polars.read_avro(source)', { path: 'source', format: 'other', returns: FRAME }),
  reader('polars.read_ods(source)', { path: 'source', format: 'other', returns: FRAME }),
  reader('polars.read_database(query, connection)', { path: null, returns: FRAME }),
  reader('polars.read_database_uri(query, uri)', { path: null, returns: FRAME }),
];

const WRITERS: readonly Api[] = [
  ...on(['polars.DataFrame'], ['.write_csv(file)', '.write_parquet(file)', '.write_json(file)', '.write_ndjson(file)', '.write_ipc(file)', '.write_avro(file)'].map((signature) => writer(signature, { path: 'file', value: 'self' }))),
  writer('polars.DataFrame.write_excel(workbook)', { path: 'workbook', value: 'self' }),
  writer('polars.DataFrame.write_delta(target)', { path: 'target', value: 'self' }),
  ...on(['polars.LazyFrame'], ['.sink_csv(path)', '.sink_parquet(path)', '.sink_ndjson(path)', '.sink_ipc(path)'].map((signature) => writer(signature, { path: 'path', value: 'self' }))),
];

const OF_BOTH: readonly Api[] = [
  ...['.cast(dtypes, *, strict)', '.clone()', '.drop_nans(subset)', '.fill_nan(value)', '.rename(mapping, *, strict)', '.lazy()', '.set_sorted(column)', '.pipe(function, *args)', '.with_row_index(name, offset)', '.unnest(columns)'].map((signature) => same(signature)),
  same('.select(*exprs)', { columns: { keeps: ['exprs'] } }),
  same('.with_columns(*exprs)', { columns: { adds: ['exprs'] } }),
  same('.drop(*columns, strict)', { columns: { removes: ['columns'] } }),
  data('.fill_null(value, strategy, limit, *, matches_supertype)', { rows: 'same', learns: 'statistics', by: 'imputer', learnsIf: { parameter: 'strategy' } }),
  neighbours('.interpolate()'),
  neighbours('.shift(n, *, fill_value)'),
  subset('.filter(*predicates)'),
  subset('.remove(*predicates)'),
  subset('.drop_nulls(subset)', { columns: { reads: ['subset'] } }),
  subset('.unique(subset, *, keep, maintain_order)', { columns: { reads: ['subset'] } }),
  subset('.head(n)', { takes: 'first', share: 'n' }),
  subset('.limit(n)', { takes: 'first', share: 'n' }),
  subset('.tail(n)', { takes: 'last', share: 'n' }),
  subset('.slice(offset, length)'),
  subset('.gather_every(n, offset)'),
  subset('.top_k(k, *, by, reverse)', { learns: 'statistics', by: 'reduction', share: 'k' }),
  subset('.bottom_k(k, *, by, reverse)', { learns: 'statistics', by: 'reduction', share: 'k' }),
  data('.sort(by, *more_by, descending, nulls_last)', { rows: 'reordered', orders: 'sorted' }),
  data('.reverse()', { rows: 'reordered' }),
  data('.join(other, on, how, *, left_on, right_on, suffix, validate)', { data: ['self', 'other'], rows: 'join' }),
  data('.join_asof(other, *, left_on, right_on, on)', { data: ['self', 'other'], rows: 'join' }),
  data('.merge_sorted(other, key)', { data: ['self', 'other'], rows: 'union' }),
  data('.explode(columns, *more_columns)', { rows: 'copies' }),
  data('.unpivot(on, *, index, variable_name, value_name)', { rows: 'copies' }),
  data('.group_by(*by, maintain_order)', { rows: 'groups', returns: { form: 'groups', className: 'polars.dataframe.group_by.GroupBy' } }),
  data('.group_by_dynamic(index_column, *, every, period)', { rows: 'groups', returns: { form: 'groups', className: 'polars.dataframe.group_by.GroupBy' } }),
  data('.rolling(index_column, *, period)', { rows: 'window', learns: 'neighbours', by: 'neighbours', returns: { form: 'groups', className: 'polars.dataframe.group_by.GroupBy' } }),
  ...['.mean()', '.median()', '.sum()', '.min()', '.max()', '.std(ddof)', '.var(ddof)', '.quantile(quantile, interpolation)', '.count()', '.null_count()', '.describe(percentiles, *, interpolation)'].map((signature) => reduction(signature)),
];

const OF_FRAMES: readonly Api[] = [
  subset('.sample(n, *, fraction, with_replacement, shuffle, seed)', { share: 'fraction', orders: 'shuffled', rowsWhen: [{ parameter: 'with_replacement', values: [true], rows: 'copies' }], ...SEED }),
  same('.get_column(name)', { returns: SERIES, columns: { keeps: ['name'] } }),
  same('.drop_in_place(name)', { mutates: true, returns: SERIES, columns: { removes: ['name'] } }),
  same('.hstack(columns, *, in_place)', { inplace: 'in_place' }),
  data('.vstack(other, *, in_place)', { data: ['self', 'other'], rows: 'union', inplace: 'in_place' }),
  data('.extend(other)', { data: ['self', 'other'], rows: 'union', mutates: true }),
  same('.to_numpy(*, order)', { returns: ARRAY }),
  same('.to_pandas()', { returns: { form: 'frame', className: 'pandas.DataFrame' } }),
  same('.to_torch(return_type)', { returns: { form: 'tensor', className: 'torch.Tensor' } }),
  same('.to_series(index)', { returns: SERIES }),
  same('.to_dicts()', { returns: { form: 'list', className: 'list' } }),
  same('.rows(*, named)', { returns: { form: 'list', className: 'list' } }),
  same('.iter_rows(*, named, buffer_size)', { returns: 'unknown' }),
  same('.to_dummies(columns, *, separator, drop_first)', { learns: 'vocabulary', by: 'encoder' }),
  same('.is_duplicated()', { returns: { form: 'mask', className: 'polars.Series' } }),
  same('.is_unique()', { returns: { form: 'mask', className: 'polars.Series' } }),
  data('.partition_by(by, *more_by)', { rows: 'groups', returns: 'unknown' }),
  data('.pivot(on, on_columns, *, index, values, aggregate_function)', { rows: 'grouped', by: 'reduction' }),
  data('.transpose()', { rows: 'unknown' }),
  data('.corr()', { rows: 'aggregate', by: 'reduction' }),
  data('.n_unique(subset)', { rows: 'aggregate', by: 'reduction', returns: 'scalar' }),
  ...['shape', 'columns', 'schema', 'dtypes'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' })),
  ...['height', 'width'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'scalar' })),
];

const OF_SERIES: readonly Api[] = [
  ...['.abs()', '.log(base)', '.log1p()', '.exp()', '.sqrt()', '.round(decimals)', '.cast(dtype)', '.clip(lower_bound, upper_bound)', '.fill_nan(value)', '.is_null()', '.is_not_null()', '.is_in(other)', '.alias(name)', '.rename(name)', '.map_elements(function, return_dtype)', '.replace(old, new)', '.to_frame(name)'].map((signature) => same(signature)),
  same('.to_numpy()', { returns: ARRAY }),
  same('.to_list()', { returns: { form: 'list', className: 'list' } }),
  same('.to_pandas()', { returns: { form: 'series', className: 'pandas.Series' } }),
  same('.to_dummies()', { learns: 'vocabulary', by: 'encoder', returns: FRAME }),
  data('.fill_null(value, strategy, limit)', { rows: 'same', learns: 'statistics', by: 'imputer', learnsIf: { parameter: 'strategy' } }),
  ...['.shift(n)', '.diff(n, null_behavior)', '.cum_sum()', '.pct_change(n)', '.forward_fill(limit)', '.backward_fill(limit)', '.interpolate(method)', '.rolling_mean(window_size)', '.rolling_std(window_size)', '.rolling_sum(window_size)', '.ewm_mean()'].map((signature) => neighbours(signature)),
  ...['.rank(method)', '.cut(breaks)', '.qcut(quantiles)'].map((signature) => data(signature, { rows: 'same', learns: signature.startsWith('.cut') ? 'none' : 'statistics', by: 'discretizer' })),
  subset('.filter(predicate)'),
  subset('.head(n)', { takes: 'first', share: 'n' }),
  subset('.tail(n)', { takes: 'last', share: 'n' }),
  subset('.drop_nulls()'),
  subset('.unique()'),
  subset('.sample(n, *, fraction, with_replacement, shuffle, seed)', { share: 'fraction', orders: 'shuffled', ...SEED }),
  data('.shuffle(seed)', { rows: 'reordered', orders: 'shuffled', ...SEED }),
  data('.sort(*, descending, nulls_last)', { rows: 'reordered', orders: 'sorted' }),
  data('.gather(indices)', { rows: 'picked', picks: 'indices' }),
  ...['.mean()', '.median()', '.sum()', '.min()', '.max()', '.std(ddof)', '.var(ddof)', '.quantile(quantile, interpolation)', '.count()', '.n_unique()', '.null_count()', '.arg_max()', '.arg_min()'].map((signature) => reduction(signature, { returns: 'scalar' })),
  ...['.mode()', '.value_counts()', '.describe(percentiles, interpolation)'].map((signature) => reduction(signature)),
];

/** An expression is no data; `expression-*` says what it will bring in from other rows of the frame it is used on. */
const expression = (signature: string, tag: 'statistics' | 'neighbours' | 'none'): Api => plainFunction(`polars.Expr.${signature}`, { returns: { object: 'polars.Expr' }, ...(tag === 'none' ? {} : { tags: [`expression-${tag}`] }) });
const EXPRESSIONS: readonly Api[] = [
  plainClass('polars.Expr', { tags: ['expression'] }),
  ...['col()', 'lit(value)', 'all(*names)', 'exclude(columns)', 'when(*predicates)', 'concat_str(exprs)'].map((signature) => plainFunction(`polars.${signature}`, { returns: { object: 'polars.Expr' }, tags: ['expression'] })),
  ...['mean()', 'median()', 'sum()', 'min()', 'max()', 'std(ddof)', 'var(ddof)', 'quantile(quantile, interpolation)', 'count()', 'n_unique()', 'mode()', 'first()', 'last()', 'rank(method)', 'qcut(quantiles)', 'skew()', 'kurtosis()'].map((signature) => expression(signature, 'statistics')),
  ...['shift(n)', 'diff(n, null_behavior)', 'cum_sum()', 'cum_count()', 'pct_change(n)', 'forward_fill(limit)', 'backward_fill(limit)', 'interpolate(method)', 'rolling_mean(window_size)', 'rolling_sum(window_size)', 'rolling_std(window_size)', 'rolling_max(window_size)', 'rolling_min(window_size)', 'ewm_mean()'].map((signature) => expression(signature, 'neighbours')),
  ...['abs()', 'log(base)', 'log1p()', 'exp()', 'sqrt()', 'round(decimals)', 'cast(dtype)', 'alias(name)', 'fill_null(value, strategy, limit)', 'fill_nan(value)', 'is_null()', 'is_not_null()', 'is_in(other)', 'is_between(lower_bound, upper_bound, closed)', 'over(partition_by)', 'replace(old, new)', 'clip(lower_bound, upper_bound)'].map((signature) => expression(signature, 'none')),
];

export const polars: LibraryKnowledge = {
  library: 'polars',
  distributions: ['polars', 'polars-lts-cpu'],
  version: '2.1.0',
  entries: [
    ...READERS,
    ...WRITERS,
    ...on(FRAMES, OF_BOTH),
    ...on(['polars.DataFrame'], OF_FRAMES),
    ...on(['polars.Series'], OF_SERIES),
    ...EXPRESSIONS,
    same('polars.DataFrame(data, schema)', { returns: FRAME }),
    same('polars.LazyFrame(data, schema)', { returns: LAZY }),
    same('polars.Series(name, values, dtype)', { data: ['values', 'name'], returns: SERIES }),
    same('polars.from_pandas(data)', { returns: FRAME }),
    same('polars.from_numpy(data, schema)', { returns: FRAME }),
    same('polars.from_dict(data, schema)', { returns: FRAME }),
    same('polars.from_dicts(data, schema)', { returns: FRAME }),
    same('polars.from_arrow(data, schema)', { returns: FRAME }),
    data('polars.concat(items, *, how, rechunk, parallel)', { rows: 'union', rowsWhen: [{ parameter: 'how', values: ['horizontal'], rows: 'same' }] }),
    same('polars.LazyFrame.collect(*, engine)', { returns: FRAME }),
    same('polars.LazyFrame.cache()'),
    data('polars.LazyFrame.first()', { rows: 'subset' }),
    ...on(['polars.dataframe.group_by.GroupBy'], [
      ...['.agg(*aggs)', '.mean()', '.sum()', '.min()', '.max()', '.median()', '.len(name)', '.n_unique()', '.quantile(quantile, interpolation)', '.first()', '.last()'].map((signature) => data(signature, { rows: 'grouped', by: 'reduction', returns: FRAME })),
      data('.count()', { rows: 'grouped', by: 'reduction', returns: FRAME, lifetime: { deprecated: '0.20', removed: '2.0', replacement: 'len' } }),
      subset('.head(n)', { returns: FRAME }),
      subset('.tail(n)', { returns: FRAME }),
      data('.map_groups(function)', { rows: 'unknown', learns: 'statistics', by: 'reduction', returns: FRAME, calls: { parameter: 'function', with: 'group' } }),
    ]),
    plainFunction('polars.set_random_seed(seed)', { returns: 'none', tags: ['seeds-polars'] }),
  ],
};
