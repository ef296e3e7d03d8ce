/** Searches for hyper-parameters in code. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { YES } from '../../../api/repository/place.ts';
import type { CodeRequest } from '../judged.ts';
import { madeBy } from '../made-by.ts';
import { calleeText, callsOf, useOf } from '../results.ts';
import { sourceOf } from '../source-of.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'model-3/searches',
  find: (request) => {
    const { facts, program, placeOf, ownerOf } = request;
    if (isTestPath(program.path) || isExamplePath(program.path) || program.kind === 'notebook') return {};
    return {
      checks: callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
        const search = searchAt(facts, node, name);
        if (search === null) return [];
        const shown = onlyShown(facts, node, search);
        return [
          {
            items: ['model-3'],
            at: placeOf(node),
            text: `\`${calleeText(facts, node)}\` searches for hyper-parameters`,
            isReal: oneCandidate(search.settings, request) ?? YES,
            data: 'unknown',
            ranBy: { kind: 'function', id: ownerOf(node) },
            ...(shown ? { atMost: 0.5 as const, because: 'what the search finds is only shown, so a person has to copy it into the training' } : {}),
          },
        ];
      }),
    };
  },
};

interface Search {
  /** The object that holds what was found; null where the call returns it. */
  readonly object: Expression | null;
  /** The call that says what is tried. */
  readonly settings: Call;
}

const OBJECTS = /^(?:sklearn\.model_selection\.(?:\w+\.)*(?:GridSearchCV|RandomizedSearchCV|HalvingGridSearchCV|HalvingRandomSearchCV)|surprise\.model_selection\.(?:\w+\.)*(?:GridSearchCV|RandomizedSearchCV)|skopt\.(?:\w+\.)*BayesSearchCV|tune_sklearn\.\w+|dask_ml\.model_selection\.\w+SearchCV|optuna\.(?:integration\.)?(?:\w+\.)*OptunaSearchCV)\.fit$/;
const CALLS = /^(?:optuna\.(?:\w+\.)*(?:Study|create_study|load_study)\.optimize|hyperopt\.(?:\w+\.)*fmin|ray\.tune\.(?:\w+\.)*(?:run|Tuner\.fit)|keras_tuner\.(?:\w+\.)*\w+\.search|kerastuner\.(?:\w+\.)*\w+\.search|tpot\.(?:\w+\.)*TPOT\w+\.fit|flaml\.(?:\w+\.)*AutoML\.fit|autosklearn\.(?:\w+\.)*Auto\w+\.fit|skopt\.(?:\w+\.)*(?:gp|forest|gbrt|dummy)_minimize|wandb\.agent|google\.cloud\.aiplatform\.(?:\w+\.)*HyperparameterTuningJob\.run|sagemaker\.tuner\.(?:\w+\.)*HyperparameterTuner\.fit|auto_surprise\.(?:\w+\.)*Engine\.train|lightgbm\.(?:\w+\.)*LightGBMTunerCV\.run|pycaret\.(?:\w+\.)*tune_model|pmdarima\.(?:\w+\.)*auto_arima|bayes_opt\.(?:\w+\.)*BayesianOptimization\.maximize|transformers\.(?:\w+\.)*Trainer\.hyperparameter_search|pyspark\.ml\.tuning\.(?:CrossValidator|TrainValidationSplit)\.fit|nevergrad\.(?:\w+\.)*minimize|flaml\.tune\.run|smac\.\w+\.optimize|ax\.\w+\.optimize|nni\.\w+)$/;

function searchAt(facts: Facts, node: Call, name: string): Search | null {
  const { callee } = node;
  if (CALLS.test(name)) return { object: callee.kind === 'Attribute' ? callee.value : null, settings: node };
  if (callee.kind !== 'Attribute' || callee.attribute !== 'fit') return null;
  if (OBJECTS.test(name)) return { object: callee.value, settings: makingOf(facts, callee.value) ?? node };
  const making = madeBy(facts, callee.value);
  return making !== null && making.call !== null && OBJECTS.test(`${making.name}.fit`) ? { object: callee.value, settings: making.call } : null;
}

function makingOf(facts: Facts, object: Expression): Call | null {
  const source = sourceOf(facts, object);
  return source.kind === 'Call' && moduleOf(source) === facts.document.module ? source : null;
}

/** A grid of one value for each parameter, or a single trial, finds nothing. */
function oneCandidate(settings: Call, { facts, placeOf }: CodeRequest): Outcome | null {
  for (const parameter of ['n_trials', 'n_iter', 'max_evals', 'num_samples']) {
    const value = writtenArgument(settings, { name: parameter, position: parameter === 'n_trials' ? 1 : null });
    if (value?.kind === 'Constant' && value.value === 1) return { answer: 'no', links: [{ at: placeOf(value), text: 'a single candidate is tried' }] };
  }
  const grid = writtenArgument(settings, { name: 'param_grid', position: 1 });
  const source = grid === null ? null : sourceOf(facts, grid);
  if (grid === null || source?.kind !== 'Dict' || source.items.length === 0) return null;
  const isSingle = source.items.every(({ key, value }) => key !== null && value.kind === 'List' && value.elements.length === 1 && value.elements[0]?.kind !== 'Starred');
  return isSingle ? { answer: 'no', links: [{ at: placeOf(source.end <= facts.document.module.end ? source : grid), text: 'every parameter has one value, so nothing is tried' }] } : null;
}

const BEST = /^(?:best_\w+|get_best_\w+|fitted_pipeline_|model|results?_?|cv_results_|trials?)$/;
const SHOWN_ONLY = /^(?:print|display|logging\.\w+|log(?:ger)?\.\w+)$/;

/** Whether what was found is printed and nothing else. */
function onlyShown(facts: Facts, call: Call, { object }: Search): boolean {
  if (call.parent.kind === 'Return' || facts.isCutShort) return false;
  const name = object?.kind === 'Name' ? object : null;
  if (name === null && call.parent.kind === 'Attribute') return BEST.test(call.parent.attribute) && isInPrint(facts, call.parent);
  if (name === null) return object === null && useOf(facts, call) !== 'read';
  const binding = facts.names.bindingOf(name);
  if (binding === null || call.parent.kind === 'Assign') return false;
  const reads = binding.reads.filter((read) => read.start > call.end);
  return reads.every((read) => read.parent.kind === 'Attribute' && BEST.test(read.parent.attribute) && isInPrint(facts, read.parent));
}

function isInPrint(facts: Facts, node: Node): boolean {
  for (let at: Node | null = node.parent; at !== null; at = at.parent) {
    if (at.kind === 'Call') return SHOWN_ONLY.test(facts.textOf(at.callee));
    if (at.kind === 'Assign' || at.kind === 'Return' || at.kind === 'FunctionDef') return false;
    if (at.kind === 'Expr') return facts.document.kind === 'notebook';
  }
  return false;
}
