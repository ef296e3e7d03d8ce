import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Compare, Constant, Expression } from '../../api/python/syntax.ts';
import type { Data } from '../../api/python/value.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  inline: 'Scores of `{model}` are cut at {number}, a number written into the comparison',
  named: 'Scores of `{model}` are cut at `{name}`, which is {number} whatever the model',
} as const;

export const rule = pythonRule({
  id: 'debt/fixed-threshold',
  summary: 'Scores compared with a number that is written into the code',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 7, fixed thresholds in dynamic systems'), hiddenDebt('section 5, plain-old-data type smell')],
  docs: {
    what: 'Finds probabilities and scores of a model that are compared with a number in the code.',
    why: 'The number belongs to one model on one day. When the model is trained again, its scores move and the number stays: as many rows as before are no longer let through, and nothing fails.',
    instead: 'Compute the threshold on validation rows when the model is trained, save it with the model, and load both together.',
    limits: 'The scores must be known to come from a model. Cuts at 0, 0.5 and 1, loops over thresholds and thresholds that come from anywhere but the text are not reported.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'in the comparison',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\ndf = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(df[["income"]], df["paid"])\nscores = model.predict_proba(df[["income"]])[:, 1]\napproved = scores > 0.37\n#                   ^^^^ inline\n',
      },
      {
        title: 'as a constant',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n\nCUT = 0.37\ndf = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(df[["income"]], df["paid"])\napproved = model.predict_proba(df[["income"]])[:, 1] >= CUT\n#                                                       ^^^ named\n',
      },
    ],
    good: [
      {
        title: 'the threshold is learned',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.metrics import precision_recall_curve\n\ndf = pd.read_csv("loans.csv")\nmodel = LogisticRegression().fit(df[["income"]], df["paid"])\nscores = model.predict_proba(df[["income"]])[:, 1]\nprecision, recall, cuts = precision_recall_curve(df["paid"], scores)\napproved = scores > cuts[precision[:-1] > recall[:-1]].min()\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) || isExampleCode(facts.document) ? [] : facts.nodes('Compare').flatMap((compare) => verdictsOn(compare, facts))),
  mend: null,
});

const ORDERS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
/** The middle and the ends are nobody's choice. */
const PLAIN: ReadonlySet<number> = new Set([0, 0.5, 1]);

function verdictsOn({ left, operators, comparators }: Compare, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const right = comparators[0];
  if (right === undefined || comparators.length !== 1 || !ORDERS.has(operators[0] ?? '')) return [];
  for (const [score, cut] of [[left, right], [right, left]] as const) {
    const number = numberOf(cut, facts);
    const model = number === null ? null : scoringModel(score, facts);
    if (number === null || model === null) continue;
    const word = { text: model };
    if (cut.kind !== 'Name') return [{ message: 'inline', at: cut, data: { model: word, number } }];
    return [{ message: 'named', at: cut, data: { model: word, number, name: { text: cut.id } } }];
  }
  return [];
}

/** A literal, or a constant of the module that is set once to one. */
function numberOf(expression: Expression, facts: Facts): number | null {
  const literal = expression.kind === 'Name' ? literalOf(expression, facts) : expression;
  if (literal?.kind !== 'Constant' || (literal.type !== 'float' && literal.type !== 'int') || typeof literal.value !== 'number') return null;
  return PLAIN.has(literal.value) ? null : literal.value;
}

function literalOf(name: Expression & { readonly kind: 'Name' }, { names }: Facts): Constant | null {
  const [definition, ...more] = names.bindingOf(name)?.definitions ?? [];
  const parent = definition?.node.parent;
  const value = more.length === 0 && definition?.kind === 'assignment' && parent?.kind === 'Assign' && parent.targets.length === 1 ? parent.value : null;
  return value?.kind === 'Constant' ? value : null;
}

/** The class of the model whose probabilities or scores they all are; null when any is something else. */
function scoringModel(expression: Expression, facts: Facts): string | null {
  const values = facts.valuesOf(expression);
  const models = new Set(values.map((value) => (value.kind === 'data' && isScore(value) ? (value.prediction?.model ?? null) : null)));
  const [model] = models;
  return models.size === 1 && model != null ? model.slice(model.lastIndexOf('.') + 1) : null;
}

function isScore({ prediction, confidence }: Data): boolean {
  return confidence !== 'possible' && (prediction?.output === 'probabilities' || prediction?.output === 'scores');
}
