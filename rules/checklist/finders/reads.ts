/** Where the rows of a value come from: the call that reads them. */
import type { Facts } from '../../api/python/facts.ts';
import type { Call } from '../../api/python/syntax.ts';
import type { Cone } from './cone.ts';

export interface Read {
  readonly call: Call;
  /** As written; null where it is no text. */
  readonly path: string | null;
}

const READING = /^(?:pandas\.(?:read_\w+|io\.\w+\.read_\w+)|polars\.(?:read_\w+|scan_\w+)|dask\.dataframe\.read_\w+|numpy\.(?:loadtxt|genfromtxt|load)|pyarrow\.\w+\.read_table|csv\.(?:DictReader|reader)|json\.loads?|datasets\.load_dataset|geopandas\.read_file|surprise\.Dataset\.load_from_file)$|\.read\.(?:csv|parquet|json|table|format)$|(?:^|\.)(?:read_sql\w*|read_csv|read_parquet)$/;

/** The nearest read a value rests on; null when none is seen. */
export function readOf(facts: Facts, cone: Cone): Read | null {
  const found = cone.calls.find(({ name }) => READING.test(name));
  if (found === undefined) return null;
  const event = facts.reads.find(({ node }) => node === found.call);
  const [first] = found.call.arguments;
  const written = first?.kind === 'Constant' && typeof first.value === 'string' ? first.value : null;
  const text = [...cone.words].find((word) => /\.(?:csv|parquet|json|jsonl|tsv|xlsx?|feather|pkl)(?:\.gz)?$/.test(word)) ?? null;
  return { call: found.call, path: event?.path ?? written ?? text };
}
