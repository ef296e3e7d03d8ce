/** Explanations of one prediction that programs and commands ask a running service or a command line for. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { textOfPlace } from '../place-text.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-5'] as const;
const EXPLAINS = /(?:\/|--|\b)(?:explain(?:ation|er)?|debug|trace|attributions?|contributions|why)\b/i;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-5/asked',
  find: (repository) => ({ checks: [...inPrograms(repository), ...inCommands(repository)] }),
};

/** `requests.post(f"{url}/explain", ...)` in a script whose answer is judged. */
function inPrograms(repository: Repository): readonly FoundCheck[] {
  return repository.programs.flatMap(({ path, kind, functions }) =>
    kind === 'notebook' || isTestPath(path) || isExamplePath(path)
      ? []
      : functions.flatMap(({ id, calls, oracles }): readonly FoundCheck[] => {
          const asked = calls.find(({ name, at }) => name !== null && /^(?:requests|httpx|aiohttp|urllib)\S*\.(?:get|post|request|urlopen)$/.test(name) && /["'][^"'\n]*\/(?:explain|explanation|debug|trace)\b/i.test(textOfPlace(repository, at)));
          if (asked === undefined) return [];
          const real = oracles.find(({ canFail }) => canFail.answer === 'yes');
          const isReal: Outcome = real !== undefined ? YES : oracles.length > 0 ? UNKNOWN : { answer: 'no', links: [{ at: asked.at, text: 'nothing judges the answer' }] };
          return [{ items: ITEMS, at: asked.at, text: 'the explanation of one prediction is asked for and judged', isReal, data: 'unknown', ranBy: { kind: 'function', id } }];
        }),
  );
}

/** `python -m shop predict --explain`, `curl --fail .../explain`. */
function inCommands({ runs }: Repository): readonly FoundCheck[] {
  const seen = new Set<string>();
  return runs.flatMap((run): readonly FoundCheck[] => {
    const line = run.command.words.map((word) => word ?? '…').join(' ');
    const isAsked = (/^(?:curl|wget|http)\b/.test(line) && /\/(?:explain|explanation|debug|trace)\b/i.test(line)) || (/^(?:python\S*|poetry run|uv run)\b/.test(line) && /(?: |\/)(?:--explain\S*|explain(?:_\w+)?(?:\.py)?|trace_(?:one|prediction|request)\S*|predict\b.*--(?:debug|trace))(?: |$)/.test(line));
    const key = JSON.stringify(run.command.at);
    if (!isAsked || !EXPLAINS.test(line) || seen.has(key)) return [];
    seen.add(key);
    const isReal: Outcome = /^curl\b/.test(line) && !/(?:^| )(?:-\w*f\w*|--fail\S*)(?: |$)/.test(line) ? UNKNOWN : YES;
    return [{ items: ITEMS, at: run.command.at, text: `\`${line.split(' ').slice(0, 3).join(' ').replaceAll('`', '')}\` explains one prediction`, isReal, data: 'unknown', ranBy: { kind: 'runs', runs: runs.filter(({ command }) => JSON.stringify(command.at) === key) } }];
  });
}
