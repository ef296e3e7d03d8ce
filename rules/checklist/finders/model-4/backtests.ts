/** Backtests: models of different ages judged on later rows. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { rowsOf } from '../data-origin.ts';
import type { Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { computesMetric } from '../metric-calls.ts';
import { isExamplePath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'model-4/backtests',
  find: (request) => {
    if (isExamplePath(request.program.path)) return {};
    return {
      checks: judgedIn(request).flatMap((judged): readonly FoundCheck[] => {
        if (judged.oracle.kind === 'raises' || !computesMetric(request.facts, judged.cone) || !isBound(judged) || !isOfAge(judged)) return [];
        const rows = rowsOf(request.facts, judged);
        if (rows === null) return [];
        const name = judged.inside?.name ?? '';
        return [{ items: ['model-4'], at: judged.at, text: `${name === '' || name === '__main__' ? 'the file' : `\`${name}\``} bounds the quality of models of some age`, ...rows, data: 'unknown', ranBy: { kind: 'function', id: judged.id } }];
      }),
    };
  },
};

const AGE = /(?:^|_)(?:model_age|age_(?:in_)?(?:days|weeks|months)|stale\w*|(?:days|weeks|months)_old|old_models?|older_models?|model_decay|backtest\w*|age_weeks|age_days)(?:_|$)/i;
const TIME = /(?:^|_)(?:date|day|week|month|timestamp|time|cutoff\w*|until|since|ts)(?:_|$)/i;

/** The function or what it looks at speaks of age, and rows are taken by time. */
function isOfAge({ cone, inside }: Judged): boolean {
  const words = [...cone.words];
  const says = AGE.test(inside?.name ?? '') || words.some((word) => AGE.test(word));
  const isByTime = cone.nodes.some((node) => node.kind === 'Compare' && node.operators.some((operator) => /^[<>]=?$/.test(operator)) && /Subscript|Attribute/.test(node.left.kind)) && words.some((word) => TIME.test(word));
  return says && isByTime;
}
