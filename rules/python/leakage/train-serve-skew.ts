import { isTestCode } from '../../api/python/code-purpose.ts';
import type { FitEvent, PredictEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Node } from '../../api/python/syntax.ts';
import type { Influence, LearnedBy, Value } from '../../api/python/value.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace, ProjectVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  refitted: '`{transformer}` is fitted anew on the rows a trained model predicts for',
  unsaved: '`{transformer}` is not saved with the model, and `{file}` predicts without it',
} as const;

interface Fitted {
  readonly transformer: string;
  readonly at: KeptPlace;
}

interface Refit extends Fitted {
  readonly predicts: KeptPlace;
}

interface Saved {
  /** The file's name; folders depend on where a program is started. */
  readonly file: string;
  readonly at: KeptPlace;
  readonly missing: readonly Fitted[];
}

interface Collected {
  /** Transformers fitted on the rows that a model, trained elsewhere, predicts for. */
  readonly refits: readonly Refit[];
  /** Transformers the rows of a model went through when it was trained. */
  readonly trained: readonly Fitted[];
  /** Models saved without a transformer of their training. */
  readonly saved: readonly Saved[];
  /** Files objects are loaded from, and where a loaded model predicts for rows nothing was learned for. */
  readonly bare: { readonly files: readonly string[]; readonly predicts: KeptPlace } | null;
}

export const rule = pythonProjectRule({
  id: 'leakage/train-serve-skew',
  summary: 'Serving code that prepares rows otherwise than the training did',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'Rules of Machine Learning (Zinkevich, Google)', where: 'Training-serving skew, rules 29 to 37', url: 'https://developers.google.com/machine-learning/guides/rules-of-ml' },
    { title: 'scikit-learn user guide', where: 'Common pitfalls: inconsistent preprocessing', url: 'https://scikit-learn.org/stable/common_pitfalls.html#inconsistent-preprocessing' },
  ],
  docs: {
    what: 'Finds programs that load a trained model and fit a scaler, imputer, encoder or vectorizer on the rows they predict for, and models saved without the transformer their training rows went through, while another program loads them and predicts without it.',
    why: 'The model learned from rows measured with the yardstick of the training rows. A scaler fitted on one request turns every request into zeros; a row that was never scaled is far outside of all the model has seen. Nothing fails: the predictions are just wrong.',
    instead: 'Put the transformers and the model into one Pipeline, save that, and only call `predict` on what is loaded.',
    limits: 'Whether a model is loaded, and what its rows went through, has to be known from the project. Files are matched by their names. A transformer that is fitted again on the training rows is not reported.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'each request is scaled by itself',
        format: 'python',
        fileName: 'serve.py',
        text: 'import joblib\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\n\nmodel = joblib.load("model.joblib")\n\ndef answer(request):\n    rows = StandardScaler().fit_transform(pd.DataFrame(request))\n    #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ refitted\n    return model.predict(rows)\n',
        files: { 'train.py': 'import joblib\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX = StandardScaler().fit_transform(df[["age"]])\nmodel = SVC().fit(X, df["sick"])\njoblib.dump(model, "model.joblib")\n' },
      },
      {
        title: 'the scaler stays behind',
        format: 'python',
        fileName: 'train.py',
        text: 'import joblib\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nX = StandardScaler().fit_transform(df[["age"]])\nmodel = SVC().fit(X, df["sick"])\nsaved = joblib.dump(model, "model.joblib")\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unsaved\n',
        files: { 'serve.py': 'import joblib\nimport pandas as pd\n\nmodel = joblib.load("model.joblib")\nrows = pd.read_csv("new.csv")\nprint(model.predict(rows[["age"]]))\n' },
      },
    ],
    good: [
      {
        title: 'the scaler is saved and loaded',
        format: 'python',
        fileName: 'serve.py',
        text: 'import joblib\nimport pandas as pd\n\nscaler, model = joblib.load("model.joblib")\nrows = pd.read_csv("new.csv")\nprint(model.predict(scaler.transform(rows[["age"]])))\n',
        files: { 'train.py': 'import joblib\nimport pandas as pd\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nscaler = StandardScaler()\nX = scaler.fit_transform(df[["age"]])\nmodel = SVC().fit(X, df["sick"])\njoblib.dump((scaler, model), "model.joblib")\n' },
      },
      {
        title: 'the pipeline is saved',
        format: 'python',
        fileName: 'serve.py',
        text: 'import joblib\nimport pandas as pd\n\nmodel = joblib.load("model.joblib")\nrows = pd.read_csv("new.csv")\nprint(model.predict(rows[["age"]]))\n',
        files: { 'train.py': 'import joblib\nimport pandas as pd\nfrom sklearn.pipeline import make_pipeline\nfrom sklearn.preprocessing import StandardScaler\nfrom sklearn.svm import SVC\n\ndf = pd.read_csv("people.csv")\nmodel = make_pipeline(StandardScaler(), SVC()).fit(df[["age"]], df["sick"])\njoblib.dump(model, "model.joblib")\n' },
      },
    ],
  },
  yieldsTo: ['leakage/fit-on-test'],
  collect: ({ facts }): Collected | null => {
    if (isTestCode(facts.document) || facts.isCutShort) return null;
    const collected = { refits: refits(facts), trained: trainedWith(facts), saved: savedModels(facts), bare: bareUse(facts) };
    return collected.refits.length + collected.trained.length + collected.saved.length === 0 && collected.bare === null ? null : collected;
  },
  judge: ({ programs }) => [...programs.flatMap(({ collected }) => collected.refits.map((refit) => refitVerdict(refit, programs))), ...programs.flatMap(({ collected, path }) => collected.saved.flatMap((saved) => unsavedVerdict(saved, path, programs)))],
});

type Program = { readonly path: string; readonly collected: Collected };

function refitVerdict(refit: Refit, programs: readonly Program[]): ProjectVerdict<typeof MESSAGES> {
  const training = programs.flatMap(({ collected }) => collected.trained).find(({ transformer }) => transformer === refit.transformer);
  const related = [
    ...(training === undefined ? [] : [{ at: training.at, text: `\`${training.transformer}\` is fitted on the training rows` }]),
    { at: refit.at, text: 'it is fitted on other rows' },
    { at: refit.predicts, text: 'a loaded model predicts for them' },
  ];
  return { message: 'refitted', at: refit.at, related, data: { transformer: { text: refit.transformer } }, confidence: 'likely' };
}

function unsavedVerdict({ file, at, missing }: Saved, path: string, programs: readonly Program[]): readonly ProjectVerdict<typeof MESSAGES>[] {
  const [fitted] = missing;
  const user = programs.find((program) => program.path !== path && program.collected.bare?.files.includes(file) === true);
  if (fitted === undefined || user?.collected.bare == null) return [];
  const related = [
    { at: fitted.at, text: `\`${fitted.transformer}\` learns from the training rows` },
    { at, text: 'the model is saved without it' },
    { at: user.collected.bare.predicts, text: 'the loaded model predicts for rows as they are' },
  ];
  return [{ message: 'unsaved', at, related, data: { transformer: { text: fitted.transformer }, file: { text: lastPart(user.path) } } }];
}

// One program

/** What is learned to prepare rows. */
const PREPARING: ReadonlySet<LearnedBy> = new Set(['scaler', 'imputer', 'encoder', 'discretizer', 'decomposition', 'vectorizer', 'selector', 'supervised-selector', 'target-encoder']);

function preparations(influences: readonly Influence[], facts: Facts): readonly FitEvent[] {
  const nodes = new Set(influences.filter(({ by, isApplied, confidence }) => isApplied && PREPARING.has(by) && confidence !== 'possible').map(({ node }) => node));
  return facts.fits.filter(({ node, role }) => nodes.has(node) && role !== 'model' && role !== 'search');
}

function fittedOf({ estimator, node }: FitEvent): Fitted {
  return { transformer: estimator.className?.split('.').at(-1) ?? 'transformer', at: placeOf(node) };
}

/** Whether the model came into this program trained. */
function isLoaded({ model }: PredictEvent, facts: Facts): boolean {
  const isOwn = model.fits.some((fit) => facts.fits.includes(fit));
  return !isOwn && (model.isLoaded || model.fits.length > 0) && facts.reads.some(({ path, result }) => result === null || result.kind === 'object' || isObjectFile(path));
}

function refits(facts: Facts): readonly Refit[] {
  return facts.predictions
    .filter((prediction) => isLoaded(prediction, facts))
    .flatMap((prediction) => {
      const own = preparations(prediction.features.influences, facts).filter(({ features, labels }) => (features ?? labels)?.rows === prediction.features.rows);
      return own.map((fit) => ({ ...fittedOf(fit), predicts: placeOf(prediction.node) }));
    })
    .filter((refit, index, all) => all.findIndex(({ at }) => at.start === refit.at.start && at.path === refit.at.path) === index);
}

function trainedWith(facts: Facts): readonly Fitted[] {
  return facts.fits.filter(({ role, features }) => (role === 'model' || role === 'search') && features !== null).flatMap(({ features }) => preparations(features?.influences ?? [], facts).map(fittedOf));
}

function savedModels(facts: Facts): readonly Saved[] {
  const kept = facts.writes.flatMap(({ value }) => objectsIn(value));
  return facts.writes.flatMap(({ path, value, node }): readonly Saved[] => {
    const fits = facts.fits.filter(({ estimator, role }) => (role === 'model' || role === 'search') && objectsIn(value).includes(estimator.id));
    const missing = fits.flatMap(({ features }) => preparations(features?.influences ?? [], facts)).filter(({ estimator }) => !kept.includes(estimator.id));
    return path === null || missing.length === 0 ? [] : [{ file: lastPart(path), at: placeOf(node), missing: missing.map(fittedOf) }];
  });
}

function bareUse(facts: Facts): Collected['bare'] {
  const files = facts.reads.flatMap(({ path }) => (isObjectFile(path) && path !== null ? [lastPart(path)] : []));
  const bare = facts.predictions.filter((prediction) => isLoaded(prediction, facts) && prediction.features.confidence !== 'possible');
  const [first] = bare;
  const isPrepared = facts.predictions.some(({ features }) => features.influences.some(({ isApplied }) => isApplied)) || facts.calls.some(({ node }) => node.callee.kind === 'Attribute' && /^(?:fit_)?transform$/u.test(node.callee.attribute));
  return files.length === 0 || first === undefined || isPrepared ? null : { files, predicts: placeOf(first.node) };
}

function isObjectFile(path: string | null): boolean {
  return path !== null && /\.(?:pkl|pickle|joblib|sav|model|dill|bin)$/iu.test(path);
}

function objectsIn(value: Value): readonly number[] {
  switch (value.kind) {
    case 'object':
      return [value.id, ...value.parts.flatMap(objectsIn), ...[...value.attributes.values()].flatMap(objectsIn)];
    case 'sequence':
      return value.elements.flatMap(objectsIn);
    case 'mapping':
      return [...value.entries.values()].flatMap(objectsIn);
    default:
      return [];
  }
}

function lastPart(path: string): string {
  return path.split(/[/\\]/u).at(-1) ?? path;
}

function placeOf(node: Node): KeptPlace {
  return { path: moduleOf(node).path, start: node.start, end: node.end };
}
