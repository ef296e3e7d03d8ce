/** Explanations of one prediction: tests that try them, code that gives them. */
import type { CodeFound, FoundCheck, ManualEvidence, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { CallSummary, FunctionId, FunctionSummary } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import { documentsAbout, joined, notebooksThat } from '../manual-evidence.ts';
import { textOfPlace } from '../place-text.ts';
import { below, isOfTests, pathOf } from '../project-calls.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['infra-5'] as const;
const EXPLAINS = /^(?:shap|lime|captum|dice_ml|eli5|interpret|alibi\.explainers|anchor|dalex|lit_nlp)\./;

export const repositoryFinder: RepositoryFinder = {
  name: 'infra-5/explanations',
  find: (repository): CodeFound =>
    joined(
      { checks: tests(repository), mentions: mentions(repository), manual: notebooksThat(repository, { items: ITEMS, calls: /^(?:lime\.\S*explain_instance|shap\.(?:plots\.(?:waterfall|force)|force_plot|waterfall_plot)|eli5\.(?:explain_prediction|show_prediction))/, what: 'explains one prediction' }) },
      { manual: ofOneExample(repository) },
      documentsAbout(repository, { items: ITEMS, title: OF_ONE, says: /\b(?:predict\w*|scores?|features?|shap|contribut\w+|model|request)\b/i, what: 'how one prediction is followed', isWithoutNumbers: true }),
    ),
};

/** One example is followed; the importances of a whole table are something else. */
const OF_ONE =
  /\b(?:debugging (?:a|one|single|guide|predictions?|the model)|tracing (?:a|one) (?:prediction|request|record)|explain(?:ing)? (?:a|one|single) prediction|(?:one|a single|an?) \w+,? step by step|(?:trace|life|journey|walk-?through) of (?:a|one|the) \w+)\b/i;

/** Notebooks that were run, explain predictions, and say above that it is one example they follow. */
function ofOneExample(repository: Repository): readonly ManualEvidence[] {
  const named = new Set(repository.documents.flatMap(({ at, titles }) => (at.path.endsWith('.ipynb') && OF_ONE.test(titles.join(' / ')) ? [at.path] : [])));
  return named.size === 0 ? [] : notebooksThat(repository, { items: ITEMS, calls: EXPLAINS, what: 'explains one prediction' }).filter(({ at }) => named.has(at.path));
}

const ABOUT = /explain|explanation|shap|lime|interpret|attribut|saliency|debug|trace|contribution|reason/i;
/** Shows what each step made of one record. */
const STEPS = /(?:^|[.:_])(?:trace|debug|explain|follow|inspect)(?:_(?:one|record|row|prediction|request|example|steps?|score|recommendation))?$|(?:^|_)(?:step_by_step|intermediate\w*)$/i;

/** Tests that call such code of the project, or ask its endpoint. */
function tests(repository: Repository): readonly FoundCheck[] {
  return repository.programs.flatMap(({ functions }) => functions.flatMap((test) => (test.test === null ? [] : checkOf(repository, test)))).slice(0, 30);
}

function checkOf(repository: Repository, test: FunctionSummary): readonly FoundCheck[] {
  const near = below(repository, { starts: [test.id], deep: 2, follows: (id) => isTestPath(pathOf(id)) || pathOf(id) === pathOf(test.id) });
  const asks = near.calls.find(({ name, at }) => name !== null && /(?:^|\.)(?:get|post|invoke|run|check_output|check_call)$/.test(name) && /["'][^"'\n]*(?:\/|--|\b)explain\b/.test(textOfPlace(repository, at)));
  const calls = near.calls.find(({ target }) => target !== null && !isTestPath(pathOf(target)) && ABOUT.test(`${test.name} ${target.slice(target.indexOf('::'))}`) && below(repository, { starts: [target], deep: 2, follows: (id) => !isTestPath(pathOf(id)) }).functions.some((each) => each.calls.some(({ name }) => name !== null && EXPLAINS.test(name))));
  const steps = near.calls.find(({ target }) => target !== null && !isTestPath(pathOf(target)) && STEPS.test(target) && new Set(repository.functionOf(target)?.calls.flatMap((each) => each.target ?? [])).size >= 2);
  const hit = [asks, calls, steps].find((each) => each !== undefined && followsOne(repository, each));
  if (hit === undefined) return [];
  const oracles = near.functions.flatMap((each) => each.oracles);
  const real = oracles.find(({ canFail }) => canFail.answer === 'yes') ?? oracles.find(({ canFail }) => canFail.answer === 'unknown') ?? oracles[0];
  const isReal: Outcome = real === undefined ? UNKNOWN : real.canFail.answer === 'yes' ? YES : real.canFail;
  return [{ items: ITEMS, at: hit.at, text: `\`${test.name}\` tries the explanation of predictions`, isReal, data: 'unknown', ranBy: { kind: 'function', id: test.id } }];
}

const WORKS = /(?:^|[._])(?:predict\w*|predict_proba|decision_function|score\w*|transform|forward|recommend\w*|rank\w*|infer\w*|embed\w*|retriev\w*|search\w*|classify\w*|generate\w*|features?\w*|model|attribut\w+|contributions?)$/i;
/** Importances over all rows. */
const OF_ALL = /\.mean\(\s*(?:axis\s*=\s*)?0\b|\bmean\([^()]*(?:\([^()]*\)[^()]*)?axis\s*=\s*0|summary_plot|beeswarm|plots\.bar\b|permutation_importance|feature_importances?_?\b|global_importance/;
/** One row, picked or given. */
const OF_ONE_ROW = /\.iloc\[|\.loc\[|\[\[|\[\s*(?:0|i|idx|index|row\w*|position|key|\w+_id)\s*\]|explain_instance|explain_prediction|waterfall|force_plot|plots\.force|reshape\(\s*1|\b(?:row|record|instance|sample|example|customer|user|patient|request|item|query|text|image)(?:_?id)?\s*[:,)=]/i;

/** What is asked for must say something of one example, where it can be seen what answers: the importances of a table are something else. */
function followsOne(repository: Repository, { target, at }: CallSummary): boolean {
  const starts = target !== null && !isTestPath(pathOf(target)) ? [target] : answering(repository, textOfPlace(repository, at));
  if (starts.length === 0) return true;
  const { functions, calls, isWhole } = below(repository, { starts, deep: 3, follows: (id) => !isTestPath(pathOf(id)) });
  const works = calls.some(({ name, target: called }) => (name !== null && (EXPLAINS.test(name) || WORKS.test(name))) || (called !== null && WORKS.test(called.slice(called.indexOf('::') + 2))));
  if (!works) return !isWhole;
  const own = functions.filter((each) => starts.includes(each.id) || OF_ALL.test(bodyOf(repository, each)) || each.calls.some((call) => call.name !== null && EXPLAINS.test(call.name)));
  const text = own.map((each) => bodyOf(repository, each)).join('\n');
  return !OF_ALL.test(text) || OF_ONE_ROW.test(text);
}

/** Commands of the project that are named `explain`, where a test calls that command and no address. */
function answering({ programs }: Repository, text: string): readonly FunctionId[] {
  if (/\/explain/.test(text)) return [];
  return programs.flatMap((program) => (isOfTests(program) ? [] : program.functions.flatMap(({ id, name }) => (/^(?:cmd_|run_|do_|handle_)?explain(?:_\w+)?$/.test(name) ? [id] : []))));
}

/** Own choice: longer functions are rare. */
const MOST_LINES = 120;

/** As it is written, up to what stands no deeper. */
function bodyOf({ files }: Repository, { at }: FunctionSummary): string {
  if (at.range === null) return '';
  const lines = (files.text(at.path) ?? '').split('\n').slice(at.range.start.line - 1, at.range.start.line - 1 + MOST_LINES);
  const depth = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0;
  const own = depth(lines[0] ?? '');
  const end = lines.findIndex((line, index) => index > 0 && /\S/.test(line) && depth(line) <= own && !/^\s*[)\]}]/.test(line));
  return (end < 0 ? lines : lines.slice(0, end)).join('\n');
}

function mentions(repository: Repository): readonly Mention[] {
  return repository.programs
    .flatMap((program): readonly Mention[] => {
      if (isOfTests(program) || isExamplePath(program.path)) return [];
      const call = program.functions.flatMap(({ calls }) => calls).find(({ name }) => name !== null && EXPLAINS.test(name));
      return call === undefined ? [] : [{ items: ITEMS, at: call.at, text: `\`${call.name ?? ''}\` explains predictions` }];
    })
    .slice(0, 5);
}
