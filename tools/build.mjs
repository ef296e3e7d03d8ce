// Bundles what ships: extension, language server, command line, the engine's child process and the processes that check code.
import { build } from 'esbuild';
import { chmodSync, copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const entries = {
  extension: 'client/extension.ts',
  server: 'server/main-lsp.ts',
  cli: 'server/main-cli.ts',
  engine: 'server/engines/duckdb/main-child.ts',
  'code-worker': 'server/main-code-worker.ts',
  score: 'server/main-score.ts',
};

await build({
  absWorkingDir: root,
  entryPoints: Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(path.join(root, file)))),
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', '@duckdb/node-api'],
  mainFields: ['module', 'main'],
  // its ESM build asks import.meta for its own place, which a bundle does not have
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  logLevel: 'warning',
});

chmodSync(path.join(root, 'dist/cli.cjs'), 0o755);

const wasmFiles = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];
for (const file of wasmFiles) copyFileSync(path.join(root, 'node_modules', file), path.join(root, 'dist', path.basename(file)));
const made = [...Object.keys(entries).map((entry) => `${entry}.cjs`), ...wasmFiles.map((file) => path.basename(file))];

// what no entry makes any more goes last, so that bundles in use are never missing
for (const name of readdirSync(path.join(root, 'dist'))) {
  if (!made.includes(name)) rmSync(path.join(root, 'dist', name), { recursive: true, force: true });
}
