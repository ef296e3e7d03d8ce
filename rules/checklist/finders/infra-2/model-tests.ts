/** Tests that build or train models of the project and assert something of them. */
import type { FoundCheck, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { FunctionId, FunctionSummary, OracleSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { textOfPlace } from '../place-text.ts';
import { below, modelCodeOf, pathOf } from '../project-calls.ts';
import { isTestPath } from '../test-paths.ts';
import { isMocked } from '../mocked-tests.ts';

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-2/model-tests',
  find: (repository) => {
    const code = repository.once(modelCodeOf);
    const checks = repository.programs.flatMap((program) => program.functions.flatMap((test) => (test.test === null ? [] : checkOf(repository, { test, code, isCutShort: program.isCutShort }))));
    return { checks: checks.length > 0 ? best(checks) : answersTested(repository) };
  },
};

/** Tests that are judged; a hundred good ones say what thousand do. Own choice. */
const MOST_CHECKS = 100;
const ORDER: readonly Outcome['answer'][] = ['yes', 'unknown', 'no'];

/** One test without an assertion beside good ones pretends nothing. */
function best(all: readonly FoundCheck[]): readonly FoundCheck[] {
  const better = all.filter(({ isReal }) => isReal.answer !== 'no');
  const checks = better.length > 0 ? better : all;
  return ORDER.flatMap((answer) => checks.filter(({ isReal }) => isReal.answer === answer)).slice(0, MOST_CHECKS);
}

/** Answers of what the project serves. */
const SERVES = /^_?(?:predict|recommend|forecast|infer|classify|rank|suggest)\w*$/;

/** Tests of answers whose model is loaded from somewhere: what specifies it is not seen. */
function answersTested(repository: Repository): readonly FoundCheck[] {
  const found: FoundCheck[] = [];
  for (const { functions } of repository.programs) {
    for (const test of functions) {
      if (test.test === null || isOfMadeUpModel(repository, test) || isMocked(test)) continue;
      for (const { kind, at, canFail, judges } of test.oracles) {
        const asked = judges.find((name) => name.includes('::') && !isTestPath(pathOf(name as FunctionId)) && SERVES.test(name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')) + 1)));
        if (kind === 'raises' || canFail.answer === 'no' || asked === undefined || found.length >= MOST_CHECKS) continue;
        const name = asked.slice(asked.indexOf('::') + 2);
        found.push({ items: ['infra-2'], at, text: `\`${test.name}\` asserts something of what \`${name}\` answers`, isReal: { answer: 'unknown', links: [{ at, text: `whether \`${name}\` belongs to how the model is specified cannot be told` }] }, data: 'synthetic', isDoubtful: true, ranBy: { kind: 'function', id: test.id } });
      }
    }
  }
  return found;
}

interface Tested {
  readonly test: FunctionSummary;
  readonly code: ReadonlySet<FunctionId>;
  readonly isCutShort: boolean;
}

function checkOf(repository: Repository, { test, code, isCutShort }: Tested): readonly FoundCheck[] {
  const around = below(repository, { starts: [test.id], deep: 3, follows: (id) => isTestPath(pathOf(id)) || pathOf(id) === pathOf(test.id) });
  const calls = around.calls.filter(({ target }) => target !== null && code.has(target) && shortName(target) !== '');
  const [call] = calls;
  const estimator = around.calls.find(({ name }) => name !== null && /(?:^|\.)(?:check_estimator|assert_model_can_be_loaded)$/.test(name));
  const smoke = around.calls.find(({ name, at }) => name !== null && /(?:^|\.)Trainer$/.test(name) && /fast_dev_run\s*=\s*(?:True|[1-9])|overfit_batches\s*=\s*[\d.]+/.test(textOfPlace(repository, at)));
  if (call === undefined && estimator === undefined) return [];
  if (estimator === undefined && isOfMadeUpModel(repository, test)) return [];
  // what the project raises by itself is not what the test asks
  const oracles = around.functions.flatMap((each) => each.oracles).filter(({ at: { path } }) => path === pathOf(test.id) || isTestPath(path));
  const about = oracles.filter(({ judges }) => {
    const own = judges.filter((name) => name.includes('::'));
    return own.length === 0 || own.some((name) => code.has(name as FunctionId));
  });
  const called = call?.target ?? null;
  const model = called === null ? 'an estimator of the project' : `\`${shortName(called)}\``;
  const base = { items: ['infra-2'] as const, data: 'synthetic' as const, ranBy: { kind: 'function' as const, id: test.id } };
  if (estimator !== undefined || smoke !== undefined) return [{ ...base, at: (estimator ?? smoke ?? test).at, text: `\`${test.name}\` runs ${model} as a whole on a small input`, isReal: YES }];
  const real = about.find((oracle) => realOf(oracle).answer === 'yes') ?? about.find((oracle) => realOf(oracle).answer === 'unknown') ?? about[0];
  if (real !== undefined) return [{ ...base, at: real.at, text: `\`${test.name}\` asserts something of what ${model} does`, isReal: realOf(real) }];
  if (oracles.length > 0 || call === undefined) return [];
  const isReal: Outcome = isCutShort || !around.isWhole || around.calls.some(({ name, target }) => name === null && target === null) ? UNKNOWN : { answer: 'no', links: [{ at: test.at, text: `\`${test.name}\` calls ${model} and asserts nothing` }] };
  return [{ ...base, at: call.at, text: `\`${test.name}\` calls ${model}`, isReal }];
}

/** A model the test writes itself, whose answers it then asks for: it says what wraps models, not what the project's model learns. */
function isOfMadeUpModel(repository: Repository, test: FunctionSummary): boolean {
  const text = bodyOf(repository, test);
  const made = /^[ \t]+class\s+(\w+)\s*(?:\(\s*(?:object)?\s*\))?\s*:/m.exec(text)?.[1];
  return made !== undefined && /\bdef\s+(?:predict\w*|forward|forecast|recommend)\s*\(\s*self\b/.test(text) && new RegExp(`\\b${made}\\s*\\(`).test(text.slice(text.indexOf(`class ${made}`) + made.length + 6));
}

/** Lines of a test further in than its own. */
function bodyOf({ files }: Repository, { at: { path, cell, range } }: FunctionSummary): string {
  if (cell !== null || range === null) return '';
  const [own = '', ...after] = files.text(path)?.split('\n', range.start.line + MOST_LINES).slice(range.start.line - 1) ?? [];
  const indent = own.search(/\S/);
  const end = after.findIndex((line) => line.trim() !== '' && line.search(/\S/) <= indent && !/^\s*\)/.test(line));
  return after.slice(0, end < 0 ? undefined : end).join('\n');
}

/** Tests are shorter. Own choice. */
const MOST_LINES = 200;

/** Counting layers says little of what they compute. */
function realOf({ canFail, pointsRight, words }: OracleSummary): Outcome {
  const outcome = [canFail, pointsRight].find(({ answer }) => answer === 'no') ?? [canFail, pointsRight].find(({ answer }) => answer === 'unknown') ?? YES;
  if (outcome.answer === 'yes' && words.includes('layers') && words.every((word) => /^(?:layers|model|net|len)$/.test(word))) return UNKNOWN;
  return outcome;
}

function shortName(id: FunctionId): string {
  return id.slice(id.indexOf('::') + 2).replace(/\.__init__$/, '');
}
