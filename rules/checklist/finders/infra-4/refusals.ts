/** Tests that expect a worse model to be refused where it is promoted. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { FunctionId, FunctionSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { isMocked } from '../mocked-tests.ts';
import { below, pathOf } from '../project-calls.ts';
import { isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-4/refusals',
  find: (repository) => ({ checks: repository.programs.flatMap(({ functions }) => functions.flatMap((test) => refusalIn(repository, test))) }),
};

/** `with pytest.raises(ValueError): registry.promote("candidate")` in `test_failed_gate_cannot_replace_active_version`. */
function refusalIn(repository: Repository, test: FunctionSummary): readonly FoundCheck[] {
  if (test.test === null || !OF_QUALITY.test(test.name) || isMocked(test)) return [];
  for (const { kind, canFail, judges, at } of test.oracles) {
    if (kind !== 'raises') continue;
    for (const id of judges.filter(promotes)) {
      const raise = below(repository, { starts: [id] }).functions.flatMap(({ oracles }) => oracles.filter((each) => each.kind === 'raise'))[0];
      if (raise === undefined) continue;
      const name = id.slice(id.indexOf('::') + 2);
      const stopsPromotion = { answer: 'yes', links: [{ at: raise.at, text: `\`${name}\` raises by itself` }] } as const;
      return [{ items: ['infra-4'], at, text: `\`${test.name}\` expects \`${name}\` to refuse a model`, isReal: canFail.answer === 'no' ? canFail : YES, data: 'unknown', ranBy: { kind: 'function', id: test.id }, stopsPromotion }];
    }
  }
  return [];
}

/** What a test is called that is about how good the model is. Own list. */
const OF_QUALITY = /(?:^|_)(?:un)?(?:quality|qualified|gates?|gated|accura\w+|metrics?|scores?|thresholds?|worse|regress\w*|champion|challenger|approv\w*|failed_eval\w*|bad_model|weak|underperform\w*|degrad\w*)(?:_|$)/i;

const PROMOTES = /(?:^|\.)(?:promote|deploy|publish|release|register|activate)(?:_(?:\w+_)?(?:model|champion|candidate|challenger|artifact|version|run)s?(?:_\w+)?|_to_production|_if_better)?$/;

function promotes(name: string): name is FunctionId {
  return name.includes('::') && !isTestPath(pathOf(name as FunctionId)) && PROMOTES.test(name.slice(name.indexOf('::') + 2));
}
