/** The shell parser for tests and tools, from the packages installed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ShellParser } from '../server/core/repository/shell.ts';
import { createShellParser } from '../server/engines/tree-sitter/shell.ts';

const MODULES = path.resolve(import.meta.dirname, '../node_modules');

const cached: { parser: Promise<ShellParser> | null } = { parser: null };

/** One parser for the whole process. */
export function testShell(): Promise<ShellParser> {
  cached.parser ??= createShellParser({
    runtimeWasm: readFileSync(path.join(MODULES, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammarWasm: readFileSync(path.join(MODULES, 'tree-sitter-bash/tree-sitter-bash.wasm')),
  });
  return cached.parser;
}
