/** The rings of the test command, in the order they run: cheap and telling ones first. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../editor-host/hosts.ts';
import type { ChildRun } from './child.ts';

export interface Ring {
  readonly name: string;
  /** What it shows, for `--help`. */
  readonly about: string;
  readonly run: ChildRun;
  /** Rings that make what this one needs; they run too when this one is asked for. */
  readonly needs: readonly string[];
}

const minuteMs = 60_000;

/** Every ring that this checkout can run. */
export function allRings(): readonly Ring[] {
  return [
    ...(existsSync(path.join(projectRoot, 'tools/gen/main.ts'))
      ? [step('gen', 'generated files are up to date', tool('tools/gen/main.ts', '--check'))]
      : []),
    step('types', 'the whole project type-checks', packaged('typescript/bin/tsc', '-b')),
    step('build', 'the bundles in dist/ are made', [path.join('tools', 'build.mjs')]),
    suite('unit', 'rules, core, reports, command line, language server', ['build'], [
      ...packaged('mocha/bin/mocha.js', '--reporter', 'tools/test/totals-reporter.ts', '{rules,server,client/bridge,client/webview,tools,bench}/**/*.test.ts'),
    ]),
    step('install', 'a real VS Code and a browser for it are there', tool('tools/editor-host/main-install.ts')),
    suite('host', 'stories inside the extension host', ['build', 'install'], tool('tools/editor-host/main-host.ts')),
    suite('browser', 'stories in the workbench, seen by a browser', ['build', 'install'], tool('tools/editor-host/main-browser.ts')),
    suite('vsix', 'both of these against the installed package', ['build', 'install'], tool('tools/editor-host/main-vsix.ts')),
  ];
}

/** The rings named and what they need, in order; all of them when none is named. Errors: text names the known rings. */
export function chooseRings(rings: readonly Ring[], names: readonly string[]): readonly Ring[] {
  const unknown = names.find((name) => !rings.some((ring) => ring.name === name));
  if (unknown !== undefined) {
    throw new Error(`no ring is called \`${unknown}\`: use ${rings.map((ring) => ring.name).join(', ')}`);
  }
  if (names.length === 0) return rings;
  const wanted = new Set([...names, ...rings.filter((ring) => names.includes(ring.name)).flatMap((ring) => ring.needs)]);
  return rings.filter((ring) => wanted.has(ring.name));
}

function step(name: string, about: string, args: readonly string[]): Ring {
  return { name, about, needs: [], run: { ...node(args), counts: 'exit-code' } };
}

function suite(name: string, about: string, needs: readonly string[], args: readonly string[]): Ring {
  return { name, about, needs, run: { ...node(args), counts: 'totals' } };
}

function node(args: readonly string[]): Omit<ChildRun, 'counts'> {
  return { command: process.execPath, args, env: {}, limitMs: 10 * minuteMs };
}

function tool(script: string, ...args: readonly string[]): readonly string[] {
  return ['--import', 'tsx', script, ...args];
}

function packaged(script: string, ...args: readonly string[]): readonly string[] {
  return [path.join('node_modules', script), ...args];
}
