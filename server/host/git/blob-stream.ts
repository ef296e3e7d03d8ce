/** What `git cat-file --batch` prints, taken apart: a line for each object asked for, its bytes, a line end. */

/** An object as it comes; its bytes must be taken before the next is asked for. `missing` where the repository does not have it. */
export type Blob = { readonly kind: 'blob'; readonly bytes: () => AsyncGenerator<Buffer, void> } | { readonly kind: 'missing' };

/** A line longer than any that names an object. */
const MOST_LINE_BYTES = 4096;

/** The objects in the order they were asked for. Errors: thrown where the output is cut short or makes no sense. */
export async function* readBlobs(output: AsyncIterable<Buffer>): AsyncGenerator<Blob, void> {
  const source = output[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const next = await source.next();
    if (next.done === true) return false;
    held = held.length === 0 ? next.value : Buffer.concat([held, next.value]);
    return true;
  };
  const line = async (): Promise<string | null> => {
    for (;;) {
      const end = held.indexOf(0x0a);
      if (end >= 0) {
        const text = held.toString('latin1', 0, end);
        held = held.subarray(end + 1);
        return text;
      }
      if (held.length > MOST_LINE_BYTES) throw new Error('git printed what nobody asked for');
      if (!(await more())) return null;
    }
  };
  async function* bytes(size: number): AsyncGenerator<Buffer, void> {
    for (let left = size; left > 0; ) {
      if (held.length === 0 && !(await more())) throw new Error('git ended early');
      const piece = held.subarray(0, left);
      held = held.subarray(piece.length);
      left -= piece.length;
      yield piece;
    }
    if ((await line()) !== '') throw new Error('git printed more than it said');
  }
  for (;;) {
    const head = await line();
    if (head === null) return;
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(head)?.[1];
    if (size === undefined && !head.endsWith(' missing')) throw new Error('git printed what nobody asked for');
    yield size === undefined ? { kind: 'missing' } : { kind: 'blob', bytes: () => bytes(Number(size)) };
  }
}
