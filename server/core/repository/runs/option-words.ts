/** Options among the words of a command. */

/** Null for what only the shell knows. */
export type Words = readonly (string | null)[];

export function isOption(word: string): boolean {
  return word.startsWith('-') && word.length > 1;
}


export interface Skipping {
  readonly from: number;
  /** Options whose next word is their value. */
  readonly withValue: readonly string[];
  /** Options that end the skipping. */
  readonly stopAt?: readonly string[];
}

/** Returns the index of the first word that is no option and no value of one; `--` ends options. */
export function skipOptions(words: Words, { from, withValue, stopAt = [] }: Skipping): number {
  let index = from;
  for (;;) {
    const word = words[index];
    if (word === undefined || word === null || stopAt.includes(word)) return index;
    if (word === '--') return index + 1;
    if (!isOption(word)) return index;
    index += withValue.includes(word) ? 2 : 1;
  }
}

/** Says whether the command is this tool: `python`, `/usr/bin/python3.11`, `python.exe`. */
export function isTool(words: Words, tool: string): boolean {
  const name = (words[0] ?? '').replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  return name === tool || (tool === 'python' && /^(?:python|pypy)[\d.]*$|^py$/.test(name));
}

/** Values of an option in all its ways: `-n 4`, `-n4` for one letter, `--name 4`, `--name=4`. */
export function optionValues(words: Words, names: readonly string[]): Words {
  const found: (string | null)[] = [];
  words.forEach((word, index) => {
    if (word === null) return;
    for (const name of names) {
      if (word === name) found.push(words[index + 1] ?? null);
      else if (name.startsWith('--') && word.startsWith(`${name}=`)) found.push(word.slice(name.length + 1));
      else if (/^-\w$/.test(name) && word.startsWith(name) && !word.startsWith('--')) found.push(word.slice(2));
    }
  });
  return found;
}
