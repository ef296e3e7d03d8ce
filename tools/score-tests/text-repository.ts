/** A repository made of texts, opened as a real one is: the real parsers, the real analysis, a made-up history. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeFinder } from '../../rules/api/checklist/check.ts';
import type { Commit } from '../../rules/api/repository/files.ts';
import { openRepository } from '../../server/core/repository/gather/open-repository.ts';
import type { OpenedRepository } from '../../server/core/repository/gather/open-repository.ts';
import type { Git, GitRaw } from '../../server/core/ports.ts';
import type { ShellParser } from '../../server/core/repository/shell.ts';
import { createShellParser } from '../../server/engines/tree-sitter/shell.ts';
import { createMemoryFiles } from '../memory-files.ts';
import { testPythonTools } from '../python-tools.ts';

export interface TextRepository {
  /** Texts by path relative to the root. */
  readonly files: Readonly<Record<string, string>>;
  /** Latest commit first; one commit of every file when left out. Null for a folder without git. */
  readonly history?: readonly TextCommit[] | null;
  readonly branches?: readonly string[];
}

export interface TextCommit {
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly paths: readonly string[];
  readonly author?: string;
  readonly subject?: string;
  readonly trailers?: readonly string[];
  readonly parents?: number;
}

const ROOT = '/repo';

/** The day repositories without a history were made. */
const DAY = '2026-11-01';

export async function openTextRepository({ files, history, branches = ['main'] }: TextRepository, codeFinders: readonly CodeFinder[] = []): Promise<OpenedRepository> {
  const commits = history === undefined ? [{ date: DAY, paths: Object.keys(files) }] : history;
  const tools = await testPythonTools();
  const shell = await testShell();
  return openRepository(
    { root: ROOT, codeFinders },
    {
      files: createMemoryFiles(Object.fromEntries(Object.entries(files).map(([name, text]) => [`${ROOT}/${name}`, text]))),
      clock: { today: () => '2026-11-23', nowMs: () => 0, pause: () => Promise.resolve(), after: () => () => undefined },
      log: { info: () => undefined, warn: () => undefined },
      git: commits === null ? null : gitOf(commits, { tracked: Object.keys(files), branches }),
      openPython: async () => ({ ok: true, tools }),
      openShell: async () => ({ ok: true, shell }),
    },
  );
}

function gitOf(history: readonly TextCommit[], { tracked, branches }: { readonly tracked: readonly string[]; readonly branches: readonly string[] }): Git {
  const idOf = (index: number): string => String(index + 1).padStart(40, '0');
  const commits = history.map(({ date, paths, author = 'Ada', subject = 'Change', trailers = [], parents = 1 }, index): Commit => ({
    id: idOf(index),
    parents: Array.from({ length: Math.min(parents, history.length - index - 1) }, (_, offset) => idOf(index + 1 + offset)),
    date: `${date}T12:00:00Z`,
    author,
    email: `${author.toLowerCase()}@example.org`,
    subject,
    trailers,
    paths,
  }));
  const raw: GitRaw = { commit: commits[0]?.id ?? null, branch: branches[0] ?? null, isDirty: false, isShallow: false, commits, branches, tags: [], tracked };
  return { read: async () => ({ kind: 'read', raw, missing: null }) };
}

const MODULES = path.resolve(import.meta.dirname, '../../node_modules');

const cached: { shell: Promise<ShellParser> | null } = { shell: null };

function testShell(): Promise<ShellParser> {
  cached.shell ??= createShellParser({
    runtimeWasm: readFileSync(path.join(MODULES, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammarWasm: readFileSync(path.join(MODULES, 'tree-sitter-bash/tree-sitter-bash.wasm')),
  });
  return cached.shell;
}
