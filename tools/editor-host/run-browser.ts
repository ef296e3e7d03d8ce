/** Runs the browser stories as a mocha process of their own. */
import path from 'node:path';
import { runChild } from '../test/child.ts';
import type { HostName } from './hosts.ts';
import type { SuiteResults } from './results.ts';

export interface BrowserSuiteOptions {
  readonly host: HostName;
  /** Holds the installed extension; null tests the one in this folder. */
  readonly extensionsFolder: string | null;
}

/** Names the variables by which the stories learn what to open. */
export const storyVariables = { host: 'LINTEL_STORY_HOST', extensions: 'LINTEL_STORY_EXTENSIONS' } as const;

const limitMs = 300_000;

export function runBrowserSuite({ host, extensionsFolder }: BrowserSuiteOptions): Promise<SuiteResults> {
  return runChild({
    command: process.execPath,
    args: [
      'node_modules/mocha/bin/mocha.js',
      ...['--no-config', '--node-option', 'import=tsx', '--timeout', '90000'],
      ...['--reporter', 'tools/test/totals-reporter.ts'],
      path.join('tools/editor-host/browser', '*.story.ts'),
    ],
    env: { [storyVariables.host]: host, [storyVariables.extensions]: extensionsFolder ?? '' },
    limitMs,
    counts: 'totals',
  });
}
