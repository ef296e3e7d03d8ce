/** Runs the finders on a repository; one that fails loses no other. */
import type { CodeFound, Found, RepositoryFinder } from '../../../rules/api/checklist/check.ts';
import type { RepositoryPlace } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

export interface FindAllRequest {
  readonly repository: Repository;
  /** What was found in each program. */
  readonly inPrograms: readonly CodeFound[];
  readonly finders: readonly RepositoryFinder[];
}

export interface FoundAll {
  readonly found: Found;
  /** Finders that failed, with the message of their failure. */
  readonly failed: readonly { readonly finder: string; readonly text: string }[];
}

/** Returns everything found, sorted by place, each thing once. */
export function findAll({ repository, inPrograms, finders }: FindAllRequest): FoundAll {
  const failed: { finder: string; text: string }[] = [];
  const parts: CodeFound[] = [...inPrograms];
  for (const { name, find } of finders) {
    try {
      parts.push(find(repository));
    } catch (error) {
      failed.push({ finder: name, text: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    found: {
      checks: sorted(parts.flatMap(({ checks }) => checks ?? []), ({ at, text, items, ranBy }) => [...keyOf(at), text, items.join(), ranBy.kind === 'function' ? ranBy.id : ranBy.kind]),
      mentions: sorted(parts.flatMap(({ mentions }) => mentions ?? []), ({ at, text, items }) => [...keyOf(at), text, items.join()]),
      manual: sorted(parts.flatMap(({ manual }) => manual ?? []), ({ at, text, items }) => [...keyOf(at), text, items.join()]),
      counter: sorted(parts.flatMap(({ counter }) => counter ?? []), ({ at, text, items }) => [...keyOf(at), text, items.join()]),
    },
    failed,
  };
}

function keyOf({ path, cell, range }: RepositoryPlace): readonly string[] {
  return [path, ...[cell, range?.start.line, range?.start.column].map((number) => String(number ?? 0).padStart(8, '0'))];
}

function sorted<T>(all: readonly T[], key: (one: T) => readonly string[]): readonly T[] {
  const byKey = new Map(all.map((one) => [key(one).join('\u0000'), one] as const));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, one]) => one);
}
