/** Writing to stdout and stderr. */
import { EXIT } from './exit.ts';

/** Writes and waits until it is out; returns 0, or 2 when the stream cannot take it. A reader that has left is no failure. */
export function writeText(stream: NodeJS.WriteStream, text: string): Promise<number> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(error.code === 'EPIPE' ? EXIT.clean : EXIT.incomplete);
    stream.once('error', fail);
    stream.write(text, (error) => {
      if (error === null || error === undefined) {
        stream.off('error', fail);
        resolve(EXIT.clean);
      } else {
        // the error event follows, and would end the process without a listener
        fail(error);
      }
    });
  });
}
