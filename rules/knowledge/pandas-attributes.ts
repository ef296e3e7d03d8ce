/** Attributes of pandas objects, accessors (`str`, `dt`, `cat`) and index objects. */
import type { Api, DataApi, Returns } from '../api/python/knowledge.ts';
import { data, on, plainClass } from './entry.ts';

const SERIES: Returns = { form: 'series', className: 'pandas.Series' };
const FRAME: Returns = { form: 'frame', className: 'pandas.DataFrame' };
const MASK: Returns = { form: 'mask', className: 'pandas.Series' };
const INDEX: Returns = { form: 'index', className: 'pandas.Index' };

const attribute = (name: string, returns?: Returns, facts: Partial<DataApi> = {}): DataApi => data(name, { rows: 'same', isAttribute: true, ...(returns === undefined ? {} : { returns }), ...facts });
/** Says something of the whole, not of its values. */
const fact = (name: string, returns: Returns): DataApi => data(name, { rows: 'aggregate', learns: 'none', isAttribute: true, returns });
const accessor = (name: string): DataApi => attribute(`.${name}`, { form: 'series', className: `pandas.Series.${name}` });

const OF_BOTH: readonly Api[] = [
  attribute('.values', { form: 'array', className: 'numpy.ndarray' }),
  attribute('.index', INDEX),
  attribute('.iloc', undefined, { rows: 'picked' }),
  attribute('.loc', undefined, { rows: 'picked' }),
  attribute('.ix', undefined, { rows: 'picked', lifetime: { deprecated: '0.20', removed: '1.0', replacement: 'loc or iloc' } }),
  attribute('.at', 'scalar', { rows: 'picked' }),
  attribute('.iat', 'scalar', { rows: 'picked' }),
  fact('.shape', 'unknown'),
  fact('.size', 'scalar'),
  fact('.ndim', 'scalar'),
  fact('.empty', 'scalar'),
  fact('.dtypes', 'unknown'),
  fact('.axes', 'unknown'),
  fact('.attrs', 'unknown'),
  fact('.flags', 'unknown'),
];

const OF_FRAMES: readonly Api[] = [
  data('.T', { rows: 'unknown', isAttribute: true }),
  fact('.columns', 'unknown'),
  fact('.style', 'unknown'),
];

const OF_SERIES: readonly Api[] = [
  attribute('.T'),
  accessor('str'),
  accessor('dt'),
  accessor('cat'),
  attribute('.array', { form: 'array' }),
  fact('.name', 'scalar'),
  fact('.dtype', 'unknown'),
  fact('.nbytes', 'scalar'),
  fact('.hasnans', 'scalar'),
  fact('.is_unique', 'scalar'),
  fact('.is_monotonic_increasing', 'scalar'),
  fact('.is_monotonic_decreasing', 'scalar'),
  data('.is_monotonic', { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'scalar', lifetime: { deprecated: '1.5', removed: '2.0', replacement: 'is_monotonic_increasing' } }),
];

const same = (signature: string, returns: Returns = SERIES): DataApi => data(signature, { rows: 'same', returns });

const STR: readonly Api[] = [
  ...['lower', 'upper', 'title', 'capitalize', 'swapcase', 'casefold', 'len', 'isalnum', 'isalpha', 'isdigit', 'isspace', 'islower', 'isupper', 'istitle', 'isnumeric', 'isdecimal', 'isascii'].map((name) => same(`.${name}()`)),
  ...['strip', 'lstrip', 'rstrip'].map((name) => same(`.${name}(to_strip)`)),
  same('.contains(pat, case, flags, na, regex)', MASK),
  same('.match(pat, case, flags, na)', MASK),
  same('.fullmatch(pat, case, flags, na)', MASK),
  same('.startswith(pat, na)', MASK),
  same('.endswith(pat, na)', MASK),
  same('.replace(pat, repl, n, case, flags, regex)'),
  same('.split(pat, n, expand, regex)', 'unknown'),
  same('.rsplit(pat, n, expand)', 'unknown'),
  same('.partition(sep, expand)', FRAME),
  same('.rpartition(sep, expand)', FRAME),
  same('.extract(pat, flags, expand)', 'unknown'),
  data('.extractall(pat, flags)', { rows: 'copies', returns: FRAME }),
  same('.findall(pat, flags)'),
  same('.find(sub, start, end)'),
  same('.rfind(sub, start, end)'),
  same('.index(sub, start, end)'),
  same('.count(pat, flags)'),
  same('.get(i)'),
  same('.slice(start, stop, step)'),
  same('.slice_replace(start, stop, repl)'),
  same('.pad(width, side, fillchar)'),
  same('.center(width, fillchar)'),
  same('.ljust(width, fillchar)'),
  same('.rjust(width, fillchar)'),
  same('.zfill(width)'),
  same('.wrap(width)'),
  same('.repeat(repeats)'),
  same('.join(sep)'),
  same('.encode(encoding, errors)'),
  same('.decode(encoding, errors, dtype)'),
  same('.normalize(form)'),
  same('.translate(table)'),
  same('.removeprefix(prefix)'),
  same('.removesuffix(suffix)'),
  data('.cat(others, sep, na_rep, join)', { rows: 'same', returns: 'unknown' }),
  data('.get_dummies(sep, dtype)', { rows: 'same', learns: 'vocabulary', by: 'encoder', returns: FRAME }),
];

const DT_ATTRIBUTES = ['year', 'month', 'day', 'hour', 'minute', 'second', 'microsecond', 'nanosecond', 'dayofweek', 'day_of_week', 'weekday', 'dayofyear', 'day_of_year', 'quarter', 'days_in_month', 'daysinmonth', 'is_month_start', 'is_month_end', 'is_quarter_start', 'is_quarter_end', 'is_year_start', 'is_year_end', 'is_leap_year', 'date', 'time', 'timetz', 'tz', 'days', 'seconds', 'microseconds', 'nanoseconds', 'components', 'qyear', 'start_time', 'end_time', 'freq', 'unit'];
const DT: readonly Api[] = [
  ...DT_ATTRIBUTES.map((name) => attribute(`.${name}`, SERIES)),
  ...['week', 'weekofyear'].map((name) => attribute(`.${name}`, SERIES, { lifetime: { deprecated: '1.1', removed: '2.0', replacement: 'isocalendar().week' } })),
  same('.strftime(date_format)'),
  same('.floor(freq, ambiguous, nonexistent)'),
  same('.ceil(freq, ambiguous, nonexistent)'),
  same('.round(freq, ambiguous, nonexistent)'),
  same('.normalize()'),
  same('.isocalendar()', FRAME),
  same('.day_name(locale)'),
  same('.month_name(locale)'),
  same('.total_seconds()'),
  same('.tz_localize(tz, ambiguous, nonexistent)'),
  same('.tz_convert(tz)'),
  same('.to_period(freq)'),
  same('.to_timestamp(freq, how)'),
  same('.as_unit(unit, round_ok)'),
  same('.asfreq(freq, how)'),
  same('.to_pydatetime()'),
  same('.to_pytimedelta()'),
];

/** Category codes come from the sorted values of the whole column. */
const CAT: readonly Api[] = [
  attribute('.codes', SERIES, { learns: 'vocabulary', by: 'encoder' }),
  fact('.categories', 'unknown'),
  fact('.ordered', 'scalar'),
  same('.rename_categories(new_categories)'),
  same('.reorder_categories(new_categories, ordered)'),
  same('.add_categories(new_categories)'),
  same('.remove_categories(removals)'),
  same('.remove_unused_categories()'),
  same('.set_categories(new_categories, ordered, rename)'),
  same('.as_ordered()'),
  same('.as_unordered()'),
];

const INDEX_METHODS: readonly Api[] = [
  same('.tolist()', { form: 'list', className: 'list' }),
  same('.to_list()', { form: 'list', className: 'list' }),
  same('.to_numpy(dtype, copy, na_value)', { form: 'array', className: 'numpy.ndarray' }),
  same('.to_series(index, name)'),
  same('.to_frame(index, name)', FRAME),
  same('.isin(values, level)', MASK),
  same('.duplicated(keep)', MASK),
  same('.astype(dtype, copy)', INDEX),
  same('.copy(name, deep)', INDEX),
  data('.difference(other, sort)', { rows: 'subset', leavesOut: ['other'] }),
  data('.intersection(other, sort)', { rows: 'subset' }),
  data('.union(other, sort)', { data: ['self', 'other'], rows: 'union' }),
  data('.append(other)', { data: ['self', 'other'], rows: 'union' }),
  data('.drop(labels, errors)', { rows: 'subset', leavesOut: ['labels'] }),
  data('.delete(loc)', { rows: 'subset', leavesOut: ['loc'] }),
  data('.take(indices, axis, allow_fill, fill_value)', { rows: 'picked', picks: 'indices' }),
  data('.unique(level)', { rows: 'aggregate', learns: 'vocabulary', returns: INDEX }),
  data('.sort_values(return_indexer, ascending, na_position, key)', { rows: 'reordered', orders: 'sorted' }),
  attribute('.values', { form: 'array', className: 'numpy.ndarray' }),
  fact('.size', 'scalar'),
  fact('.shape', 'unknown'),
  fact('.is_unique', 'scalar'),
];

export const pandasAttributes: readonly Api[] = [
  ...['pandas.DataFrame', 'pandas.Series'].flatMap((owner) => on([owner], OF_BOTH)),
  ...on(['pandas.DataFrame'], OF_FRAMES),
  ...on(['pandas.Series'], OF_SERIES),
  ...on(['pandas.Series.str'], STR),
  ...on(['pandas.Series.dt'], DT),
  ...on(['pandas.Series.cat'], CAT),
  ...on(['pandas.Index'], INDEX_METHODS),
  plainClass('pandas.DatetimeIndex(data, freq, tz, ambiguous, dayfirst, yearfirst, dtype, copy, name)', { bases: ['pandas.Index'], passes: 'data', returns: INDEX }),
  plainClass('pandas.RangeIndex(start, stop, step, dtype, copy, name)', { bases: ['pandas.Index'], returns: INDEX }),
  plainClass('pandas.CategoricalIndex(data, categories, ordered, dtype, copy, name)', { bases: ['pandas.Index'], passes: 'data', returns: INDEX }),
  ...on(
    ['pandas.DatetimeIndex'],
    DT_ATTRIBUTES.slice(0, 24).map((name) => attribute(`.${name}`, { form: 'index', className: 'pandas.Index' })),
  ),
];
