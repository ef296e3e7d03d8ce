/** Memory of processes that look at whole repositories: most of what they make is garbage soon, which V8 would let pile up. */
import { setFlagsFromString } from 'node:v8';

/** Has V8 collect when what is alive grew by this share, in percent. Measured on 666 files: 307 MB for 488 MB, at 16 % more time. */
const GROWING_PERCENT = 40;

/** Works from then on, for the whole process. */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING_PERCENT}`);
}
