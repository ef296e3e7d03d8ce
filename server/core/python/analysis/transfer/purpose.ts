/** What rows are for, as names and paths say it: `train.csv`, `X_test.npy`, `data/valid/images`. */
import type { SourceRows } from '../../../../../rules/api/python/rows.ts';

type Purpose = NonNullable<SourceRows['purpose']>;

const WORDS: ReadonlyMap<string, Purpose> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['test', 'test'],
  ['testing', 'test'],
  ['holdout', 'test'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['dev', 'validation'],
]);

/** Returns what the file's name, or else its folder's, says the rows are for; null when it says nothing or several things. */
export function purposeOfPath(path: string): Purpose | null {
  const [name, folder] = path.split(/[/\\]/).toReversed();
  return purposeOfName(withoutExtension(name ?? '')) ?? purposeOfName(folder ?? '');
}

function withoutExtension(name: string): string {
  const dot = name.indexOf('.');
  return dot <= 0 ? name : name.slice(0, dot);
}

/** Returns what a name says rows are for; null when it says nothing or several things. */
export function purposeOfName(name: string): Purpose | null {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
  const purposes = new Set(words.flatMap((word) => WORDS.get(word) ?? []));
  const [only] = purposes;
  return purposes.size === 1 && only !== undefined ? only : null;
}
