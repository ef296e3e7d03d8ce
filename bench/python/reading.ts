/** Reads Python files in a process of its own, a part of the way or all of it, and prints the milliseconds. `parse|lower FOLDER` */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';
import { readScript } from '../../server/core/python/read-script.ts';
import { createPythonParser } from '../../server/engines/tree-sitter/python-parser.ts';
import { openCorpus } from './corpus.ts';

const [way = '', folder = ''] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);
const files = { runtimeWasm: readFileSync(resolve('web-tree-sitter/web-tree-sitter.wasm')), grammarWasm: readFileSync(resolve('tree-sitter-python/tree-sitter-python.wasm')) };
const texts = openCorpus(folder).files.map((file) => ({ path: file, text: readFileSync(file, 'utf8') }));
const read = way === 'parse' ? await parseAlone() : await parseAndLower();
const startMs = performance.now();
for (const text of texts) read(text);
console.log(performance.now() - startMs);

async function parseAlone(): Promise<(file: { readonly text: string }) => void> {
  await Parser.init({ wasmBinary: files.runtimeWasm });
  const parser = new Parser();
  parser.setLanguage(await Language.load(files.grammarWasm));
  return ({ text }) => parser.parse(text)?.delete();
}

async function parseAndLower(): Promise<(file: { readonly path: string; readonly text: string }) => void> {
  const parser = await createPythonParser(files);
  return (file) => void readScript(file, parser);
}
