/** Features that training and serving compute with the same function: prevented from differing, not watched. */
import type { CodeFound, FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import { YES } from '../../../api/repository/place.ts';
import type { FunctionId, FunctionSummary, ProgramSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { below, FITS, isOfTests } from '../project-calls.ts';
import { isExamplePath } from '../test-paths.ts';

const ITEMS = ['monitor-3'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-3/shared-code',
  find: (repository): CodeFound =>
    joined({ checks: shared(repository) }, documentsAbout(repository, { items: ITEMS, title: /\b(?:training[ /-]serving|train[ /-]serve|skew)\b/i, what: 'features at training and serving', sentence: { fits: [/\b(?:logged|served|serving|online) (?:features?|values?|rows?|requests?)\b/i, /\b(?:recomputed|training|offline|re-?computed)\b/i, /\b(?:differ\w*|mismatch\w*|equal|identical|same|agree\w*)\b/i], numbers: 1 } })),
};

const SERVES: ReadonlySet<string> = new Set(['fastapi', 'flask', 'django', 'starlette', 'sanic', 'bentoml', 'litserve', 'tornado', 'falcon', 'kserve', 'quart']);
const FEATURES = /feature|preprocess|pre_process|transform|encode|prepare|clean|vectorize|featurize|tokenize/i;

function shared(repository: Repository): readonly FoundCheck[] {
  const own = repository.programs.filter((program) => program.kind === 'script' && !isOfTests(program) && !isExamplePath(program.path));
  const serving = own.filter(({ imports }) => imports.some(({ package: name, isUsed }) => isUsed && SERVES.has(name)));
  const training = own.filter((program) => !serving.includes(program) && program.functions.some(({ calls }) => calls.some(({ name }) => name !== null && FITS.test(name))));
  if (serving.length === 0 || training.length === 0) return [];
  const trained = new Map(reached(repository, training).map((each) => [each.id, each]));
  const both = reached(repository, serving).filter(({ id, name, calls }) => trained.has(id) && FEATURES.test(name) && calls.length > 0 && ![...serving, ...training].some(({ path }) => id.startsWith(`${path}::__main__`)));
  return both.slice(0, 3).map(({ id, name, at }) => ({
    items: ITEMS,
    at,
    text: `training and serving compute features with the same \`${name}\``,
    isReal: YES,
    data: 'served',
    ranBy: { kind: 'always', enforced: YES, repeated: YES, chain: callersOf(repository, id, [...training, ...serving]) },
    atMost: 0.5,
    because: 'the same code keeps features from differing, and nothing measures whether they do',
  }));
}

function reached(repository: Repository, programs: readonly ProgramSummary[]): readonly FunctionSummary[] {
  return below(repository, { starts: programs.flatMap(({ functions }) => functions.map(({ id }) => id)), deep: 3 }).functions;
}

function callersOf(_: Repository, id: FunctionId, programs: readonly ProgramSummary[]): readonly { readonly at: FunctionSummary['at']; readonly text: string }[] {
  return programs.flatMap(({ functions, path }) => {
    const call = functions.flatMap(({ calls }) => calls).find(({ target }) => target === id);
    return call === undefined ? [] : [{ at: call.at, text: `\`${path}\` calls it` }];
  });
}
