/** Benchmarks of feature code that a command compares with earlier runs. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { FunctionSummary } from '../../../api/repository/program.ts';
import { pathOf } from '../project-calls.ts';
import { isOfFeatures } from './feature-names.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-3/benchmarks',
  find: ({ files, programs, runs }) => {
    const comparing = runs.filter(({ command: { words } }) => words.some((word) => word !== null && /^--benchmark-compare-fail/.test(word)));
    if (comparing.length === 0) return {};
    return {
      checks: programs.flatMap(({ path, functions }) =>
        functions.filter(({ test, parameters }) => test !== null && parameters.includes('benchmark')).flatMap((test): readonly FoundCheck[] => {
          const feature = measured(test, files.text(path) ?? '');
          return feature === null ? [] : [{ items: ['data-3'], at: test.at, text: `a benchmark compares what \`${feature}\` costs with an earlier run`, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: comparing } }];
        }),
      ),
    };
  },
};

/** Lines of one test. Own choice. */
const MOST_LINES = 200;

/** What `benchmark` is handed in the test, where it is feature code. */
function measured({ at, calls }: FunctionSummary, text: string): string | null {
  const after = text.split('\n').slice(at.range?.start.line ?? 0);
  const end = after.findIndex((line) => /^(?:def|class|async def|@)\b/.test(line));
  const [, given = ''] = /\bbenchmark(?:\.pedantic)?\(\s*([\w.]+)/.exec(after.slice(0, end < 0 ? MOST_LINES : end).join('\n')) ?? [];
  const last = given.slice(given.lastIndexOf('.') + 1);
  if (given === '') return null;
  const isOfModule = new RegExp(`^from +[\\w.]*(?:feature|preprocess|transform|clean)\\w* +import\\b.*\\b${last}\\b`, 'm').test(text);
  const isCalled = calls.some(({ target }) => target !== null && target.endsWith(`::${last}`) && isOfFeatures(pathOf(target).split('/').at(-1)?.replace(/\.py$/, '') ?? ''));
  return isOfFeatures(given) || isOfModule || isCalled ? last : null;
}
