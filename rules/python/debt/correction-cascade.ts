import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Influence } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  cascade: '`{model}` learns from predictions of `{first}`',
  chain: '`{model}` learns from predictions of {number} models: {models}',
} as const;

export const rule = pythonRule({
  id: 'debt/correction-cascade',
  summary: 'A model that learns from another model’s predictions',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 2, correction cascades')],
  docs: {
    what: 'Finds models whose features hold what another model predicted in the same program.',
    why: 'The second model learns the mistakes of the first. Whoever improves the first one makes the second one worse until it is trained again, so in the end nothing in the chain can be changed alone.',
    instead: 'Give the first model the features that tell the cases apart, or train a separate model. Where the cascade is wanted (stacking), keep both models in one estimator that is trained and evaluated as a whole.',
    limits: 'Predictions have to be followed from one model into the features of the other; through files they are not. Estimators that stack by themselves, clusters, embeddings and models that label rows are not reported.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'a forecast is a feature',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression, LogisticRegression\n\ndf = pd.read_csv("visits.csv")\ndemand = LinearRegression().fit(df[["day"]], df["visits"])\ndf["expected"] = demand.predict(df[["day"]])\nrisk = LogisticRegression().fit(df[["day", "expected"]], df["sold_out"])\n#      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ cascade\n',
      },
    ],
    good: [
      {
        title: 'the forecast is only looked at',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LinearRegression, LogisticRegression\n\ndf = pd.read_csv("visits.csv")\ndemand = LinearRegression().fit(df[["day"]], df["visits"])\nprint(demand.predict(df[["day"]]))\nrisk = LogisticRegression().fit(df[["day"]], df["sold_out"])\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.fits.flatMap((fit) => cascadeOf(fit, facts))),
  mend: null,
});

function cascadeOf(fit: FitEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  if (fit.role !== 'model' || fit.features === null || fit.way === 'train-loop') return [];
  const model = shortName(fit.estimator.className);
  const behind = fit.features.influences.filter((influence) => isPrediction(influence, fit, facts));
  const names = [...new Set(behind.map(({ name }) => name))];
  return model === null || behind.length === 0 || names.length === 0 ? [] : [verdict(fit, { model, names, shown: behind.filter(({ node }) => isKnown(moduleOf(node).path, facts)) })];
}

function verdict(fit: FitEvent, { model, names, shown }: { readonly model: string; readonly names: readonly string[]; readonly shown: readonly Influence[] }): CodeVerdict<typeof MESSAGES> {
  const related = shown.slice(0, MOST_PLACES).map(({ node, name }) => ({ at: node, text: `\`${name}\` is trained` }));
  const word = { text: model };
  const confidence = fit.features?.confidence === 'possible' ? 'possible' : 'likely';
  return names.length === 1
    ? { message: 'cascade', at: fit.node, related, confidence, data: { model: word, first: { text: names[0] ?? '' } } }
    : { message: 'chain', at: fit.node, related, confidence, data: { model: word, number: names.length, models: { text: names.slice(0, 3).map((name) => `\`${name}\``).join(', ') } } };
}

/** What another program did can be told of, but not shown. */
function isKnown(path: string, { document, followed }: Facts): boolean {
  return path === document.path || followed.has(path);
}

/** More places would hide the sentence. */
const MOST_PLACES = 5;

/** Learned by a model that really predicted here, and is another one. */
function isPrediction({ by, isApplied, node, confidence }: Influence, fit: FitEvent, facts: Facts): boolean {
  if (by !== 'model' || !isApplied || confidence === 'possible' || node === fit.node) return false;
  const learned = facts.fits.find((event) => event.node === node);
  // of what came through a file nobody knows which columns were predicted
  return learned?.role === 'model' && learned.estimator.id !== fit.estimator.id && facts.predictions.some(({ model, sequence }) => model.id === learned.estimator.id && sequence < fit.sequence);
}

function shortName(name: string | null): string | null {
  return name?.slice(name.lastIndexOf('.') + 1) ?? null;
}
