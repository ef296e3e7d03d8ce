import type { Command } from '../api/repository/run.ts';

/** The Python file a command runs, relative to the root; null when it runs none, or it cannot be told. */
export function programOf({ words, folder }: Command): string | null {
  const [program = null, ...rest] = words;
  if (program === null || folder === null || !/^(?:.*\/)?python[\d.]*$/.test(program)) return null;
  const [script = null] = rest.filter((word) => word === null || !/^-[a-zA-Z]$/.test(word) || word === '-m' || word === '-c');
  if (script === null || script.startsWith('-')) return null;
  const parts: string[] = [];
  for (const part of `${folder}/${script}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
