/** How mending code names a column of the frame `df`. */
import type { Column, Table } from './column.ts';
import { pythonString } from './python-literal.ts';

export interface FrameColumn {
  /** `df["age"]` */
  readonly pandas: string;
  /** `pl.col("age")` */
  readonly polars: string;
  /** `"age"` */
  readonly name: string;
}

/** Null where no code can name it safely: a blank or repeated name is changed by the readers, and polars reads `^…$` as a pattern. */
export function frameColumn({ column, table }: { readonly column: Column | null; readonly table: Table }): FrameColumn | null {
  if (column === null || column.name.trim() === '' || column.name === '*' || /^\^.*\$$/.test(column.name)) return null;
  if (table.columns.some((other) => other.index !== column.index && other.name === column.name)) return null;
  const name = pythonString(column.name);
  return { pandas: `df[${name}]`, polars: `pl.col(${name})`, name };
}

/** Numbers from here on are written as floats: they do not fit 64-bit integers safely. */
const LARGEST_EXACT_INTEGER = 2 ** 53;

/** Returns a Python number literal. */
export function pythonNumber(value: number): string {
  return Math.abs(value) >= LARGEST_EXACT_INTEGER ? value.toExponential() : String(value);
}
