import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { mayBeSameFile } from '../../api/debt/project-paths.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { rowsOfKind } from '../../api/python/row-path.ts';
import type { Value } from '../../api/python/value.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace, ProjectVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  rows: '`{model}` is trained on rows of `{file}`, which holds predictions of `{writer}`',
} as const;

interface Collected {
  readonly written: readonly { readonly path: string; readonly model: string; readonly at: KeptPlace }[];
  readonly trained: readonly { readonly path: string; readonly model: string; readonly read: KeptPlace; readonly at: KeptPlace }[];
}

export const rule = pythonProjectRule({
  id: 'debt/prediction-feedback',
  summary: 'Predictions that are written out and come back as training rows',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 4, direct feedback loops')],
  docs: {
    what: 'Finds files that hold predictions of a model and that a program of the project reads to train a model of the same class.',
    why: 'The model chooses what it will learn from: what it got wrong once becomes the truth of the next training, and the measured quality goes up while the real one goes down.',
    instead: 'Train on outcomes that were observed, not on predictions. Keep a part of the traffic that the model does not decide, and mark in the log which rows a model decided.',
    limits: 'Both paths must be written in the code. Programs that evaluate or show predictions are no feedback; a model of another class that learns from the file is reported as a cascade where its features are known.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the log of predictions is the next training set',
        format: 'python',
        fileName: 'retrain.py',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nlog = pd.read_csv("served.csv")\nmodel = LogisticRegression().fit(log[["income"]], log["paid"])\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rows\n',
        files: {
          'serve.py': 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nold = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(old[["income"]], old["paid"])\nnew = pd.read_csv("requests.csv")\nnew["paid"] = model.predict(new[["income"]])\nnew.to_csv("served.csv")\n',
        },
      },
    ],
    good: [
      {
        title: 'the log is only looked at',
        format: 'python',
        fileName: 'look.py',
        text: 'import pandas as pd\n\nprint(pd.read_csv("served.csv").describe())\n',
        files: {
          'serve.py': 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nold = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(old[["income"]], old["paid"])\nnew = pd.read_csv("requests.csv")\nnew["paid"] = model.predict(new[["income"]])\nnew.to_csv("served.csv")\n',
        },
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): Collected | null => {
    if (isTestCode(facts.document)) return null;
    const collected = { written: written(facts), trained: trained(facts) };
    return collected.written.length + collected.trained.length === 0 ? null : collected;
  },
  judge: ({ programs }) => {
    const byModel = new Map<string, Collected['written'][number][]>();
    for (const one of programs.flatMap(({ collected }) => collected.written)) {
      const known = byModel.get(one.model);
      if (known === undefined) byModel.set(one.model, [one]);
      else known.push(one);
    }
    return programs.flatMap(({ collected }) => collected.trained.flatMap((fit) => verdictOn(fit, byModel.get(fit.model) ?? [])));
  },
});

/** @param written predictions of models of its class */
function verdictOn(fit: Collected['trained'][number], written: Collected['written']): readonly ProjectVerdict<typeof MESSAGES>[] {
  const source = written.find(({ path }) => mayBeSameFile(path, fit.path));
  if (source === undefined) return [];
  const related = [
    { at: source.at, text: `predictions of \`${source.model}\` are written` },
    { at: fit.read, text: 'they are read back' },
  ];
  return [{ message: 'rows', at: fit.at, related, data: { model: { text: fit.model }, file: { text: fileName(fit.path) }, writer: { text: fileName(source.at.path) } } }];
}

function written(facts: Facts): Collected['written'] {
  return facts.writes.flatMap(({ path, value, node }) => {
    const model = path === null ? null : predictor(value, facts);
    return path === null || model === null ? [] : [{ path, model, at: placeOf(node, facts) }];
  });
}

/** The class of the model whose predictions the value holds. */
function predictor(value: Value, facts: Facts): string | null {
  if (value.kind !== 'data' || value.confidence === 'possible') return null;
  if (value.prediction !== null) return shortName(value.prediction.model);
  const predicted = value.influences.find(({ by, isApplied, node }) => by === 'model' && isApplied && facts.predictions.some(({ model }) => model.fits.some((fit) => fit.node === node)));
  return predicted?.name ?? null;
}

function trained(facts: Facts): Collected['trained'] {
  return facts.fits.flatMap(({ role, features, estimator, node }) => {
    const model = shortName(estimator.className);
    if (role !== 'model' || features === null || model === null) return [];
    const keys = new Set(rowsOfKind(features.rows, 'source').map(({ key }) => key));
    return facts.reads.flatMap((read) => (read.path !== null && read.rows?.kind === 'source' && keys.has(read.rows.key) ? [{ path: read.path, model, read: placeOf(read.node, facts), at: placeOf(node, facts) }] : []));
  });
}

function shortName(name: string | null): string | null {
  return name?.slice(name.lastIndexOf('.') + 1) ?? null;
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }, { document }: Facts): KeptPlace {
  return { path: document.path, start, end };
}
