/** Puts together what reading and analysing Python needs, once per process and only when a program is met. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { OpenPython, OpenedPythonTools } from './core/python/python-tools.ts';

/** @param folder where `web-tree-sitter.wasm` and `tree-sitter-python.wasm` lie */
export function pythonOpener(folder: string): OpenPython {
  let opened: Promise<OpenedPythonTools> | null = null;
  return () => (opened ??= open(folder));
}

async function open(folder: string): Promise<OpenedPythonTools> {
  try {
    const [runtimeWasm, grammarWasm, { createPythonParser }, { buildKnowledge }, { LIBRARIES }, { analyse }] = await Promise.all([
      readFile(path.join(folder, 'web-tree-sitter.wasm')),
      readFile(path.join(folder, 'tree-sitter-python.wasm')),
      import('./engines/tree-sitter/python-parser.ts'),
      import('./core/python/knowledge/build-knowledge.ts'),
      import('../rules/knowledge/index.ts'),
      import('./core/python/analysis/run-analysis.ts'),
    ]);
    return { ok: true, tools: { parser: await createPythonParser({ runtimeWasm, grammarWasm }), knowledge: buildKnowledge(LIBRARIES), analyse } };
  } catch (error) {
    return { ok: false, text: `the Python parser cannot be loaded (${error instanceof Error ? error.message : String(error)}); install Lintel again` };
  }
}
