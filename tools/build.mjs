// Bundles what ships: extension, language server, command line, the engine's child process, the processes that check code and score, the score panel, and the script of HTML reports.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

// stands for the hash of all bundles until they are there
const NO_BUILD_ID = '0'.repeat(24) + 'lintel-build-id' + '0'.repeat(25);

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
  define: { LINTEL_BUILD_ID: JSON.stringify(NO_BUILD_ID) },
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

// so is the script that HTML reports carry with them
await build({
  absWorkingDir: root,
  entryPoints: { 'report-page': 'server/report/html/page/main.ts' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  charset: 'ascii',
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
});

const pageFiles = ['panel.js', 'panel.css', 'codicon.ttf', 'report-page.js'];

chmodSync(path.join(root, 'dist/cli.cjs'), 0o755);

const wasmFiles = ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm', 'tree-sitter-bash/tree-sitter-bash.wasm'];
for (const file of wasmFiles) copyFileSync(path.join(root, 'node_modules', file), path.join(root, 'dist', path.basename(file)));

// what is kept of earlier runs holds for one build only, its parsers and its engine with it
const buildHash = createHash('sha256');
for (const file of [...Object.keys(entries).map((entry) => `dist/${entry}.cjs`), ...wasmFiles.map((file) => `dist/${path.basename(file)}`), 'package.json']) {
  if (existsSync(path.join(root, file))) buildHash.update(readFileSync(path.join(root, file)));
}
const buildId = buildHash.digest('hex');
for (const entry of Object.keys(entries)) {
  const file = path.join(root, `dist/${entry}.cjs`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (text.includes(NO_BUILD_ID)) writeFileSync(file, text.replaceAll(NO_BUILD_ID, buildId));
}

const made = [...Object.keys(entries).map((entry) => `${entry}.cjs`), ...wasmFiles.map((file) => path.basename(file)), ...pageFiles];

// what no entry makes any more goes last, so that bundles in use are never missing
for (const name of readdirSync(path.join(root, 'dist'))) {
  if (!made.includes(name)) rmSync(path.join(root, 'dist', name), { recursive: true, force: true });
}
