// Bundles what ships: extension, language server, command line and the engine's child process.
import { build } from 'esbuild';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const entries = {
  extension: 'client/extension.ts',
  server: 'server/main-lsp.ts',
  cli: 'server/main-cli.ts',
  engine: 'server/engines/duckdb/main-child.ts',
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
  logLevel: 'warning',
});

chmodSync(path.join(root, 'dist/cli.cjs'), 0o755);

// what no entry makes any more goes last, so that bundles in use are never missing
for (const name of readdirSync(path.join(root, 'dist'))) {
  if (!Object.keys(entries).some((entry) => name === `${entry}.cjs`)) rmSync(path.join(root, 'dist', name), { recursive: true, force: true });
}
