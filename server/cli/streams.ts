/** Writing to stdout and stderr. */
import { inPieces } from '../report/chunks.ts';
import type { Chunks } from '../report/chunks.ts';
import { EXIT } from './exit.ts';

/** Writes and waits until it is out; returns 0, or 2 when the stream cannot take it. A reader that has left is no failure. */
export async function writeText(stream: NodeJS.WriteStream, text: string): Promise<number> {
  return codeOf(await writeOnce(stream, text));
}

/** Writes pieces one after the other; ends with the first that cannot be written. Returns as `writeText`. */
export async function writeChunks(stream: NodeJS.WriteStream, chunks: Chunks): Promise<number> {
  for (const piece of inPieces(chunks)) {
    const error = await writeOnce(stream, piece);
    if (error !== null) return codeOf(error);
  }
  return EXIT.clean;
}

function codeOf(error: NodeJS.ErrnoException | null): number {
  return error === null || error.code === 'EPIPE' ? EXIT.clean : EXIT.incomplete;
}

function writeOnce(stream: NodeJS.WriteStream, text: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error);
    stream.once('error', fail);
    stream.write(text, (error) => {
      if (error === null || error === undefined) {
        stream.off('error', fail);
        resolve(null);
      } else {
        // the error event follows, and would end the process without a listener
        fail(error);
      }
    });
  });
}
