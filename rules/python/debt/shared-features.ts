import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { nameList } from '../../api/python/name-list.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace } from '../../api/python-rule.ts';

const MESSAGES = {
  shared: 'The same {number} columns train models in {programs} programs: {names}',
} as const;

interface Trained {
  readonly key: string;
  readonly number: number;
  readonly model: string;
  readonly at: KeptPlace;
}

export const rule = pythonProjectRule({
  id: 'debt/shared-features',
  summary: 'One set of columns that models in several programs learn from',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 2, entanglement')],
  docs: {
    what: 'Finds models in different programs that learn from exactly the same columns, and names the programs.',
    why: 'Changing anything changes everything: whoever mends, drops or rescales one of these columns for one model changes all the others too.',
    instead: 'Keep the list of columns in one place, write down which models use it, and evaluate all of them when it changes.',
    limits: 'The columns must be known from the text, and there must be enough of them. Searches, dummies, and models compared with each other in one program are not reported.',
  },
  options: {
    minimumColumns: { kind: 'number', doc: 'Columns a set must have to be reported.', source: 'Lintel\'s own choice: small sets are equal by chance', default: 4, min: 1, max: 10000, unit: 'columns' },
  },
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'two programs, one set',
        format: 'python',
        fileName: 'churn.py',
        options: { minimumColumns: 2 },
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ndf = pd.read_csv("users.csv")\nmodel = LogisticRegression().fit(df[["age", "visits"]], df["left"])\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shared\n',
        files: { 'spend.py': 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("users.csv")\nmodel = Ridge().fit(df[["age", "visits"]], df["spent"])\n' },
      },
    ],
    good: [
      {
        title: 'two models in one program',
        format: 'python',
        options: { minimumColumns: 2 },
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression, Ridge\n\ndf = pd.read_csv("users.csv")\na = LogisticRegression().fit(df[["age", "visits"]], df["left"])\nb = Ridge().fit(df[["age", "visits"]], df["spent"])\n',
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts, options }): readonly Trained[] | null => (isTestCode(facts.document) ? null : trainedSets(facts, options.minimumColumns)),
  judge: ({ programs }) => {
    const bySet = new Map<string, Trained[]>();
    for (const { collected } of programs) for (const trained of collected) bySet.set(trained.key, [...(bySet.get(trained.key) ?? []), trained]);
    return [...bySet.values()].flatMap((all) => {
      const [first, ...others] = all;
      const paths = [...new Set(all.map(({ at }) => at.path))];
      if (first === undefined || paths.length < 2) return [];
      const related = others.slice(0, MOST_PLACES).map(({ at, model }) => ({ at, text: `\`${model}\` learns from the same columns` }));
      return [{ message: 'shared' as const, at: first.at, related, data: { number: first.number, programs: paths.length, names: { text: nameList(paths.map((path) => nameOf(path, paths))) } } }];
    });
  },
});

/** The file's name, with as many of its folders as tell it from the others. */
function nameOf(path: string, all: readonly string[]): string {
  const parts = path.split('/');
  for (let number = 1; number < parts.length; number += 1) {
    const name = parts.slice(-number).join('/');
    if (!all.some((other) => other !== path && other.endsWith(`/${name}`))) return name;
  }
  return path;
}

/** More places would hide the sentence. */
const MOST_PLACES = 10;

/** One for each set of columns. */
function trainedSets(facts: Facts, minimumColumns: number): readonly Trained[] | null {
  const sets = new Map<string, Trained>();
  const searches = new Set(facts.fits.filter(({ role }) => role === 'search').map(({ node }) => node));
  for (const { role, features, estimator, node } of facts.fits) {
    // a search is part of the work on the model it finds, and a dummy learns from no column
    if (role !== 'model' || searches.has(node) || /(?:^|\.)Dummy(?:Classifier|Regressor)$/.test(estimator.className ?? '') || features?.columns.kind !== 'exactly' || features.columns.names.length < minimumColumns) continue;
    const key = JSON.stringify([...features.columns.names].sort());
    const model = estimator.className?.split('.').at(-1) ?? 'a model';
    if (!sets.has(key)) sets.set(key, { key, number: features.columns.names.length, model, at: { path: facts.document.path, start: node.start, end: node.end } });
  }
  return sets.size === 0 ? null : [...sets.values()];
}
