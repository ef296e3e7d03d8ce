// Bundles what ships: extension, language server, command line, the engine's child process, the processes that check code and score, and the score panel.
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
  // every process holds the text of its bundle; names stay, for stack traces
  minifyWhitespace: true,
  minifySyntax: true,
  mainFields: ['module', 'main'],
  // its ESM build asks import.meta for its own place, which a bundle does not have
  alias: { 'web-tree-sitter': path.join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
  logLevel: 'warning',
});

// the score panel is a page of its own
await build({
  absWorkingDir: root,
  entryPoints: { panel: 'client/webview/main.ts' },
  outdir: 'dist',
  assetNames: '[name]',
  bundle: true,
  minify: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  loader: { '.ttf': 'file' },
  logLevel: 'warning',
});
const panelFiles = ['panel.js', 'panel.css', 'codicon.ttf'];

chmodSync(path.join(root, 'dist/cli.cjs'), 0o755);

const wasmFiles = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];
for (const file of wasmFiles) copyFileSync(path.join(root, 'node_modules', file), path.join(root, 'dist', path.basename(file)));
const made = [...Object.keys(entries).map((entry) => `${entry}.cjs`), ...wasmFiles.map((file) => path.basename(file)), ...panelFiles];

// what no entry makes any more goes last, so that bundles in use are never missing
for (const name of readdirSync(path.join(root, 'dist'))) {
  if (!made.includes(name)) rmSync(path.join(root, 'dist', name), { recursive: true, force: true });
}
