/** Tests that judge what functions of the feature code give. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { FunctionId, FunctionSummary, OracleSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { learns } from '../learning.ts';
import { FITS, classOf, modelCodeOf, pathOf } from '../project-calls.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'data-7/tests-of-features',
  find: (repository) => {
    if (!learns(repository)) return {};
    const named = featuresOf(repository);
    const handed = handedToTraining(repository);
    if (named.size === 0 && handed.size === 0) return { checks: doubtful(repository) };
    const tested = new Set<FunctionId>();
    const found: { readonly test: FunctionSummary; readonly oracle: OracleSummary; readonly of: FunctionId }[] = [];
    for (const program of repository.programs) {
      for (const test of program.functions) {
        if (test.test === null && !isNamedOnCommandLines(program.path, test.name)) continue;
        for (const oracle of test.oracles) {
          // that wrong arguments are refused says nothing of what is made of right ones
          if (oracle.kind === 'raises' || !isOfTest(test, oracle)) continue;
          const reached = reachedBy(repository, test, oracle).filter((id) => named.has(id) || handed.has(id));
          if (oracle.canFail.answer !== 'no') for (const id of reached) tested.add(id);
          const [of] = reached;
          if (of !== undefined && found.length < MOST_CHECKS) found.push({ test, oracle, of });
        }
      }
    }
    // what only the training shows to be features counts where it is tested
    const all = new Set([...named, ...tested]);
    const share = tested.size / all.size;
    if (found.length === 0) return { checks: doubtful(repository) };
    return {
      checks: found.map(({ test, oracle, of }): FoundCheck => ({
        items: ['data-7'],
        at: oracle.at,
        text: `\`${test.name}\` judges what \`${of.slice(of.indexOf('::') + 2)}\` gives`,
        isReal: realness(repository, test, oracle),
        data: 'unknown',
        ranBy: { kind: 'function', id: test.id },
        ...(share < LEAST_SHARE ? { atMost: 0.5 as const, because: `tests reach ${tested.size} of ${all.size} functions of the feature code` } : {}),
      })),
    };
  },
};

/** Code that gets rows ready and whose name says nothing of features, in files of the data. */
const OF_DATA = /(?:^|\/)(?:data|etl|ingest\w*|datasets?|process(?:ing|or)?|data_?(?:process\w*|load\w*|utils?)|pars(?:er|ers|ing)|loaders?|load_data|make_dataset|get_data)(?:\/[^/]+)*\.py$/i;
const GETS_READY = /^_?(?:parse|extract|split|merge|join|aggregate|convert|resample|pivot|window|balance|augment|generate|make|build|prepare|process|create|label|encode|to)(?:_\w+)?$/i;

/** Tests of code that may make features: nearby functions of the data, and packages that are installed from a repository of their own. */
function doubtful(repository: Repository): readonly FoundCheck[] {
  const elsewhere = repository.once(installedFromGit);
  const found: FoundCheck[] = [];
  for (const { functions } of repository.programs) {
    for (const test of functions) {
      if (test.test === null) continue;
      for (const oracle of test.oracles) {
        if (oracle.kind === 'raises' || oracle.canFail.answer === 'no' || !isOfTest(test, oracle)) continue;
        const own = oracle.judges.find((name) => name.includes('::') && !isTestPath(pathOf(name as FunctionId)) && OF_DATA.test(pathOf(name as FunctionId)) && GETS_READY.test(name.slice(name.indexOf('::') + 2)));
        const foreign = own === undefined ? oracle.judges.find((name) => elsewhere.has(name.split('.', 1)[0] ?? '') && name.split('.').some((part) => BY_NAME.test(part) || BY_CLASS.test(part))) : undefined;
        const name = own?.slice(own.indexOf('::') + 2) ?? foreign;
        if (name === undefined || found.length >= MOST_CHECKS) continue;
        const text = own === undefined ? `\`${name}\` comes from a repository of its own; whether its tests are there cannot be told` : `whether what \`${name}\` gives are features cannot be told`;
        found.push({ items: ['data-7'], at: oracle.at, text: `\`${test.name}\` judges what \`${name}\` gives`, isReal: { answer: 'unknown', links: [{ at: oracle.at, text }] }, data: 'unknown', isDoubtful: true, ranBy: { kind: 'function', id: test.id } });
      }
    }
  }
  return found;
}

/** Packages, as they are imported, that requirements take from a git repository. */
function installedFromGit({ files }: Repository): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { path } of files.matching('**/requirements*.txt', '**/pyproject.toml', '**/environment*.{yml,yaml}', '**/setup.py')) {
    const text = (files.text(path) ?? '').slice(0, MOST_TEXT);
    for (const [, named = '', last = ''] of [...text.matchAll(BY_ADDRESS), ...text.matchAll(BY_TABLE)]) for (const name of [named, last]) if (name !== '') names.add(name.replaceAll(/[-.]/g, '_').toLowerCase());
  }
  return names;
}

/** `git+https://host/team/lib-ml@v1`, `lib-ml @ git+…`. */
const BY_ADDRESS = /(?:([\w.-]{1,80}) {0,3}@ {0,3})?git\+(?:https|ssh):\/\/[^\s"'/]{1,100}\/[\w.-]{1,100}\/([\w.-]{1,100}?)(?:\.git)?(?=[@#\s"',\]]|$)/g;
/** `lib-ml = { git = "…" }` of Poetry and uv. */
const BY_TABLE = /^([\w.-]{1,80}) {0,3}= {0,3}\{[^}\n]{0,200}\bgit {0,3}= {0,3}"/gm;

/** Own choices. */
const MOST_TEXT = 100_000;
const MOST_CHECKS = 300;
/** Below this most of the feature code is not tested. */
const LEAST_SHARE = 0.5;

const BY_NAME = /(?:^|_)(?:pre_?process\w*|featur\w*|transform\w*|clean\w*|tokeni[sz]\w*|encod\w*|vectori[sz]\w*|normali[sz]\w*|imput\w*|lemmati\w*|stem\w*|one_?hot\w*|remove_(?:stop\w*|punct\w*|outliers?|nulls?|duplicates?)|bucketi[sz]\w*|discreti[sz]\w*)(?:_|$)/i;
const BY_PATH = /(?:^|\/)(?:features?|preprocess\w*|pre_process\w*|prepare\w*|data_?(?:prep|clean)\w*|feature_\w+|build_features|transforms?|clean(?:ing)?|text_process\w*|audio\w*|encod(?:ing|ers?|e)|tokeni[sz]\w*|vectori[sz]\w*|normali[sz]\w*|imput\w*|feats?)(?:\/[^/]+)?\.py$/i;
const NO_FEATURES = /^(?:__\w+__|main|_?(?:load|read|save|write|plot|show|print|log|parse_args?|get|set|is|has|check|validate|setup|fetch|download|fit|run|test|reset|register|clear|delete|create|clean_?up)(?:_\w*)?|_?\w*(?:b64|base64|url|json|utf|html|bytes|password)\w*)$/;

/** Tests in files that are handed to pytest by name: `features_tests.py`. */
function isNamedOnCommandLines(path: string, name: string): boolean {
  return /^test_/.test(name) && /(?:^|\/)[^/]*_tests\.py$/.test(path);
}

/** These make features of rows they are given. */
const PREPARES = /^_?(?:prepare|prep|process|engineer|derive|build|compute|make)_(?:\w+_)?(?:data|dataset|df|frame|inputs?|rows|columns|table|variables|signals|series|texts?)$/i;

/** What reads settings or ships: their features are words. */
const OF_SETTINGS = /(?:^|\/)(?:configs?|settings|deploy(?:ment)?|infra(?:structure)?|schedules?|releases?|cli)(?:\/[^/]+)?\.py$/i;

const IN_OUT = /^(?:__\w+__|main|_?(?:load|read|save|write|plot|show|print|log|parse_args?|fetch|download|fit|run|test|setup)(?:_\w*)?)$/;

const BY_CLASS = /(?:Feature|Preprocess|PreProcess|Transformer|Encoder|Vectori[sz]er|Tokeni[sz]er|Cleaner|Imputer|Binner|Extractor)\w*$/;
/** What trains calls besides features: models, splits, measures, settings. */
const BESIDE = /split|evaluat|score|metric|model|pipeline|network|estimator|config|param|args|seed|report|log|split|session|client|path|connect|tune|search|register|optimi[sz]er|scheduler|callback|loss|device|forward|sample|rmse|mae|mse|auc|accuracy|hash|checkpoint|approv|audit|version|json|time|^(?:psi|csi|ks|woe_?iv)$|drift|stabilit|wasserstein|divergence|calibrat|gini|lift/i;
/** Parameters that are rows, texts or signals. */
const GIVEN = /^(?:df|data|frame|texts?|x|rows?|table|ratings|signals?|audio|wave\w*|images?|series|records|events|values|history|raw\w*|columns?|documents?|sentences?|\w+_(?:df|data|frame|rows|table))$/i;

/** Functions of the project that a training calls to make what it is trained with. */
function handedToTraining(repository: Repository): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  const models = modelCodeOf(repository);
  for (const { path, kind, functions } of repository.programs) {
    if (kind === 'notebook' || isTestPath(path) || isExamplePath(path)) continue;
    for (const { calls } of functions) {
      if (!calls.some(({ name }) => name !== null && FITS.test(name))) continue;
      for (const { target } of calls) {
        const name = target === null ? '' : (target.slice(target.indexOf('::') + 2).split('.').at(-1) ?? '');
        if (target !== null && name !== '' && !models.has(target) && !IN_OUT.test(name) && !NO_FEATURES.test(name) && !BESIDE.test(name) && !isTestPath(pathOf(target)) && !isExamplePath(pathOf(target)) && repository.functionOf(target)?.parameters.some((parameter) => GIVEN.test(parameter)) === true) found.add(target);
      }
    }
  }
  return found;
}

/** Functions that make features, outside of tests. */
function featuresOf({ programs }: Repository): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (const { path, kind, functions } of programs) {
    if (kind === 'notebook' || isTestPath(path) || isExamplePath(path) || OF_SETTINGS.test(path)) continue;
    for (const { id, name, parameters } of functions) {
      if (name === '') continue;
      const owner = classOf(id)?.split('::')[1] ?? '';
      const isOfClass = BY_CLASS.test(owner) && !IN_OUT.test(name);
      const isPreparing = PREPARES.test(name) && parameters.some((parameter) => GIVEN.test(parameter));
      if ((BY_NAME.test(name) && !NO_FEATURES.test(name)) || isPreparing || (BY_PATH.test(path) && !IN_OUT.test(name)) || isOfClass) found.add(id);
    }
  }
  return found;
}

/** Code under test that refuses its arguments judges nothing that it gives. */
function isOfTest({ id }: FunctionSummary, { at }: OracleSummary): boolean {
  return at.path === pathOf(id) || isTestPath(at.path);
}

/** Functions of the project an oracle judges, with those they call. */
function reachedBy(repository: Repository, test: FunctionSummary, oracle: OracleSummary): readonly FunctionId[] {
  const fixtures = (test.test?.fixtures ?? []).filter((id) => oracle.words.includes(id.slice(id.lastIndexOf('::') + 2)));
  // `fit_transform` of a class of the project that a library's base class brings runs its own `fit` and `transform`
  const inherited = oracle.judges.some((name) => /^\w[\w.]*\.(?:fit_transform|transform|__call__)$/.test(name)) ? test.calls.flatMap(({ name, target }) => (name === null && target !== null ? [target] : [])) : [];
  const start = [...oracle.judges.filter((name): name is FunctionId => name.includes('::')), ...fixtures, ...inherited];
  const seen = new Set<FunctionId>();
  let waiting: readonly FunctionId[] = start;
  for (let depth = 0; depth <= MOST_DEPTH && waiting.length > 0; depth += 1) {
    const next: FunctionId[] = [];
    for (const id of waiting) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const { target } of repository.functionOf(id)?.calls ?? []) if (target !== null) next.push(target);
    }
    waiting = next;
  }
  return [...seen];
}

/** Calls inside each other. Own choice. */
const MOST_DEPTH = 2;

function realness(repository: Repository, test: FunctionSummary, oracle: OracleSummary): Outcome {
  if (oracle.canFail.answer !== 'yes') return oracle.canFail;
  const path = test.id.slice(0, test.id.indexOf('::'));
  const laptop = ofOneComputer(repository, path);
  if (laptop !== null) return laptop;
  const isGolden = oracle.judges.some((name) => /^pandas\.read_|^(?:joblib|pickle)\.load$/.test(name)) && oracle.kind === 'testing';
  return isGolden ? { answer: 'unknown', links: [{ at: oracle.at, text: 'what is expected is read from a file, and what made that file cannot be told' }] } : oracle.pointsRight.answer === 'unknown' ? UNKNOWN : YES;
}

const LAPTOP = /^[^\s#].*["'](?:\/Users\/\w|\/home\/(?!runner|app|jovyan|user\/|vagrant|airflow|ubuntu)\w|[A-Z]:\\{1,2}Users)/;

/** A line of the file's body, which runs before any test, that names a folder of one person's computer. */
function ofOneComputer({ files }: Repository, path: string): Outcome | null {
  const text = files.text(path);
  if (text === null) return null;
  let start = 0;
  for (const line of text.split('\n')) {
    if (LAPTOP.test(line)) return { answer: 'no', links: [{ at: files.place(path, start, start + line.length), text: 'it needs a folder of one computer, so it runs nowhere else' }] };
    start += line.length + 1;
  }
  return null;
}
