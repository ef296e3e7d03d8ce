/** Code that reads a table's file with the arguments it needs. */
import type { Table } from './column.ts';
import { pythonString } from './python-literal.ts';
import type { Mend } from './rule.ts';

/** Returns the read calls for one delimited file, its separator included. Null for other formats and for folders of part files. */
export function readCsvCall(table: Table, extra: Mend): Mend | null {
  if (table.format !== 'csv' || table.layout === null || !/\.[A-Za-z]\w*$/.test(table.path)) return null;
  const path = pythonString(table.path);
  const { delimiter } = table.layout;
  const separator = delimiter === null || delimiter === ',' ? '' : pythonString(delimiter);
  const call = (prefix: string, name: string, rest: string): string => `df = ${prefix}.read_csv(${[path, separator === '' ? '' : `${name}=${separator}`, rest].filter((part) => part !== '').join(', ')})`;
  return { pandas: call('pd', 'sep', extra.pandas), polars: call('pl', 'separator', extra.polars) };
}
