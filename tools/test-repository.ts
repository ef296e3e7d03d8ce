/** Repositories of texts, for tests of what looks at a repository as a whole: files in memory, the real parsers, the real analysis. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeFinder } from '../rules/api/checklist/check.ts';
import type { Repository } from '../rules/api/repository/repository.ts';
import type { GitRaw } from '../server/core/ports.ts';
import { openRepository } from '../server/core/repository/gather/open-repository.ts';
import type { OpenedRepository, RepositoryPorts } from '../server/core/repository/gather/open-repository.ts';
import type { ShellParser } from '../server/core/repository/shell.ts';
import { createShellParser } from '../server/engines/tree-sitter/shell.ts';
import { createMemoryFiles } from './memory-files.ts';
import { testPythonTools } from './python-tools.ts';

export interface TestRepositoryOptions {
  /** What git says; the folder is in no repository when left out. `tracked` is all files when it is null. */
  readonly git?: Partial<GitRaw>;
  readonly codeFinders?: readonly CodeFinder[];
}

/** @param files texts by path relative to the root */
export async function openTestRepository(files: Readonly<Record<string, string>>, options: TestRepositoryOptions = {}): Promise<Repository> {
  return (await gatherTestRepository(files, options)).repository;
}

/** The same with what the code finders found and what was not checked. Internal errors are thrown. */
export async function gatherTestRepository(files: Readonly<Record<string, string>>, { git, codeFinders = [] }: TestRepositoryOptions = {}): Promise<OpenedRepository> {
  const tools = await testPythonTools();
  const ports: RepositoryPorts = {
    files: createMemoryFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]))),
    clock: { today: () => '2026-11-23', nowMs: () => performance.now(), pause: async () => undefined, after: () => () => undefined },
    log: {
      info: () => undefined,
      warn: (text) => {
        throw new Error(text);
      },
    },
    git: git === undefined ? null : { read: async () => ({ kind: 'read', raw: { ...NO_HISTORY, ...git, tracked: git.tracked ?? Object.keys(files) }, missing: null }) },
    openPython: async () => ({ ok: true, tools }),
    openShell: async () => ({ ok: true, shell: await testShell() }),
  };
  return openRepository({ root: ROOT, codeFinders }, ports);
}

const ROOT = '/repo';
const MODULES = path.resolve(import.meta.dirname, '../node_modules');
const NO_HISTORY: GitRaw = { commit: null, branch: 'main', isDirty: false, isShallow: false, commits: [], branches: ['main'], tags: [], tracked: null };

const cached: { shell: Promise<ShellParser> | null } = { shell: null };

/** One shell parser for the whole process. */
export function testShell(): Promise<ShellParser> {
  cached.shell ??= createShellParser({
    runtimeWasm: readFileSync(path.join(MODULES, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammarWasm: readFileSync(path.join(MODULES, 'tree-sitter-bash/tree-sitter-bash.wasm')),
  });
  return cached.shell;
}
