/** What DuckDB's type names mean to rules. Pure. */
import type { PhysicalType } from '../../../rules/api/column.ts';

const TYPE_NAME_LENGTH = 80;

const PHYSICAL_TYPES: ReadonlyMap<string, PhysicalType> = new Map<string, PhysicalType>([
  ['VARCHAR', 'text'],
  ['JSON', 'text'],
  ['ENUM', 'text'],
  ['UUID', 'text'],
  ['BOOLEAN', 'boolean'],
  ['FLOAT', 'float'],
  ['DOUBLE', 'float'],
  ['DECIMAL', 'float'],
  ['DATE', 'date'],
  ['TIMESTAMP', 'timestamp'],
  ['TIMESTAMP_S', 'timestamp'],
  ['TIMESTAMP_MS', 'timestamp'],
  ['TIMESTAMP_NS', 'timestamp'],
  ['TIMESTAMP WITH TIME ZONE', 'timestamp'],
  ['TIME', 'time'],
  ['TIME_NS', 'time'],
  ['TIME WITH TIME ZONE', 'time'],
  ['BLOB', 'binary'],
  ['STRUCT', 'struct'],
  ['MAP', 'struct'],
  ['UNION', 'struct'],
]);

/** Returns the physical type of a DuckDB type name such as `DECIMAL(18,3)` or `STRUCT(a INTEGER)[]`. */
export function physicalType(typeName: string): PhysicalType {
  if (/\[\d*\]$/.test(typeName)) return 'list';
  if (/^U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?$/.test(typeName)) return 'integer';
  if (/^DECIMAL\(\d+,0\)$/.test(typeName)) return 'integer';
  return PHYSICAL_TYPES.get(typeName.replace(/\(.*$/s, '')) ?? 'other';
}

export function cutTypeName(typeName: string): string {
  return typeName.length <= TYPE_NAME_LENGTH ? typeName : `${typeName.slice(0, TYPE_NAME_LENGTH - 1)}…`;
}
