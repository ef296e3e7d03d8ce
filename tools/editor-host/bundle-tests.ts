/** Bundles the tests that run inside the extension host: `client/e2e/<suite>/*.test.ts` to `out-test/<suite>/`. */
import { build } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './hosts.ts';

export type SuiteName = 'stories' | 'code' | 'restricted' | 'idle';

const sources = path.join(projectRoot, 'client/e2e');
const target = path.join(projectRoot, 'out-test');

const mochaModule = 'mocha/lib/mocha.cjs';

/** The module of a suite that exports run(). */
export function suiteFile(suite: SuiteName): string {
  return path.join(target, suite, 'index.cjs');
}

/** Replaces `out-test/`; each suite gets its tests and a copy of the module that runs them. */
export async function bundleTests(): Promise<void> {
  rmSync(target, { recursive: true, force: true });
  await Promise.all((['stories', 'code', 'restricted', 'idle'] as const).map(bundleSuite));
}

async function bundleSuite(suite: SuiteName): Promise<void> {
  const folder = path.join(sources, suite);
  const tests = readdirSync(folder).filter((file) => file.endsWith('.test.ts'));
  await build({
    entryPoints: [
      { in: path.join(sources, 'index.ts'), out: 'index' },
      ...tests.map((file) => ({ in: path.join(folder, file), out: file.slice(0, -'.ts'.length) })),
    ],
    outdir: path.join(target, suite),
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // The package's entry is an ES module, which require() gives back in another shape on each Node.
    alias: { mocha: mochaModule },
    external: ['vscode', mochaModule],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}
