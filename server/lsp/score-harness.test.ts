/** The real score in the process of the test, with what was asked of it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { finders } from '../../rules/checklist/finders.generated.ts';
import { rules } from '../../rules/index.generated.ts';
import { testPythonTools } from '../../tools/python-tools.ts';
import { testShell } from '../../tools/test-repository.ts';
import type { Git } from '../core/ports.ts';
import { createAnalysisCache } from '../core/repository/gather/analysis-cache.ts';
import { scoreFolder } from '../core/score/score-folder.ts';
import type { Scorer } from '../core/score/scorer.ts';
import { createNodeFiles } from '../host/files.ts';

export interface TestScorer extends Scorer {
  /** Names of the folders in the order they were scored, and of those git was asked about. */
  readonly scored: string[];
  readonly askedGit: string[];
  readonly rests: number[];
}

/** The real score in this process. @param before awaited before each score */
export function testScorer(before: () => Promise<void> = async () => undefined): TestScorer {
  const [scored, askedGit, rests]: [string[], string[], number[]] = [[], [], []];
  const cache = createAnalysisCache();
  const git: Git = { read: async (root) => (askedGit.push(nameOf(root)), { kind: 'none' }) };
  const digestOf = async (path: string): Promise<string> => createHash('sha256').update(await readFile(path)).digest('hex');
  return {
    scored,
    askedGit,
    rests,
    score: async (request, hooks) => {
      scored.push(nameOf(request.root));
      await before();
      const [tools, shell] = [await testPythonTools(), await testShell()];
      const clock = { today: () => '2026-03-01', nowMs: () => 0, pause: async () => undefined, after: () => () => undefined };
      const log = { info: () => undefined, warn: (text: string) => assert.fail(text) };
      const ports = { files: createNodeFiles(), clock, log, git, digestOf, openPython: async () => ({ ok: true as const, tools }), openShell: async () => ({ ok: true as const, shell }) };
      return scoreFolder({ ...request, ...hooks, checklist, finders, rules, cache }, ports);
    },
    rest: async () => void rests.push(scored.length),
  };
}

function nameOf(root: string): string {
  return /[^/]*$/.exec(root)?.[0]?.replace(/^lintel-lsp-test-.*/, '.') ?? '';
}
