/** What a file says to programs and to tools that start them. */
import type { Repository } from '../../../rules/api/repository/repository.ts';

/** Returns the text of a file, of a notebook its code; null where it could not be read. */
export function codeOf(repository: Repository, path: string): string | null {
  return repository.files.text(path) ?? repository.once(codeOfNotebooks).get(path) ?? null;
}

function codeOfNotebooks({ programs }: Repository): ReadonlyMap<string, string> {
  return new Map(programs.flatMap(({ path, code }) => (code === undefined ? [] : [[path, code] as const])));
}
