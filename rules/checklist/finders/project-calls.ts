/** What functions of the project lead to, over the calls that are known. */
import type { CallSummary, FunctionId, FunctionSummary, ProgramSummary } from '../../api/repository/program.ts';
import type { Repository } from '../../api/repository/repository.ts';
import { isTestPath } from './test-paths.ts';

/** Own choices: pipelines are a handful of calls deep. */
const MOST_DEEP = 5;
const MOST_FUNCTIONS = 400;

export interface Below {
  /** The function asked for first, then those it leads to, nearest first. */
  readonly functions: readonly FunctionSummary[];
  readonly calls: readonly CallSummary[];
  /** False when a bound was hit. */
  readonly isWhole: boolean;
}

/** @param follows says whether to go on into a function; into all when left out */
export function below(repository: Repository, { starts, deep = MOST_DEEP, follows }: { readonly starts: readonly FunctionId[]; readonly deep?: number; readonly follows?: (id: FunctionId) => boolean }): Below {
  const seen = new Set<FunctionId>(starts);
  const functions: FunctionSummary[] = [];
  let row: readonly FunctionId[] = starts;
  let isWhole = true;
  for (let depth = 0; depth <= deep && row.length > 0; depth += 1) {
    const next: FunctionId[] = [];
    for (const id of row) {
      const found = repository.functionOf(id);
      if (found === null) continue;
      if (functions.length >= MOST_FUNCTIONS) {
        isWhole = false;
        break;
      }
      functions.push(found);
      for (const target of [...found.calls.flatMap((call) => call.target ?? []), ...(found.test?.fixtures ?? [])]) {
        if (seen.has(target) || (follows !== undefined && !follows(target))) continue;
        seen.add(target);
        next.push(target);
      }
    }
    row = next;
  }
  return { functions, calls: functions.flatMap(({ calls }) => calls), isWhole: isWhole && row.length === 0 };
}

export function pathOf(id: FunctionId): string {
  return id.slice(0, id.indexOf('::'));
}

/** `src/net.py::Net` of a method; null for functions. */
export function classOf(id: FunctionId): string | null {
  const name = id.slice(id.indexOf('::') + 2);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : `${pathOf(id)}::${name.slice(0, dot)}`;
}

/** Files with tests, and what lies beside them. */
export function isOfTests(program: ProgramSummary): boolean {
  return isTestPath(program.path) || program.functions.some(({ test }) => test !== null);
}

/** What the body and the `__main__` of a file lead to. */
export function startsOf({ path }: Pick<ProgramSummary, 'path'>): readonly FunctionId[] {
  return [`${path}::`, `${path}::__main__`];
}

export const FITS = /(?:\.(?:fit|fit_transform|partial_fit|fit_predict|fit_generator|fit_one_cycle|fine_tune|train_on_batch|backward|train_model)|^(?:xgboost|lightgbm|catboost)\.(?:train|cv))$/;
export const READS = /(?:^|\.)(?:read_(?:csv|parquet|json|table|sql\w*|excel|pickle|feather|hdf|orc|delta)|load_(?:dataset|iris|wine|digits|diabetes|breast_cancer|data|raw\w*)|fetch_\w+|scan_(?:csv|parquet)|genfromtxt|loadtxt|image_dataset_from_directory)$/;
export const JUDGES = /^(?:sklearn|torchmetrics|torcheval|evaluate|tensorflow\.keras|keras)\.(?:metrics|load)\b|\.(?:score|evaluate|predict|predict_proba|predict_one|cross_val_score)$/;
const BUILDS = /^(?:sklearn\.(?:linear_model|ensemble|svm|tree|neighbors|naive_bayes|neural_network|cluster|mixture|pipeline|gaussian_process|discriminant_analysis|dummy)\.[A-Za-z]|(?:xgboost|lightgbm|catboost)\.[A-Z]|torch\.nn\.[A-Z]|(?:tensorflow\.)?keras\.(?:layers|models|applications|Sequential|Model|Input)\b|surprise\.[A-Z]|implicit\.\w+\.[A-Z]|transformers\.(?:Auto|T?F?\w*(?:Model|For[A-Z]))|statsmodels\.|prophet\.Prophet$|gensim\.models\.|flax\.linen\.|(?:pytorch_)?lightning\.)/;

/** What models have beside `fit`; a monitor that is set up on past rows has none. */
export const ANSWERS = /^_?(?:predict\w*|transform\w*|inverse_transform|forecast\w*|recommend\w*|score|score_samples|decision_function|infer\w*|sample\w*|generate\w*|encode\w*|embed\w*|forward|__call__|rank\w*|similar\w*|classify\w*|suggest\w*|propose\w*|top\w*|get_top\w*|most_similar|nearest\w*|query|act|choose\w*|reconstruct\w*|impute\w*|evaluate\w*|apply)$/;

/** Whether a class may be a model: it answers, has a base that may, or hands its learning on. */
function mayAnswer(repository: Repository, owner: string, methods: readonly FunctionSummary[]): boolean {
  if (methods.some(({ name, calls }) => ANSWERS.test(lastPart(name)) || calls.some((call) => call.name !== null && (BUILDS.test(call.name) || FITS.test(call.name))))) return true;
  const path = owner.slice(0, owner.indexOf('::'));
  const header = new RegExp(`class\\s+${lastPart(owner.slice(owner.indexOf('::') + 2))}\\s*(?:\\[[^\\]]*\\])?\\(([^)]*)\\)`).exec(repository.files.text(path) ?? '');
  return header?.[1] !== undefined && header[1].split(',').some((base) => !/^\s*(?:object|(?:abc\.)?ABC|(?:typing\.)?(?:Generic|Protocol)\b.*|metaclass\s*=.*|)\s*$/.test(base));
}

/** `fit` returns itself, `transform` makes features: nothing is learned. */
function isPlainTransformer(callsOfFit: number, methods: readonly FunctionSummary[]): boolean {
  const names = methods.map(({ name }) => lastPart(name));
  return callsOfFit === 0 && names.includes('transform') && !names.some((name) => ANSWERS.test(name) && !/transform/.test(name));
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

const LEARNS = /^_?(?:fit|partial_fit|factori[sz]e\w*|matrix_factori[sz]ation|similarit(?:y|ies)\w*|item_similarit\w*|gradient_step|train_step|train_epoch|fit_\w*model)$/;
const STORES = /^(?:numpy\.save\w*|joblib\.dump|pickle\.dump|torch\.save|scipy\.sparse\.save_npz|json\.dump|cloudpickle\.dump|dill\.dump)$|\.(?:to_pickle|write_text|write_bytes)$/;
const PREPARES = /(?:^|[._])(?:read|load|parse|clean|prepare|preprocess|features?|split|fetch|get|save|write|dump|store|log|args?|config|settings|setup|connect|download|path|print|main)(?:$|[._])/i;

/** What a training stores, and what it calls that, among what else it does. */
function isModelByName(id: FunctionId): boolean {
  const [path, name] = [pathOf(id), id.slice(id.indexOf('::') + 2)];
  if (PREPARES.test(name) || /feature|data|preproc|clean|util|config|\bio\b/i.test(path.slice(path.lastIndexOf('/') + 1))) return false;
  return /train|learn|fit|model|recommend|factor|similar|popular|rank|embed|matri|neighbo|cluster|weights|centroid|als\b|svd|knn|markov|bayes/i.test(`${path.slice(path.lastIndexOf('/') + 1)} ${name}`);
}

/** Functions of the project outside of tests that build or train a model, themselves or by what they call, and all methods of such classes. */
export function modelCodeOf(repository: Repository): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  const callers = new Map<FunctionId, FunctionId[]>();
  const waiting: { readonly id: FunctionId; readonly deep: number }[] = [];
  const byClass = new Map<string, FunctionId[]>();
  const methodsOf = new Map<string, FunctionSummary[]>();
  for (const { functions } of repository.programs) {
    for (const each of functions) {
      const owner = classOf(each.id);
      if (owner !== null) methodsOf.set(owner, [...(methodsOf.get(owner) ?? []), each]);
    }
  }
  for (const program of repository.programs) {
    if (isOfTests(program)) continue;
    const builds = program.functions.some(({ calls }) => calls.some(({ name }) => name !== null && BUILDS.test(name)));
    const isLearning = /train|learn|fit|model|recommend|factor|similar|predict|rank/i.test(program.path);
    for (const { id, name, calls } of program.functions) {
      const owner = classOf(id);
      // a model need not come from a library: what is stored as one, and what says that it learns
      const learns = LEARNS.test(name) && (owner === null || !/^(?:partial_)?fit$/.test(name) || (mayAnswer(repository, owner, methodsOf.get(owner) ?? []) && !isPlainTransformer(calls.length, methodsOf.get(owner) ?? [])));
      if ((learns || (builds && /^_?(?:create|build|make|get)(?:_(?:model|net|network|estimator|classifier|regressor|pipeline))?$/.test(name))) && !/__main__$/.test(id)) waiting.push({ id, deep: 3 });
      if ((isLearning || learns) && calls.some((call) => call.name !== null && STORES.test(call.name))) for (const { target } of calls) if (target !== null && isModelByName(target)) waiting.push({ id: target, deep: 3 });
      if (owner !== null) byClass.set(owner, [...(byClass.get(owner) ?? []), id]);
      for (const { target } of calls) if (target !== null) callers.set(target, [...(callers.get(target) ?? []), id]);
      if (calls.some(({ name }) => name !== null && (BUILDS.test(name) || FITS.test(name)))) waiting.push({ id, deep: 0 });
    }
  }
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (found.has(next.id)) continue;
    found.add(next.id);
    const owner = classOf(next.id);
    if (owner !== null) for (const id of byClass.get(owner) ?? []) found.add(id);
    if (next.deep < 3) for (const id of callers.get(next.id) ?? []) waiting.push({ id, deep: next.deep + 1 });
  }
  return found;
}
