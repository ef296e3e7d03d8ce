import { isTestCode } from '../../api/python/code-purpose.ts';
import { weakest } from '../../api/python/confidence.ts';
import type { SplitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { rowPath } from '../../api/python/row-path.ts';
import { sourceTables } from '../../api/python/source-tables.ts';
import type { TableColumnFacts, TableFacts } from '../../api/python/table-facts.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  torn: '{rows} rows share {entities} values of `{column}` and are split at random',
} as const;

export const rule = pythonRule({
  id: 'leakage/group-split',
  summary: 'Random splits of tables with several rows for each patient, user or session',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'scikit-learn user guide', where: 'Cross-validation iterators for grouped data', url: 'https://scikit-learn.org/stable/modules/cross_validation.html#group-cv' },
    { title: 'Leakage in Data Mining: Formulation, Detection, and Avoidance (Kaufman et al., KDD 2011)' },
  ],
  docs: {
    what: 'Finds random splits and shuffled folds of a table that was looked at and has a column that names an entity (`patient_id`, `user_id`, `session`) with at least two rows for each on average, where the column is not a feature.',
    why: 'Rows of one patient are alike. With some of them in the training part, the model recognises the patient in the test part, and the score tells how it does on patients it knows, not on new ones.',
    instead: 'Split by entity: `GroupShuffleSplit`, `GroupKFold`, or `StratifiedGroupKFold` with `groups=df["patient_id"]`.',
    limits: 'Only where the table could be read; entity columns are known by name, and what is repeated is counted. A model that is meant for the entities it knows (a recommender, or one with the column among its features) is not reported; nor are tables in which each entity has one row.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'visits of patients are split at random',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("visits.csv")\ntrain, test = train_test_split(df, random_state=0)\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ torn\nmodel = Ridge().fit(train[["weight"]], train["pressure"])\n',
        files: { 'visits.csv': 'patient_id,weight,pressure\n1,70,120\n1,71,125\n1,72,121\n2,80,140\n2,81,138\n2,79,139\n' },
      },
    ],
    good: [
      {
        title: 'the patients are split',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import GroupKFold\n\ndf = pd.read_csv("visits.csv")\nfor train, test in GroupKFold(2).split(df, groups=df["patient_id"]):\n    Ridge().fit(df[["weight"]].iloc[train], df["pressure"].iloc[train])\n',
        files: { 'visits.csv': 'patient_id,weight,pressure\n1,70,120\n1,71,125\n1,72,121\n2,80,140\n2,81,138\n2,79,139\n' },
      },
      {
        title: 'each patient has one row',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("patients.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = Ridge().fit(train[["weight"]], train["pressure"])\n',
        files: { 'patients.csv': 'patient_id,weight,pressure\n1,70,120\n2,71,125\n3,72,121\n4,80,140\n5,81,138\n6,79,139\n' },
      },
      {
        title: 'the model is meant for the users it knows',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("ratings.csv")\ntrain, test = train_test_split(df, random_state=0)\nmodel = Ridge().fit(train[["user_id", "film_id"]], train["stars"])\n',
        files: { 'ratings.csv': 'user_id,film_id,stars\n1,70,1\n1,71,2\n1,72,1\n2,80,4\n2,81,3\n2,79,3\n' },
      },
    ],
  },
  yieldsTo: ['leakage/time-shuffled-split'],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.splits.flatMap((split) => verdicts(split, facts))),
  mend: null,
});

/** Who or what is measured repeatedly. */
const ENTITIES = /(?:^|_)(?:patient|subject|user|customer|client|member|person|participant|respondent|student|employee|speaker|author|session|visitor|household|device|sensor|machine|engine|vehicle|driver|player|animal|case|encounter)(?:_?(?:id|no|nr|num|number|key|uid|uuid|code))?$/iu;

/** Rows for each entity on average, from which on a random split tears most of them apart. Own choice. */
const LEAST_ROWS_EACH = 2;

function verdicts(split: SplitEvent, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { way, isShuffled, inputs, node } = split;
  if ((way !== 'random' && way !== 'stratified') || isShuffled !== true) return [];
  for (const input of inputs) {
    if (rowPath(input.rows).some(({ kind }) => kind === 'grouped' || kind === 'copies')) continue;
    for (const { read, table } of sourceTables(input, facts)) {
      const column = entityColumn(table);
      if (column === undefined || isAboutEntities(split, column.name, facts)) continue;
      const related = [{ at: read.node, text: `\`${column.name}\` has ${column.distinct} values in ${table.rows} rows` }, { at: node, text: 'the rows are split at random' }];
      const data = { rows: table.rows, entities: column.distinct, column: { text: column.name } };
      return [{ message: 'torn', at: node, related, column: column.name, confidence: weakest('likely', input.confidence), data }];
    }
  }
  return [];
}

function entityColumn({ columns, rows }: TableFacts): TableColumnFacts | undefined {
  return columns.find(({ name, distinct, missing }) => ENTITIES.test(name) && distinct > 1 && rows - missing >= distinct * LEAST_ROWS_EACH);
}

/** Recommenders, and models that are told who it is, are for entities they know. */
function isAboutEntities({ inputs }: SplitEvent, column: string, facts: Facts): boolean {
  const roots = new Set(inputs.flatMap(({ rows }) => rowPath(rows)));
  const models = facts.fits.filter(({ features, role }) => (role === 'model' || role === 'search') && features !== null && rowPath(features.rows).some((rows) => roots.has(rows)));
  return models.some(({ features, estimator }) => estimator.className?.startsWith('surprise.') === true || (features?.columns.kind === 'exactly' && features.columns.names.includes(column)) || features?.columns.kind === 'all' && !features.columns.removed.includes(column));
}
