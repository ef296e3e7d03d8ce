/** The Python parser for tests and tools, from the packages installed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PythonParser } from '../server/core/python/parser.ts';
import { createPythonParser } from '../server/engines/tree-sitter/python-parser.ts';

const MODULES = path.resolve(import.meta.dirname, '../node_modules');

const cached: { parser: Promise<PythonParser> | null } = { parser: null };

/** One parser for the whole process. */
export function testParser(): Promise<PythonParser> {
  cached.parser ??= createPythonParser({
    runtimeWasm: readFileSync(path.join(MODULES, 'web-tree-sitter/web-tree-sitter.wasm')),
    grammarWasm: readFileSync(path.join(MODULES, 'tree-sitter-python/tree-sitter-python.wasm')),
  });
  return cached.parser;
}
