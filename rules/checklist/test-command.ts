import type { Command } from '../api/repository/run.ts';

/** Whether a command runs tests of Python code. Targets that do so further down are runs of their own. */
export function isTestCommand({ words }: Command): boolean {
  const [program = null, ...rest] = words;
  if (program === null) return false;
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (/^(?:pytest|py\.test|nosetests|behave)$/.test(name)) return true;
  return /^python[\d.]*$/.test(name) && rest[rest.indexOf('-m') + 1] !== undefined && rest.includes('-m') && /^(?:pytest|unittest|nose2|behave|doctest)$/.test(rest[rest.indexOf('-m') + 1] ?? '');
}
