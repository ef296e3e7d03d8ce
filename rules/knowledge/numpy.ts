/** NumPy: functions and methods of arrays. */
import type { Api, DataApi, LibraryKnowledge, Lifetime, Returns } from '../api/python/knowledge.ts';
import { data, loader, on, plainClass, plainFunction, reader, split, writer } from './entry.ts';
import { numpyRandom } from './numpy-random.ts';

const ARRAY: Returns = { form: 'array', className: 'numpy.ndarray' };
const NDARRAY = 'numpy.ndarray';
const ALONG_ROWS = { learnsUnless: { parameter: 'axis', values: [1, -1], default: false } } as const;

const named = (names: string, make: (name: string) => Api): readonly Api[] => names.split(' ').map(make);
const same = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'same', ...facts });
const fresh = (signature: string): DataApi => data(signature, { data: [], rows: 'new', returns: ARRAY });
const unknown = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'unknown', ...facts });
/** A number over all values, or one for each column. */
const reduction = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'aggregate', by: 'reduction', returns: 'scalar', ...ALONG_ROWS, ...facts });
const summary = (signature: string, facts: Partial<DataApi> = {}): DataApi => data(signature, { rows: 'aggregate', by: 'reduction', returns: ARRAY, ...facts });
/** Values of rows before enter. */
const running = (signature: string): DataApi => data(signature, { rows: 'same', learns: 'neighbours', by: 'neighbours', ...ALONG_ROWS });
/** Joined along rows, unless along columns. */
const joined = (signature: string, parameter: string): DataApi => data(signature, { data: [parameter], rows: 'union', rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }], returns: ARRAY });

const UNARY =
  'abs absolute fabs exp exp2 expm1 log log2 log10 log1p sqrt cbrt square sign negative positive reciprocal sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh deg2rad rad2deg degrees radians floor ceil rint trunc isnan isfinite isinf isneginf isposinf signbit logical_not bitwise_not invert';
const BINARY =
  'add subtract multiply divide true_divide floor_divide mod remainder fmod power float_power maximum minimum fmax fmin arctan2 hypot logaddexp equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor copysign heaviside';

const ROW_BY_ROW: readonly Api[] = [
  ...named(UNARY, (name) => same(`numpy.${name}(x)`)),
  ...named(BINARY, (name) => same(`numpy.${name}(x1, x2)`, { data: ['x1', 'x2'] })),
  same('numpy.clip(a, a_min, a_max, out)'),
  same('numpy.round(a, decimals, out)'),
  same('numpy.around(a, decimals, out)'),
  same('numpy.round_(a, decimals, out)', { lifetime: { deprecated: '1.25', removed: '2.0', replacement: 'numpy.round' } }),
  same('numpy.fix(x, out)'),
  same('numpy.nan_to_num(x, copy, nan, posinf, neginf)'),
  same('numpy.where(condition, x, y)', { data: ['condition', 'x', 'y'] }),
  same('numpy.select(condlist, choicelist, default)', { data: ['condlist', 'choicelist'] }),
  same('numpy.isin(element, test_elements, assume_unique, invert, *, kind)', { returns: { form: 'mask', className: NDARRAY } }),
  same('numpy.in1d(ar1, ar2, assume_unique, invert, *, kind)', { returns: { form: 'mask', className: NDARRAY }, lifetime: { deprecated: '2.0', removed: '2.4', replacement: 'numpy.isin' } }),
  same('numpy.isclose(a, b, rtol, atol, equal_nan)', { data: ['a', 'b'] }),
  same('numpy.digitize(x, bins, right)'),
  same('numpy.searchsorted(a, v, side, sorter)', { data: ['v'] }),
  same('numpy.interp(x, xp, fp, left, right, period)'),
  same('numpy.vectorize(pyfunc, otypes, doc, excluded, cache, signature)', { data: [], returns: 'unknown', calls: { parameter: 'pyfunc', with: 'value' } }),
  same('numpy.array(object, dtype, *, copy, order, subok, ndmin, like)', { returns: ARRAY }),
  same('numpy.asarray(a, dtype, order)', { returns: ARRAY }),
  same('numpy.asanyarray(a, dtype, order)', { returns: ARRAY }),
  same('numpy.ascontiguousarray(a, dtype)', { returns: ARRAY }),
  same('numpy.asfortranarray(a, dtype)', { returns: ARRAY }),
  same('numpy.asmatrix(data, dtype)', { returns: ARRAY }),
  same('numpy.matrix(data, dtype, copy)', { returns: ARRAY }),
  same('numpy.copy(a, order, subok)', { returns: ARRAY }),
  same('numpy.atleast_1d(*arys)', { returns: ARRAY }),
  same('numpy.atleast_2d(*arys)', { returns: ARRAY }),
  same('numpy.squeeze(a, axis)'),
  same('numpy.expand_dims(a, axis)', { rowsWhen: [{ parameter: 'axis', values: [0], rows: 'unknown' }] }),
  same('numpy.real(val)'),
  same('numpy.imag(val)'),
  same('numpy.angle(z, deg)'),
  same('numpy.fromiter(iter, dtype, count)', { returns: ARRAY }),
  same('numpy.hstack(tup)', { data: ['tup'], returns: ARRAY }),
  same('numpy.column_stack(tup)', { data: ['tup'], returns: ARRAY }),
  same('numpy.c_', { isAttribute: true, returns: ARRAY }),
  same('numpy.polyval(p, x)', { data: ['x'] }),
  same('numpy.unwrap(p, discont, axis)'),
  same('numpy.array_equal(a1, a2, equal_nan)', { returns: 'scalar' }),
  same('numpy.allclose(a, b, rtol, atol, equal_nan)', { returns: 'scalar' }),
];

const REDUCTIONS: readonly Api[] = [
  ...named('mean nanmean', (name) => reduction(`numpy.${name}(a, axis, dtype, out, keepdims)`)),
  ...named('std var nanstd nanvar', (name) => reduction(`numpy.${name}(a, axis, dtype, out, ddof, keepdims)`)),
  ...named('median nanmedian', (name) => reduction(`numpy.${name}(a, axis, out, overwrite_input, keepdims)`)),
  ...named('sum prod nansum nanprod', (name) => reduction(`numpy.${name}(a, axis, dtype, out, keepdims)`)),
  ...named('max min amax amin nanmax nanmin', (name) => reduction(`numpy.${name}(a, axis, out, keepdims)`)),
  ...named('percentile quantile nanpercentile nanquantile', (name) => reduction(`numpy.${name}(a, q, axis, out, overwrite_input, method)`)),
  reduction('numpy.ptp(a, axis, out, keepdims)'),
  reduction('numpy.average(a, axis, weights, returned)'),
  ...named('argmax argmin nanargmax nanargmin', (name) => reduction(`numpy.${name}(a, axis, out)`)),
  ...named('all any', (name) => reduction(`numpy.${name}(a, axis, out, keepdims)`)),
  reduction('numpy.count_nonzero(a, axis)'),
  reduction('numpy.product(a, axis)', { lifetime: { deprecated: '1.25', removed: '2.0', replacement: 'numpy.prod' } }),
  ...named('sometrue alltrue', (name) => reduction(`numpy.${name}(a, axis)`, { lifetime: { deprecated: '1.25', removed: '2.0', replacement: name === 'sometrue' ? 'numpy.any' : 'numpy.all' } })),
  summary('numpy.cov(m, y, rowvar, bias, ddof)'),
  summary('numpy.corrcoef(x, y, rowvar)'),
  summary('numpy.histogram(a, bins, range, density, weights)', { returns: 'unknown' }),
  summary('numpy.histogram2d(x, y, bins, range, density, weights)', { data: ['x', 'y'], returns: 'unknown' }),
  summary('numpy.histogram_bin_edges(a, bins, range, weights)'),
  summary('numpy.bincount(x, weights, minlength)'),
  summary('numpy.unique(ar, return_index, return_inverse, return_counts, axis)', { by: 'encoder', learns: 'vocabulary' }),
  summary('numpy.polyfit(x, y, deg)', { data: ['x', 'y'], by: 'model', learns: 'labels' }),
  summary('numpy.linalg.norm(x, ord, axis, keepdims)', ALONG_ROWS),
  summary('numpy.linalg.svd(a, full_matrices, compute_uv, hermitian)', { by: 'decomposition', returns: 'unknown' }),
  summary('numpy.linalg.eig(a)', { by: 'decomposition', returns: 'unknown' }),
  summary('numpy.linalg.eigh(a, UPLO)', { by: 'decomposition', returns: 'unknown' }),
  summary('numpy.linalg.eigvals(a)', { by: 'decomposition' }),
  summary('numpy.linalg.qr(a, mode)', { by: 'decomposition', returns: 'unknown' }),
  summary('numpy.linalg.inv(a)'),
  summary('numpy.linalg.pinv(a, rcond, hermitian)'),
  summary('numpy.linalg.det(a)', { returns: 'scalar' }),
  summary('numpy.linalg.matrix_rank(A, tol, hermitian)', { returns: 'scalar' }),
  summary('numpy.linalg.lstsq(a, b, rcond)', { data: ['a', 'b'], by: 'model', learns: 'labels', returns: 'unknown' }),
  summary('numpy.linalg.solve(a, b)', { data: ['a', 'b'], by: 'model', learns: 'labels' }),
];

/** All values stay; where each row lies may change. */
const FLAT = { source: 'values of other rows never enter, whatever the shape' } as const;

const SHAPES: readonly Api[] = [
  ...named('cumsum cumprod nancumsum nancumprod', (name) => running(`numpy.${name}(a, axis, dtype, out)`)),
  data('numpy.diff(a, n, axis, prepend, append)', { rows: 'same', learns: 'neighbours', by: 'neighbours' }),
  data('numpy.gradient(f, *varargs)', { rows: 'same', learns: 'neighbours', by: 'neighbours' }),
  data('numpy.convolve(a, v, mode)', { rows: 'unknown', learns: 'neighbours', by: 'neighbours' }),
  data('numpy.roll(a, shift, axis)', { rows: 'reordered' }),
  same('numpy.ravel(a, order)', FLAT),
  same('numpy.reshape(a, shape, order)', FLAT),
  unknown('numpy.transpose(a, axes)'),
  unknown('numpy.swapaxes(a, axis1, axis2)'),
  unknown('numpy.moveaxis(a, source, destination)'),
  same('numpy.dot(a, b, out)'),
  same('numpy.matmul(x1, x2)'),
  unknown('numpy.inner(a, b)', { data: ['a', 'b'] }),
  unknown('numpy.outer(a, b, out)', { data: ['a', 'b'] }),
  unknown('numpy.einsum(subscripts, *operands)', { data: ['operands'] }),
  unknown('numpy.tensordot(a, b, axes)', { data: ['a', 'b'] }),
  unknown('numpy.apply_along_axis(func1d, axis, arr)', { data: ['arr'], calls: { parameter: 'func1d', with: 'column' }, rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }], learnsUnless: { parameter: 'axis', values: [1, -1], default: false } }),
  unknown('numpy.pad(array, pad_width, mode)'),
  joined('numpy.concatenate(arrays, axis, out)', 'arrays'),
  { ...joined('numpy.append(arr, values, axis)', 'arr'), data: ['arr', 'values'] },
  unknown('numpy.stack(arrays, axis, out)', { data: ['arrays'], rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }] }),
  data('numpy.vstack(tup)', { data: ['tup'], rows: 'union', returns: ARRAY }),
  data('numpy.row_stack(tup)', { data: ['tup'], rows: 'union', returns: ARRAY, lifetime: { deprecated: '2.0', replacement: 'numpy.vstack' } }),
  data('numpy.r_', { rows: 'union', isAttribute: true, returns: ARRAY }),
  unknown('numpy.dstack(tup)', { data: ['tup'] }),
  unknown('numpy.block(arrays)'),
  data('numpy.tile(A, reps)', { rows: 'copies' }),
  data('numpy.repeat(a, repeats, axis)', { rows: 'copies' }),
  data('numpy.resize(a, new_shape)', { rows: 'copies' }),
  data('numpy.delete(arr, obj, axis)', { rows: 'subset', leavesOut: ['obj'], rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }] }),
  data('numpy.insert(arr, obj, values, axis)', { data: ['arr', 'values'], rows: 'union', rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }] }),
  data('numpy.take(a, indices, axis, out, mode)', { rows: 'picked', picks: 'indices', rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }] }),
  data('numpy.compress(condition, a, axis, out)', { data: ['a'], rows: 'picked', picks: 'condition' }),
  data('numpy.extract(condition, arr)', { data: ['arr'], rows: 'picked', picks: 'condition' }),
  data('numpy.sort(a, axis, kind, order)', { rows: 'reordered', orders: 'sorted' }),
  data('numpy.argsort(a, axis, kind, order)', { rows: 'reordered', orders: 'sorted', returns: { form: 'index', className: NDARRAY } }),
  data('numpy.flip(m, axis)', { rows: 'reordered' }),
  data('numpy.flipud(m)', { rows: 'reordered' }),
  same('numpy.fliplr(m)'),
  data('numpy.nonzero(a)', { rows: 'subset', returns: { form: 'index', className: NDARRAY } }),
  data('numpy.flatnonzero(a)', { rows: 'subset', returns: { form: 'index', className: NDARRAY } }),
  data('numpy.argwhere(a)', { rows: 'subset', returns: { form: 'index', className: NDARRAY } }),
  data('numpy.intersect1d(ar1, ar2, assume_unique, return_indices)', { rows: 'subset' }),
  data('numpy.setdiff1d(ar1, ar2, assume_unique)', { rows: 'subset', leavesOut: ['ar2'] }),
  data('numpy.union1d(ar1, ar2)', { data: ['ar1', 'ar2'], rows: 'union' }),
  split('numpy.split(ary, indices_or_sections, axis)', { data: ['ary'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'indices_or_sections' }),
  split('numpy.array_split(ary, indices_or_sections, axis)', { data: ['ary'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'indices_or_sections' }),
  split('numpy.vsplit(ary, indices_or_sections)', { data: ['ary'], gives: 'parts', sides: 0, shuffle: 'never', sizes: 'indices_or_sections' }),
  unknown('numpy.hsplit(ary, indices_or_sections)'),
];

const MAKERS: readonly Api[] = [
  ...['zeros(shape, dtype, order)', 'ones(shape, dtype, order)', 'empty(shape, dtype, order)', 'full(shape, fill_value, dtype)', 'arange(start, stop, step, dtype)', 'linspace(start, stop, num, endpoint, retstep, dtype, axis)', 'logspace(start, stop, num, endpoint, base, dtype, axis)', 'geomspace(start, stop, num, endpoint, dtype, axis)', 'eye(N, M, k, dtype)', 'identity(n, dtype)', 'indices(dimensions, dtype, sparse)'].map((signature) => fresh(`numpy.${signature}`)),
  ...['zeros_like(a, dtype)', 'ones_like(a, dtype)', 'empty_like(prototype, dtype)', 'full_like(a, fill_value, dtype)'].map((signature) => fresh(`numpy.${signature}`)),
  unknown('numpy.meshgrid(*xi)', { data: [] }),
  unknown('numpy.diag(v, k)'),
  plainFunction('numpy.errstate()'),
  plainFunction('numpy.seterr()'),
  plainFunction('numpy.set_printoptions()', { returns: 'none' }),
  plainFunction('numpy.shape(a)', { returns: 'unknown' }),
  plainFunction('numpy.size(a, axis)', { returns: 'scalar' }),
  plainFunction('numpy.ndim(a)', { returns: 'scalar' }),
];

const FILES: readonly Api[] = [
  loader('numpy.load(file, mmap_mode, allow_pickle, fix_imports, encoding, *, max_header_size)', { path: 'file', safety: { kind: 'switch', parameter: 'allow_pickle', safeValue: false, defaultIsSafe: true, defaultIsSafeSince: '1.17' }, returns: ARRAY }),
  reader('numpy.loadtxt(fname, dtype, comments, delimiter, converters, skiprows, usecols, unpack, ndmin, encoding, max_rows, *, quotechar)', { path: 'fname', format: 'other', returns: ARRAY }),
  reader('numpy.genfromtxt(fname, dtype, comments, delimiter, skip_header, skip_footer, converters, missing_values, filling_values, usecols, names)', { path: 'fname', format: 'other', returns: ARRAY }),
  reader('numpy.fromfile(file, dtype, count, sep, offset)', { path: 'file', format: 'other', returns: ARRAY }),
  reader('numpy.memmap(filename, dtype, mode, offset, shape, order)', { path: 'filename', format: 'other', returns: ARRAY }),
  writer('numpy.save(file, arr, allow_pickle)', { path: 'file', value: 'arr' }),
  writer('numpy.savez(file, *args)', { path: 'file', value: 'args' }),
  writer('numpy.savez_compressed(file, *args)', { path: 'file', value: 'args' }),
  writer('numpy.savetxt(fname, X, fmt, delimiter, newline, header, footer, comments, encoding)', { path: 'fname', value: 'X' }),
];

const METHODS: readonly Api[] = [
  ...['astype(dtype, order, casting, subok, copy)', 'copy(order)', 'clip(min, max, out)', 'round(decimals, out)', 'squeeze(axis)', 'conj()', 'byteswap(inplace)', 'view(dtype, type)'].map((signature) => same(`.${signature}`)),
  same('.tolist()', { returns: { form: 'list', className: 'list' } }),
  same('.fill(value)', { mutates: true, returns: 'none' }),
  reduction('.mean(axis, dtype, out, keepdims)'),
  ...named('std var', (name) => reduction(`.${name}(axis, dtype, out, ddof, keepdims)`)),
  ...named('sum prod', (name) => reduction(`.${name}(axis, dtype, out, keepdims)`)),
  ...named('max min all any', (name) => reduction(`.${name}(axis, out, keepdims)`)),
  ...named('argmax argmin', (name) => reduction(`.${name}(axis, out)`)),
  reduction('.ptp(axis, out)', { lifetime: { removed: '2.0', replacement: 'numpy.ptp' } }),
  ...named('cumsum cumprod', (name) => running(`.${name}(axis, dtype, out)`)),
  ...['reshape(*shape)', 'ravel(order)', 'flatten(order)'].map((signature) => same(`.${signature}`, FLAT)),
  same('.dot(b)'),
  ...['transpose(*axes)', 'swapaxes(axis1, axis2)', 'diagonal(offset, axis1, axis2)'].map((signature) => unknown(`.${signature}`)),
  unknown('.resize(*new_shape)', { mutates: true, returns: 'none' }),
  data('.take(indices, axis, out, mode)', { rows: 'picked', picks: 'indices', rowsWhen: [{ parameter: 'axis', values: [1, -1], rows: 'same' }] }),
  data('.compress(condition, axis, out)', { rows: 'picked', picks: 'condition' }),
  data('.repeat(repeats, axis)', { rows: 'copies' }),
  data('.sort(axis, kind, order)', { rows: 'reordered', orders: 'sorted', mutates: true, returns: 'none' }),
  data('.argsort(axis, kind, order)', { rows: 'reordered', orders: 'sorted', returns: { form: 'index', className: NDARRAY } }),
  data('.nonzero()', { rows: 'subset', returns: { form: 'index', className: NDARRAY } }),
  data('.item(*args)', { rows: 'aggregate', learns: 'none', returns: 'scalar' }),
  data('.T', { rows: 'unknown', isAttribute: true }),
  data('.flat', { rows: 'unknown', isAttribute: true }),
  data('.real', { rows: 'same', isAttribute: true }),
  ...['shape', 'dtype'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'unknown' })),
  ...['size', 'ndim', 'nbytes'].map((name) => data(`.${name}`, { rows: 'aggregate', learns: 'none', isAttribute: true, returns: 'scalar' })),
  writer('.tofile(fid, sep, format)', { path: 'fid', value: 'self' }),
  writer('.dump(file)', { path: 'file', value: 'self' }),
];

const GONE: Lifetime = { deprecated: '1.20', removed: '1.24' };
const TYPES: readonly Api[] = [
  ...['float', 'int', 'object', 'str', 'complex'].map((name) => plainClass(`numpy.${name}`, { lifetime: { ...GONE, replacement: name } })),
  ...Object.entries({ float_: 'numpy.float64', complex_: 'numpy.complex128', string_: 'numpy.bytes_', unicode_: 'numpy.str_', Inf: 'numpy.inf', Infinity: 'numpy.inf', NaN: 'numpy.nan', PINF: 'numpy.inf', NINF: '-numpy.inf', cast: 'numpy.asarray', trapz: 'numpy.trapezoid' }).map(([name, replacement]) =>
    plainClass(`numpy.${name}`, { isAttribute: name !== 'trapz', lifetime: name === 'trapz' ? { deprecated: '2.0', removed: '2.4', replacement } : { removed: '2.0', replacement } }),
  ),
];

export const numpy: LibraryKnowledge = {
  library: 'numpy',
  distributions: ['numpy'],
  version: '2.4.6',
  aliases: { cupy: 'numpy', 'jax.numpy': 'numpy', 'numpy.core': 'numpy', 'numpy.lib': 'numpy' },
  entries: [...ROW_BY_ROW, ...REDUCTIONS, ...SHAPES, ...MAKERS, ...FILES, ...TYPES, ...on([NDARRAY], METHODS), ...numpyRandom],
};
