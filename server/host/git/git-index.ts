/**
 * The index of a work tree: which files are tracked, and what they were like when git last looked. Untrusted bytes.
 * Source: git documentation, gitformat-index(5), versions 2 to 4.
 */

export interface IndexEntry {
  /** Relative to the top of the work tree. */
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly id: string;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanoseconds: number;
  /** Git was told not to look at the file in the work tree. */
  readonly isAssumed: boolean;
}

/** More are no work tree of a person. Own choice. */
const MOST_ENTRIES = 1_000_000;

/** Null for what is no such index, damaged or split over several files. */
export function readIndex(bytes: Buffer, idLength: 20 | 32): readonly IndexEntry[] | null {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return null;
  const version = bytes.readUInt32BE(4);
  const count = bytes.readUInt32BE(8);
  if (version < 2 || version > 4 || count > MOST_ENTRIES) return null;
  const entries: IndexEntry[] = [];
  let at = 12;
  let before = '';
  for (let index = 0; index < count; index += 1) {
    const fixed = 40 + idLength + 2;
    if (at + fixed + 2 > bytes.length) return null;
    const flags = bytes.readUInt16BE(at + 40 + idLength);
    const isExtended = (flags & 0x4000) !== 0;
    const extended = isExtended ? bytes.readUInt16BE(at + fixed) : 0;
    let nameAt = at + fixed + (isExtended ? 2 : 0);
    let kept = '';
    if (version === 4) {
      const [removed, next] = readOffset(bytes, nameAt);
      if (removed > before.length) return null;
      kept = before.slice(0, before.length - removed);
      nameAt = next;
    }
    const end = bytes.indexOf(0, nameAt);
    if (end < 0) return null;
    // bytes, not characters, are what version 4 counts
    const name = kept + bytes.toString('latin1', nameAt, end);
    before = name;
    const mode = bytes.readUInt32BE(at + 24);
    const stage = (flags >> 12) & 3;
    const kind = kindOf(mode);
    if (stage === 0 && kind === null) return null;
    if (kind !== null && (stage === 0 || stage === 2)) {
      entries.push({
        path: Buffer.from(name, 'latin1').toString('utf8'),
        kind,
        id: stage === 0 ? bytes.toString('hex', at + 40, at + 40 + idLength) : '',
        sizeBytes: bytes.readUInt32BE(at + 36),
        mtimeSeconds: bytes.readUInt32BE(at + 8),
        mtimeNanoseconds: bytes.readUInt32BE(at + 12),
        isAssumed: (flags & 0x8000) !== 0 || (extended & 0x4000) !== 0,
      });
    }
    at = version === 4 ? end + 1 : at + ((end - at + 8) & ~7);
  }
  return isSplit(bytes, at, idLength) ? null : entries;
}

/** Null for folders of a sparse index. */
function kindOf(mode: number): IndexEntry['kind'] | null {
  switch (mode >> 12) {
    case 0o10:
      return 'file';
    case 0o12:
      return 'link';
    case 0o16:
      return 'submodule';
    default:
      return null;
  }
}

/** A number of a pack's offset encoding, and where it ends. */
function readOffset(bytes: Buffer, from: number): readonly [number, number] {
  let at = from;
  let byte = bytes[at] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0 && at - from < 5) {
    at += 1;
    byte = bytes[at] ?? 0;
    value = ((value + 1) << 7) | (byte & 0x7f);
  }
  return [value, at + 1];
}

/** Entries may be in another file, which the extension `link` names. */
function isSplit(bytes: Buffer, from: number, idLength: number): boolean {
  for (let at = from; at + 8 <= bytes.length - idLength; ) {
    if (bytes.toString('latin1', at, at + 4) === 'link') return true;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return false;
}
