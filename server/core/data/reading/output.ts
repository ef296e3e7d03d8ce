/** A growing buffer of bytes to be written. */

export interface Output {
  byte(value: number): void;
  bytes(values: Uint8Array): void;
  /** The digits of a whole number. */
  number(value: number): void;
  length(): number;
  truncate(length: number): void;
  isFull(): boolean;
  /** The bytes so far, valid until the next write; starts anew. */
  take(): Uint8Array;
}

const FIRST_BYTES = 1 << 14;
const FULL_BYTES = 1 << 18;

export function createOutput(): Output {
  let buffer = new Uint8Array(FIRST_BYTES);
  let used = 0;
  const reserve = (count: number): void => {
    if (used + count <= buffer.length) return;
    const larger = new Uint8Array(Math.max(buffer.length * 2, used + count));
    larger.set(buffer.subarray(0, used));
    buffer = larger;
  };
  return {
    byte: (value) => {
      if (used === buffer.length) reserve(1);
      buffer[used] = value;
      used += 1;
    },
    bytes: (values) => {
      reserve(values.length);
      buffer.set(values, used);
      used += values.length;
    },
    number: (value) => {
      const digits = String(value);
      reserve(digits.length);
      for (let i = 0; i < digits.length; i += 1) buffer[used + i] = digits.charCodeAt(i);
      used += digits.length;
    },
    length: () => used,
    truncate: (length) => {
      used = length;
    },
    isFull: () => used >= FULL_BYTES,
    take: () => {
      const bytes = buffer.subarray(0, used);
      used = 0;
      return bytes;
    },
  };
}
