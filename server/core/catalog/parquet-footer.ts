/** Columns and rows of a Parquet file from its footer. Source: parquet.thrift, compact protocol of Apache Thrift. Total: null for what is damaged. */
import type { FileSystem } from '../ports.ts';
import type { LookedAt } from './look-at-files.ts';

const MAGIC = 'PAR1';
const TAIL_BYTES = 8;
/** Own choice: footers of ordinary tables take some kilobytes. */
const MOST_FOOTER_BYTES = 4_000_000;

export async function parquetFooter(path: string, sizeBytes: number, files: FileSystem): Promise<LookedAt | null> {
  if (sizeBytes < TAIL_BYTES + MAGIC.length) return null;
  const tail = await files.readRange(path, sizeBytes - TAIL_BYTES, TAIL_BYTES);
  if (tail.length < TAIL_BYTES || String.fromCharCode(...tail.subarray(4)) !== MAGIC) return null;
  const length = new DataView(tail.buffer, tail.byteOffset, TAIL_BYTES).getUint32(0, true);
  if (length > MOST_FOOTER_BYTES || length > sizeBytes - TAIL_BYTES) return null;
  try {
    return tableOf(readStruct({ bytes: await files.readRange(path, sizeBytes - TAIL_BYTES - length, length), at: 0 }, 0));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Thrift = number | boolean | string | readonly Thrift[] | ReadonlyMap<number, Thrift>;

interface Reading {
  readonly bytes: Uint8Array;
  at: number;
}

const TYPES = ['boolean', 'int32', 'int64', 'int96', 'float', 'double', 'binary', 'fixed'];
/** Converted types that say more than the physical one. */
const CONVERTED: Readonly<Record<number, string>> = { 0: 'string', 4: 'string', 5: 'decimal', 6: 'date', 7: 'time', 8: 'time', 9: 'timestamp', 10: 'timestamp', 19: 'json' };
/** Members of the union of logical types. */
const LOGICAL: Readonly<Record<number, string>> = { 1: 'string', 4: 'string', 5: 'decimal', 6: 'date', 7: 'time', 8: 'timestamp', 12: 'json', 14: 'uuid' };

/** `FileMetaData`: 2 schema, 3 rows. Of `SchemaElement`: 1 type, 4 name, 5 children, 6 converted type, 10 logical type. */
function tableOf(meta: ReadonlyMap<number, Thrift>): LookedAt | null {
  const [schema, rows] = [meta.get(2), meta.get(3)];
  if (!Array.isArray(schema) || typeof rows !== 'number') return null;
  const columns: { name: string; type: string | null }[] = [];
  // the first element is the root; children of groups follow it
  let nested = 0;
  for (const element of (schema as readonly Thrift[]).slice(1)) {
    if (!(element instanceof Map)) return null;
    const field = element as ReadonlyMap<number, Thrift>;
    const children = Number(field.get(5) ?? 0);
    if (nested > 0) {
      nested += children - 1;
      continue;
    }
    nested = children;
    columns.push({ name: String(field.get(4) ?? ''), type: children > 0 ? 'nested' : typeOf(field) });
  }
  return { columns, rows };
}

function typeOf(field: ReadonlyMap<number, Thrift>): string | null {
  const logical = field.get(10);
  const [member] = logical instanceof Map ? [...(logical as ReadonlyMap<number, Thrift>).keys()] : [];
  const named = (member === undefined ? undefined : LOGICAL[member]) ?? CONVERTED[Number(field.get(6) ?? -1)];
  return named ?? TYPES[Number(field.get(1) ?? -1)] ?? null;
}

/** Deeper ones are no footers. */
const MOST_DEPTH = 16;

/** Errors: RangeError for what ends early or nests too deep. */
function readStruct(from: Reading, depth: number): ReadonlyMap<number, Thrift> {
  if (depth > MOST_DEPTH) throw new RangeError('too deep');
  const fields = new Map<number, Thrift>();
  let id = 0;
  for (let head = readByte(from); head !== 0; head = readByte(from)) {
    id = head >> 4 === 0 ? zigzag(readVarint(from)) : id + (head >> 4);
    fields.set(id, readValue(head & 0x0f, from, depth));
  }
  return fields;
}

function readValue(type: number, from: Reading, depth: number): Thrift {
  switch (type) {
    case 1:
      return true;
    case 2:
      return false;
    case 3:
      return readByte(from);
    case 4:
    case 5:
    case 6:
      return zigzag(readVarint(from));
    case 7:
      from.at += 8;
      return 0;
    case 8: {
      const length = readVarint(from);
      const start = from.at;
      from.at += length;
      if (from.at > from.bytes.length) throw new RangeError('ends early');
      return new TextDecoder().decode(from.bytes.subarray(start, from.at));
    }
    case 9:
    case 10:
      return readList(from, depth);
    case 12:
      return readStruct(from, depth + 1);
    default:
      throw new RangeError('unknown type');
  }
}

function readList(from: Reading, depth: number): readonly Thrift[] {
  const head = readByte(from);
  const count = head >> 4 === 15 ? readVarint(from) : head >> 4;
  const type = head & 0x0f;
  if (count > from.bytes.length) throw new RangeError('ends early');
  // within lists a byte each stands for booleans
  return Array.from({ length: count }, () => (type === 1 || type === 2 ? readByte(from) === 1 : readValue(type, from, depth + 1)));
}

function readByte(from: Reading): number {
  const byte = from.bytes[from.at];
  if (byte === undefined) throw new RangeError('ends early');
  from.at += 1;
  return byte;
}

function readVarint(from: Reading): number {
  let value = 0;
  for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
    const byte = readByte(from);
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
  }
  throw new RangeError('too long');
}

function zigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
