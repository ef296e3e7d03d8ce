/** Tests that run, can fail and are called like one of the 28: where nothing surer is found, they may be it. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { ItemId } from '../../../api/checklist/level.ts';
import type { FunctionId, FunctionSummary, OracleSummary } from '../../../api/repository/program.ts';
import { isTestPath } from '../test-paths.ts';
import { isMocked } from '../mocked-tests.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-3/tests-in-doubt',
  find: ({ programs }) => ({ checks: programs.flatMap(({ functions }) => functions.flatMap(ofTest)).slice(0, MOST_CHECKS) }),
};

/** A test speaks by its own name, its class, its file and the functions of the project that it judges. */
function ofTest(test: FunctionSummary): readonly FoundCheck[] {
  if (test.test === null || test.test.runs.answer === 'no' || test.test.touchesProject.answer === 'no' || isMocked(test)) return [];
  const oracle = test.oracles.find(mayFail);
  const names = [...namesOf(test.id), ...test.oracles.flatMap(({ judges }) => judges.filter(isOfProject).map(lastName))].map(inSnakeCase);
  if (oracle === undefined || names.some((name) => OF_SURFACES.test(name))) return [];
  const items = TOPICS.flatMap(([item, pattern]) => (names.some((name) => pattern.test(name)) ? [item] : []));
  const links = [{ at: oracle.at, text: `whether \`${test.name}\` tests this or something else cannot be told` }];
  return items.length === 0 ? [] : [{ items, at: oracle.at, text: `\`${test.name}\` is called like a test of this and can fail`, isReal: { answer: 'unknown', links }, data: 'unknown', isDoubtful: true, ranBy: { kind: 'function', id: test.id } }];
}

/** Own choice. */
const MOST_CHECKS = 300;

function mayFail({ canFail, pointsRight }: OracleSummary): boolean {
  return canFail.answer !== 'no' && pointsRight.answer !== 'no';
}

/** `test_gates.py`, `TestGates`, `test_slices`: the file, the class, the function. */
function namesOf(id: FunctionId): readonly string[] {
  const [path = '', inner = ''] = id.split('::');
  return [path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, ''), ...inner.split('.')];
}

function isOfProject(name: string): boolean {
  return name.includes('::') && !isTestPath(name.slice(0, name.indexOf('::')));
}

function lastName(id: string): string {
  return id.slice(Math.max(id.lastIndexOf('.'), id.lastIndexOf(':')) + 1);
}

function inSnakeCase(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** Pages, addresses, settings and messages pass on what they speak of. */
const OF_SURFACES = /(?:^|_)(?:apis?|endpoints?|routes?|routing|urls?|pages?|ui|cli|https?|requests?|responses?|clients?|health|constants|settings|messages?|logg\w*|audit|plots?|render\w*|html|docs?|readme)(?:_|$)/;

/** Items whose tests of code are the evidence, and for which no other sign than a name is known. Own list, in snake case. */
const TOPICS: readonly (readonly [ItemId, RegExp])[] = [
  ['data-2', /(?:^|_)(?:feature_(?:selection|importances?)|ablations?|permutation_importance|(?:low_variance|useless|unused|uninformative)_(?:features?|columns?))(?:_|$)/],
  ['data-4', /(?:^|_)(?:(?:excluded|protected|personal|sensitive|banned|forbidden)_(?:data_)?(?:features?|columns?|fields?)|no_(?:target_)?leak\w*)(?:_|$)/],
  ['data-5', /(?:^|_)(?:privacy|pii|pseudonym\w*|anonymi[sz]\w*|redact\w*|eras(?:e|es|ed|ure)|gdpr|personal_data)(?:_|$)/],
  ['model-3', /(?:^|_)(?:tun(?:e|er|es|ing)|hpo|hyper_?param\w*|grid_search|random_search|search_space|sweeps?)(?:_|$)/],
  ['infra-3', /(?:^|_)(?:integration|end_to_end|e2e|(?:whole|full|training|train|ml)_(?:run|flow|pipeline)|run_(?:one|all|pipeline)|save_load)(?:_|$)/],
];
