/** Checks cases of rules on repositories, in this process: the real parsers, files in memory. */
import { isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import type { Config } from '../../server/core/config.ts';
import { defaultConfig } from '../../server/core/config/defaults.ts';
import { joinPath } from '../../server/core/paths.ts';
import { checkRepositories } from '../../server/core/repository/check/check-repositories.ts';
import { findRepositories } from '../../server/core/repository/check/find-repositories.ts';
import type { RepositoriesResult } from '../../server/core/repository/check/check-repositories.ts';
import { createMemoryFiles } from '../memory-files.ts';
import { testPythonTools } from '../python-tools.ts';
import { testShell } from '../test-repository.ts';
import type { PythonCase } from './python-case.ts';
import type { PythonHarness } from './python-harness.ts';

const ROOT = '/project';

export function createRepositoryHarness(): PythonHarness {
  const log: string[] = [];
  return { check: async (given, rules) => checkFiles(given, { rules, log }), takeLog: () => log.splice(0) };
}

async function checkFiles({ rule, files, options, select, confidence }: PythonCase, { rules, log }: { readonly rules: readonly Rule[]; readonly log: string[] }): Promise<RepositoriesResult> {
  const config: Config = { ...defaultConfig(ROOT), select: [rule.id, ...select], rules: { [rule.id]: options }, confidence };
  const configOf = async (): Promise<Config> => config;
  const memory = createMemoryFiles(Object.fromEntries(files.map(({ name, text, notebook }) => [joinPath(ROOT, name), notebook === null ? text : notebook.json])));
  const known = rules.some(({ id }) => id === rule.id) ? rules : [...rules, rule];
  const found = await findRepositories({ paths: [ROOT], rules: known.filter(isRepositoryRule), workingFolder: ROOT, files: memory, configOf, signal: null, onFolder: () => undefined });
  return checkRepositories(
    { found, rules: known, workingFolder: ROOT, configOf, fixes: { safety: 'all', within: null }, signal: null, onProgress: () => undefined },
    {
      files: memory,
      clock: { today: () => '2026-11-23', nowMs: () => performance.now(), pause: async () => undefined, after: () => () => undefined },
      log: { info: () => undefined, warn: (text) => void log.push(text) },
      git: null,
      openPython: async () => ({ ok: true, tools: await testPythonTools() }),
      openShell: async () => ({ ok: true, shell: await testShell() }),
    },
  );
}
