/** Opens the parser of shell scripts, once per process and only when a repository is opened. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenShell } from './core/repository/gather/open-repository.ts';

/** @param folder where `web-tree-sitter.wasm` and `tree-sitter-bash.wasm` lie */
export function shellOpener(folder: string): OpenShell {
  let opened: ReturnType<OpenShell> | null = null;
  return () => (opened ??= open(folder));
}

async function open(folder: string): ReturnType<OpenShell> {
  try {
    const [runtimeWasm, grammarWasm, { createShellParser }] = await Promise.all([
      readFile(path.join(folder, 'web-tree-sitter.wasm')),
      readFile(path.join(folder, 'tree-sitter-bash.wasm')),
      import('./engines/tree-sitter/shell.ts'),
    ]);
    return { ok: true, shell: await createShellParser({ runtimeWasm, grammarWasm }) };
  } catch (error) {
    return { ok: false, text: `the parser of shell scripts cannot be loaded (${error instanceof Error ? error.message : String(error)}); install Lintel again` };
  }
}
