/** Values in files, as the programs of a unit have written them so far. */
import type { Value } from '../../../../rules/api/python/value.ts';
import { parentFolder, resolvePath } from '../../paths.ts';
import type { Analysis } from '../analysis/analyse.ts';

export interface Exchange {
  /** What others wrote; also notes that the program has seen all of it. */
  filesFor(program: string): ReadonlyMap<string, Value>;
  /** Takes over what a program writes and reads, in place of what it did before. */
  take(program: string, analysis: Analysis): void;
  /** True when another program has written a file it reads, or no longer does, since it was analysed. */
  isOutdated(program: string): boolean;
}

interface Written {
  /** Null when it is written no more. */
  readonly value: Value | null;
  readonly by: string;
  readonly time: number;
}

/** @param root absolute folder of the project */
export function createExchange(root: string): Exchange {
  const written = new Map<string, Written>();
  const reads = new Map<string, readonly string[]>();
  const seen = new Map<string, number>();
  let time = 0;
  const write = (path: string, by: string, value: Value | null): void => {
    time += 1;
    written.set(path, { value, by, time });
  };
  return {
    filesFor: (program) => {
      seen.set(program, time);
      return new Map([...written].flatMap(([path, { by, value }]) => (by === program || value === null ? [] : [[path, value] as const])));
    },
    take: (program, analysis) => {
      const folder = parentFolder(program) ?? root;
      reads.set(program, analysis.facts.reads.flatMap(({ path }) => (path === null ? [] : [resolvePath(folder, path), resolvePath(root, path)])));
      for (const [path, { by, value }] of written) if (by === program && value !== null && !analysis.written.has(path)) write(path, program, null);
      for (const [path, value] of analysis.written) write(path, program, value);
    },
    isOutdated: (program) => {
      const since = seen.get(program) ?? 0;
      return (reads.get(program) ?? []).some((path) => {
        const file = written.get(path);
        return file !== undefined && file.by !== program && file.time > since;
      });
    },
  };
}

/** The exchange as it is, unmoved by what is analysed with it. */
export function frozenExchange(exchange: Exchange): Exchange {
  return { filesFor: (program) => exchange.filesFor(program), take: () => undefined, isOutdated: () => false };
}
