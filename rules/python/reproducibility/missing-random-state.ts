import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { CallEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { isRun } from '../../api/python/is-run.ts';
import { drawOf, seedsOf } from '../../api/python/randomness.ts';
import { keywordEdit } from '../../api/python/reading-call.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Call } from '../../api/python/syntax.ts';
import type { ObjectValue, Value } from '../../api/python/value.ts';

const MESSAGES = {
  split: '`{name}` draws other rows each run: `{parameter}` is not set',
  estimator: '`{name}` differs from run to run: `{parameter}` is not set',
} as const;

export const rule = pythonRule({
  id: 'reproducibility/missing-random-state',
  summary: 'Splits, samples and estimators that draw by chance without a seed of their own',
  severity: 'warning',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'scikit-learn user guide', where: 'Common pitfalls: controlling randomness', url: 'https://scikit-learn.org/stable/common_pitfalls.html#controlling-randomness' }],
  docs: {
    what: 'Finds splits, shuffled folds, samples and estimators with real randomness whose `random_state` is left out or `None`.',
    why: 'Each run gives other rows or another model, so a change of the score may come from chance alone, and nobody can repeat the result.',
    instead: 'Give a fixed number, best one named once: `random_state=SEED`. Repeat the whole run with several seeds where the spread matters.',
    limits: 'Only what a script or notebook runs is told, functions it calls in other files included; a function nobody calls may be given a seeded program. What draws nothing as it is set up is left alone: `KFold` without `shuffle`, `SVC` without `probability`, `LogisticRegression` with its usual solver, and so on. Programs that seed NumPy for all of scikit-learn are repeatable and silent, as are estimators that are only handed on and never fitted, searches that set the seed, estimators inside an ensemble that has one, `set_params(random_state=…)`, calls with `**options` and tests.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'safe',
  examples: {
    bad: [
      {
        title: 'Other test rows in each run',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\n\nSEED = 7\ndf = pd.read_csv("games.csv")\ntrain, test = train_test_split(df, test_size=0.2)\n#             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ split\n',
        after: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\n\nSEED = 7\ndf = pd.read_csv("games.csv")\ntrain, test = train_test_split(df, test_size=0.2, random_state=SEED)\n',
      },
      {
        title: 'Another forest in each run',
        format: 'python',
        text: 'from sklearn.datasets import load_wine\nfrom sklearn.ensemble import RandomForestClassifier\n\nX, y = load_wine(return_X_y=True)\nmodel = RandomForestClassifier(n_estimators=300)\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ estimator\nmodel.fit(X, y)\n',
        after: 'from sklearn.datasets import load_wine\nfrom sklearn.ensemble import RandomForestClassifier\n\nX, y = load_wine(return_X_y=True)\nmodel = RandomForestClassifier(n_estimators=300, random_state=0)\nmodel.fit(X, y)\n',
      },
    ],
    good: [
      { title: 'The seed is given', format: 'python', text: 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("games.csv")\ntrain, test = train_test_split(df, test_size=0.2, random_state=7)\n' },
      { title: 'Nothing is drawn', format: 'python', text: 'from sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import KFold\n\nmodel = LogisticRegression(max_iter=500)\nfolds = KFold(5)\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (isTestCode(facts.document) || isSetLater(facts)) return [];
    const seeds = seedsOf(facts);
    const learners = learnersOf(facts);
    const isUsed = ({ api, result }: CallEvent): boolean => api?.is !== 'estimator' || (result.kind === 'object' && result.className !== null && learners.has(result.className));
    if (seeds.mayBeAll) return [];
    const reseeded = reseededBy(facts);
    const isElsewhere = ({ node }: CallEvent): boolean => moduleOf(node).path !== facts.document.path;
    const isSetElsewhere = facts.calls.some((event) => isElsewhere(event) && setsSeed(event.node));
    const isLeft = (event: CallEvent): boolean => reseeded.has(event.node) || (isElsewhere(event) && (isSetElsewhere || isTestCode(moduleOf(event.node))));
    return facts.calls.filter((event) => isRun(event) && isUsed(event) && !isLeft(event)).flatMap((event) => judge(event, seeds.libraries));
  },
  mend: ({ verdict, facts }) => {
    const event = facts.calls.find(({ node }) => node === verdict.at);
    const parameter = event === undefined ? null : (drawOf(event)?.parameter ?? null);
    if (event === undefined || parameter === null || isRepeated(event.node, facts)) return [];
    const edit = addArgument(event.node, { facts, parameter, value: seedName(event.node, facts) ?? '0' });
    return edit === null ? [] : [{ title: `Set \`${parameter}\``, safety: 'safe', edits: [edit] }];
  },
});

/** What is told one by one; draws of numbers and layers of networks depend on the global seed. */
const JUDGED: ReadonlySet<string> = new Set(['split', 'splitter', 'estimator', 'data', 'cross-validation']);

/** Their draws are told once for the whole program. */
const GLOBAL_ONLY: ReadonlySet<string> = new Set(['torch', 'tensorflow']);

function judge(event: CallEvent, seeded: ReadonlySet<string>): readonly CodeVerdict<typeof MESSAGES>[] {
  const { api, name, node, nameConfidence } = event;
  const draw = drawOf(event);
  if (api === null || name === null || draw === null || !draw.isUnseeded || !JUDGED.has(api.is) || nameConfidence === 'possible') return [];
  if (draw.parameter === null || !/^(?:random_state|seed|random_seed)$/.test(draw.parameter) || seeded.has(draw.generator) || GLOBAL_ONLY.has(draw.generator)) return [];
  const data = { name: { text: name.slice(name.lastIndexOf('.') + 1) }, parameter: { text: draw.parameter } };
  return [{ message: api.is === 'estimator' ? 'estimator' : 'split', at: node, confidence: nameConfidence, data }];
}

/** Classes of everything that learns in the program, inside pipelines and searches too. Others may still be given a seed by whoever takes them. */
function learnersOf({ fits }: Facts): ReadonlySet<string> {
  return new Set(objectsIn(fits.map(({ estimator }) => estimator)).flatMap(({ className }) => (className === null ? [] : [className])));
}

/** Where estimators are made that get their seeds from the seeded one around them. */
function reseededBy({ calls }: Facts): ReadonlySet<Call> {
  const outer = calls.filter(({ api, arguments: given }) => api?.random?.seedsParts === true && given.some(({ name, value }) => name === api.random?.parameter && !(value.kind === 'scalar' && value.value === null)));
  const inner = objectsIn(outer.flatMap(({ result }) => (result.kind === 'object' ? result.parts : [])));
  return new Set(inner.flatMap(({ call }) => (call === null ? [] : [call])));
}

/** The objects given and those they hold. */
function objectsIn(values: readonly Value[]): readonly ObjectValue[] {
  const waiting = [...values];
  const seen = new Set<Value>();
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'object') waiting.push(...value.parts);
    if (value.kind === 'sequence') waiting.push(...value.elements);
  }
  return [...seen].flatMap((value) => (value.kind === 'object' ? [value] : []));
}

/** `set_params(random_state=0)`, `model.random_state = 0`, a seed among what a search tries. */
function isSetLater(facts: Facts): boolean {
  const isAssigned = facts.nodes('Assign').some(({ targets }) => targets.some((target) => target.kind === 'Attribute' && target.attribute === 'random_state' && target.value.kind === 'Name' && target.value.id !== 'self'));
  const isParameter = facts.nodes('Call').some(setsSeed);
  const isTried = facts.nodes('Dict').some(({ items }) => items.some(({ key }) => key?.kind === 'Constant' && typeof key.value === 'string' && key.value.endsWith('random_state')));
  const isGiven = facts.nodes('Call').some(({ callee }) => /set_?random_?states?$/.test(callee.kind === 'Name' ? callee.id : callee.kind === 'Attribute' ? callee.attribute : ''));
  return isAssigned || isParameter || isTried || isGiven;
}

function setsSeed({ callee, keywords }: Call): boolean {
  return callee.kind === 'Attribute' && callee.attribute === 'set_params' && keywords.some(({ name }) => name?.endsWith('random_state') === true);
}

/** A fixed seed would make all turns the same. */
function isRepeated(call: Call, facts: Facts): boolean {
  return facts.calls.some(({ node, loops }) => node === call && loops.length > 0);
}

/** A constant of the program that other calls give, or that is named after seeds. */
function seedName(call: Call, facts: Facts): string | null {
  const numbers = facts.names.module.bindings;
  const isAbove = (name: string): boolean => {
    const [definition, ...more] = numbers.get(name)?.definitions ?? [];
    const parent = definition?.node.parent;
    return more.length === 0 && parent?.kind === 'Assign' && parent.end < call.start && parent.value.kind === 'Constant' && parent.value.type === 'int';
  };
  const given = facts.nodes('Keyword').flatMap(({ name, value }) => (name === 'random_state' && value.kind === 'Name' ? [value.id] : []));
  return [...given, ...[...numbers.keys()].filter((name) => /^(?:random_?)?(?:seed|state)$|_seed$/i.test(name))].find(isAbove) ?? null;
}

function addArgument(call: Call, { facts, parameter, value }: { readonly facts: Facts; readonly parameter: string; readonly value: string }) {
  const { document } = facts;
  if (moduleOf(call).path !== document.path) return null;
  if (call.arguments.length + call.keywords.length > 0) return keywordEdit(call, { facts, names: [parameter], value });
  return { document, start: call.end - 1, end: call.end - 1, newText: `${parameter}=${value}` };
}
