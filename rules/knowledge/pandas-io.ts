/** What pandas reads and writes. */
import type { Api, Lifetime, LoaderApi, ReaderApi } from '../api/python/knowledge.ts';
import { loader, on, plainClass, plainFunction, reader, writer } from './entry.ts';

const FRAME = { returns: { form: 'frame', className: 'pandas.DataFrame' } } as const;

/** Parameters of `read_csv` and `read_table` by position in pandas 1, then those that came or went. */
const TEXT_PARAMETERS =
  'filepath_or_buffer, sep, delimiter, header, names, index_col, usecols, squeeze, prefix, mangle_dupe_cols, dtype, engine, converters, true_values, false_values, skipinitialspace, skiprows, skipfooter, nrows, na_values, keep_default_na, na_filter, verbose, skip_blank_lines, parse_dates, infer_datetime_format, keep_date_col, date_parser, dayfirst, cache_dates, iterator, chunksize, compression, thousands, decimal, lineterminator, quotechar, quoting, doublequote, escapechar, comment, encoding, encoding_errors, dialect, error_bad_lines, warn_bad_lines, on_bad_lines, delim_whitespace, low_memory, memory_map, float_precision, storage_options, date_format, dtype_backend';

const TEXT_LIFETIMES: Readonly<Record<string, Lifetime>> = {
  squeeze: { deprecated: '1.4', removed: '2.0', replacement: ".squeeze('columns')" },
  prefix: { deprecated: '1.4', removed: '2.0' },
  mangle_dupe_cols: { deprecated: '1.5', removed: '2.0' },
  error_bad_lines: { deprecated: '1.3', removed: '2.0', replacement: 'on_bad_lines' },
  warn_bad_lines: { deprecated: '1.3', removed: '2.0', replacement: 'on_bad_lines' },
  infer_datetime_format: { deprecated: '2.0', removed: '3.0' },
  date_parser: { deprecated: '2.0', removed: '3.0', replacement: 'date_format' },
  keep_date_col: { deprecated: '2.2', removed: '3.0' },
  delim_whitespace: { deprecated: '2.2', removed: '3.0', replacement: "sep=r'\\s+'" },
  verbose: { deprecated: '2.2', removed: '3.0' },
};

const text = (name: string): ReaderApi => reader(`${name}(${TEXT_PARAMETERS})`, { path: 'filepath_or_buffer', format: 'csv', chunksBy: 'chunksize', ...FRAME, parameterLifetimes: TEXT_LIFETIMES });
const table = (signature: string, path: string | null, format: ReaderApi['format'] = 'other'): ReaderApi => reader(signature, { path, ...(format === undefined ? {} : { format }), ...FRAME });
const chunked = (signature: string, path: string | null, format: ReaderApi['format'] = 'other'): ReaderApi => ({ ...table(signature, path, format), chunksBy: 'chunksize' });

const unpickle: LoaderApi = loader('pandas.read_pickle(filepath_or_buffer, compression, storage_options)', { path: 'filepath_or_buffer', safety: { kind: 'unsafe' }, returns: { form: 'frame', className: 'pandas.DataFrame' } });

const readers: readonly Api[] = [
  text('pandas.read_csv'),
  text('pandas.read_table'),
  {
    ...table('pandas.read_excel(io, sheet_name, header, names, index_col, usecols, squeeze, dtype, engine, converters, true_values, false_values, skiprows, nrows, na_values, keep_default_na, na_filter, verbose, parse_dates, date_parser, date_format, thousands, decimal, comment, skipfooter, storage_options, dtype_backend, engine_kwargs)', 'io', 'excel'),
    parameterLifetimes: { squeeze: { deprecated: '1.4', removed: '2.0' }, date_parser: { deprecated: '2.0', removed: '3.0', replacement: 'date_format' } },
  },
  chunked('pandas.read_fwf(filepath_or_buffer, colspecs, widths, infer_nrows, iterator, chunksize)', 'filepath_or_buffer'),
  chunked('pandas.read_json(path_or_buf, orient, typ, dtype, convert_axes, convert_dates, keep_default_dates, precise_float, date_unit, encoding, encoding_errors, lines, chunksize, compression, nrows, storage_options, dtype_backend, engine)', 'path_or_buf', 'json'),
  table('pandas.read_parquet(path, engine, columns, storage_options, dtype_backend, filesystem, filters)', 'path', 'parquet'),
  table('pandas.read_feather(path, columns, use_threads, storage_options, dtype_backend)', 'path'),
  table('pandas.read_orc(path, columns, dtype_backend, filesystem)', 'path'),
  chunked('pandas.read_hdf(path_or_buf, key, mode, errors, where, start, stop, columns, iterator, chunksize)', 'path_or_buf'),
  chunked('pandas.read_sas(filepath_or_buffer, format, index, encoding, chunksize, iterator, compression)', 'filepath_or_buffer'),
  table('pandas.read_spss(path, usecols, convert_categoricals, dtype_backend)', 'path'),
  chunked('pandas.read_stata(filepath_or_buffer, convert_dates, convert_categoricals, index_col, convert_missing, preserve_dtypes, columns, order_categoricals, chunksize, iterator, compression, storage_options)', 'filepath_or_buffer'),
  table('pandas.read_xml(path_or_buffer, *, xpath, namespaces, elems_only, attrs_only, names, dtype, converters, parse_dates, encoding, parser, stylesheet, iterparse, compression, storage_options, dtype_backend)', 'path_or_buffer'),
  reader('pandas.read_html(io, match, flavor, header, index_col, skiprows, attrs, parse_dates, thousands, encoding, decimal, converters, na_values, keep_default_na, displayed_only, extract_links, dtype_backend, storage_options)', { path: 'io', format: 'other', returns: 'unknown' }),
  table('pandas.read_clipboard(sep, dtype_backend)', null),
  chunked('pandas.read_sql(sql, con, index_col, coerce_float, params, parse_dates, columns, chunksize, dtype_backend, dtype)', null),
  chunked('pandas.read_sql_query(sql, con, index_col, coerce_float, params, parse_dates, chunksize, dtype, dtype_backend)', null),
  chunked('pandas.read_sql_table(table_name, con, schema, index_col, coerce_float, parse_dates, columns, chunksize, dtype_backend)', null),
  { ...table('pandas.read_gbq(query, project_id, index_col, col_order, reauth, auth_local_webserver, dialect)', null), lifetime: { deprecated: '2.2', removed: '3.0', replacement: 'pandas_gbq.read_gbq' } },
  table('pandas.read_iceberg(table_identifier, catalog_name, *, catalog_properties, columns, row_filter, case_sensitive, snapshot_id, limit, scan_properties)', null),
  unpickle,
  plainClass('pandas.ExcelFile(path_or_buffer, engine, storage_options, engine_kwargs)', { tags: ['reads'] }),
  reader('pandas.ExcelFile.parse(sheet_name, header, names, index_col, usecols)', { path: null, format: 'excel', ...FRAME }),
  plainClass('pandas.ExcelWriter(path, engine)'),
  plainClass('pandas.HDFStore(path, mode)'),
];

const to = (signature: string, path: string | null): Api => writer(signature, { path, value: 'self' });

const WRITERS: readonly Api[] = [
  to('.to_csv(path_or_buf, sep, na_rep, float_format, columns, header, index, index_label, mode, encoding, compression, quoting, quotechar, lineterminator, chunksize, date_format, doublequote, escapechar, decimal, errors, storage_options)', 'path_or_buf'),
  to('.to_excel(excel_writer, sheet_name, na_rep, float_format, columns, header, index, index_label, startrow, startcol, engine)', 'excel_writer'),
  to('.to_json(path_or_buf, orient, date_format, double_precision, force_ascii, date_unit, default_handler, lines, compression, index, indent, storage_options, mode)', 'path_or_buf'),
  to('.to_pickle(path, compression, protocol, storage_options)', 'path'),
  to('.to_hdf(path_or_buf, key, mode, complevel, complib, append, format, index, min_itemsize, nan_rep, dropna, data_columns, errors, encoding)', 'path_or_buf'),
  to('.to_sql(name, con, schema, if_exists, index, index_label, chunksize, dtype, method)', null),
  to('.to_clipboard(excel, sep)', null),
  plainFunction('.to_string(buf)', { returns: 'scalar' }),
  plainFunction('.to_latex(buf)', { returns: 'scalar' }),
  plainFunction('.to_markdown(buf, mode, index)', { returns: 'scalar' }),
];

const FRAME_WRITERS: readonly Api[] = [
  to('.to_parquet(path, engine, compression, index, partition_cols, storage_options)', 'path'),
  to('.to_feather(path)', 'path'),
  to('.to_orc(path, engine, index, engine_kwargs)', 'path'),
  to('.to_stata(path)', 'path'),
  to('.to_xml(path_or_buffer)', 'path_or_buffer'),
  { ...to('.to_gbq(destination_table, project_id)', null), lifetime: { deprecated: '2.2', removed: '3.0', replacement: 'pandas_gbq.to_gbq' } },
  plainFunction('.to_html(buf)', { returns: 'scalar' }),
];

export const pandasIo: readonly Api[] = [
  ...readers,
  ...on(['pandas.DataFrame', 'pandas.Series'], WRITERS),
  ...on(['pandas.DataFrame'], FRAME_WRITERS),
  writer('pandas.to_pickle(obj, filepath_or_buffer, compression, protocol, storage_options)', { path: 'filepath_or_buffer', value: 'obj' }),
];
