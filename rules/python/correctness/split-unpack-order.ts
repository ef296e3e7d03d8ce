import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import type { CallEvent, FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { expectedOrder, saysWrongOrder } from '../../api/python/split-names.ts';
import { shortText } from '../../api/python/short-text.ts';
import type { Call, Expression, List, Tuple } from '../../api/python/syntax.ts';

const MESSAGES = {
  order: '`{split}` gives both parts of each input in turn; the names say another order',
  count: '`{split}` gives {given} parts for {inputs} inputs, {taken} names take them',
  labels: '`{name}` holds the test rows of `{input}`, not the labels of `{features}`',
} as const;

export const rule = pythonRule({
  id: 'correctness/split-unpack-order',
  summary: 'Parts of a split that are unpacked into names in the wrong order or number',
  severity: 'error',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn reference', where: 'train_test_split: returns a list with the train-test split of each input', url: 'https://scikit-learn.org/stable/modules/generated/sklearn.model_selection.train_test_split.html' }],
  docs: {
    what: '`train_test_split(X, y)` gives the training part of `X`, its test part, the training part of `y` and its test part, in this order. The rule finds names that say another order, a number of names that does not fit, and names that say nothing but are used as if the order were another one.',
    why: 'With the order wrong the model is fitted on test rows as if they were labels, or trained on the small part and tested on the large one. Where the shapes happen to fit, nothing fails and the score is wrong.',
    instead: '`X_train, X_test, y_train, y_test = train_test_split(X, y)`.',
    limits: 'Names are read by their parts (`train`, `tr`, `test`, `val`, `X`, `y`, and the names of the inputs). Where they say nothing and no `fit` tells, the rule is silent; so it is when inputs or names are starred.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Labels and rows are mixed up',
        format: 'python',
        text: 'from sklearn.datasets import load_wine\nfrom sklearn.model_selection import train_test_split\n\nX, y = load_wine(return_X_y=True)\nX_train, y_train, X_test, y_test = train_test_split(X, y, random_state=0)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ order\n',
        after: 'from sklearn.datasets import load_wine\nfrom sklearn.model_selection import train_test_split\n\nX, y = load_wine(return_X_y=True)\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n',
      },
      {
        title: 'Four parts, two names',
        format: 'python',
        text: 'from sklearn.datasets import load_wine\nfrom sklearn.model_selection import train_test_split\n\nX, y = load_wine(return_X_y=True)\ntrain, test = train_test_split(X, y, random_state=0)\n^^^^^^^^^^^ count\n',
      },
    ],
    good: [
      {
        title: 'The order of the reference',
        format: 'python',
        text: 'from sklearn.datasets import load_wine\nfrom sklearn.model_selection import train_test_split\n\nX, y = load_wine(return_X_y=True)\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n',
      },
      { title: 'One input, two parts', format: 'python', text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("games.csv")\ntrain, test = train_test_split(df, random_state=0)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => unpackedSplits(facts).flatMap((split) => judge(split, facts)),
  mend: ({ verdict, facts }) => {
    const split = unpackedSplits(facts).find(({ target }) => target === verdict.at);
    if (split === undefined || verdict.message !== 'order') return [];
    const names = expectedOrder(namesOf(split, facts));
    const [first, last] = [split.target.elements[0], split.target.elements.at(-1)];
    if (names === null || first === undefined || last === undefined) return [];
    return [{ title: 'Take the parts in the order they come', safety: 'review', edits: [{ document: facts.document, start: first.start, end: last.end, newText: names.join(', ') }] }];
  },
});

/** A split whose parts are unpacked at once. */
interface UnpackedSplit {
  readonly call: Call;
  /** Short name of what splits. */
  readonly name: string;
  readonly target: Tuple | List;
  readonly inputs: readonly Expression[];
  readonly sides: number;
}

function unpackedSplits(facts: Facts): readonly UnpackedSplit[] {
  return facts.nodes('Assign').flatMap(({ targets, value: call }): readonly UnpackedSplit[] => {
    const [target, ...more] = targets;
    if (call.kind !== 'Call' || more.length > 0 || (target?.kind !== 'Tuple' && target?.kind !== 'List')) return [];
    const name = facts.names.qualifiedName(call.callee);
    const api = name === null ? null : facts.api(name);
    if (name === null || api?.is !== 'split' || api.gives !== 'pairs' || call.arguments.length === 0) return [];
    const isPlain = [...call.arguments, ...target.elements].every(({ kind }) => kind !== 'Starred');
    return isPlain ? [{ call, name: name.slice(name.lastIndexOf('.') + 1), target, inputs: call.arguments, sides: api.sides }] : [];
  });
}

function namesOf({ target, inputs }: UnpackedSplit, facts: Facts): { readonly targets: readonly string[]; readonly inputs: readonly string[] } {
  return { targets: target.elements.map((element) => facts.textOf(element)), inputs: inputs.map((input) => facts.textOf(input)) };
}

function judge(split: UnpackedSplit, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const { target, inputs, sides, name } = split;
  const words = { split: { text: name } };
  const given = inputs.length * sides;
  if (target.elements.length !== given) return [{ message: 'count', at: target, data: { ...words, given, inputs: inputs.length, taken: target.elements.length } }];
  if (saysWrongOrder(namesOf(split, facts))) return [{ message: 'order', at: target, confidence: 'likely', data: words }];
  return sides === 2 ? usedOtherwise(split, facts) : [];
}

/** `model.fit(a, b)` where `b` is the other part of the features `a` is a part of. Both parts of the labels may be compared on purpose. */
function usedOtherwise(split: UnpackedSplit, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  if (split.inputs.length !== 2) return [];
  for (const fit of facts.fits) {
    const [features, labels] = argumentsOf(fit).map((node) => placeIn(split, node, facts));
    if (features === undefined || labels === undefined || features === null || labels === null) continue;
    if (features !== 0 || labels !== 1) continue;
    const [name, wrong] = split.target.elements;
    const [input] = split.inputs;
    if (wrong === undefined || input === undefined || name === undefined) continue;
    const [wrongText, inputText, nameText] = [wrong, input, name].map((node) => ({ text: shortText(facts.textOf(node), LONGEST_SHOWN) }));
    if (wrongText === undefined || inputText === undefined || nameText === undefined) continue;
    const data = { name: wrongText, input: inputText, features: nameText };
    return [{ message: 'labels', at: wrong, confidence: 'likely', related: [{ at: fit.node, text: `\`${data.name.text}\` is given as labels` }], data }];
  }
  return [];
}

/** Longer ones would not fit the message. */
const LONGEST_SHOWN = 12;

function argumentsOf({ call }: FitEvent): readonly Expression[] {
  const node: CallEvent['node'] | undefined = call?.node;
  return node === undefined || node.keywords.length > 0 ? [] : node.arguments.slice(0, 2);
}

/** Which part a name holds, when only this split binds it. */
function placeIn({ target }: UnpackedSplit, node: Expression, facts: Facts): number | null {
  if (node.kind !== 'Name') return null;
  const definitions = facts.names.bindingOf(node)?.definitions ?? [];
  const index = target.elements.findIndex((element) => definitions.length === 1 && definitions[0]?.node === element);
  return index < 0 ? null : index;
}
