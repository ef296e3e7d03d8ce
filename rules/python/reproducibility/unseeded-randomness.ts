import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace } from '../../api/python-rule.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { CallEvent, FitEvent } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { isRun } from '../../api/python/is-run.ts';
import { nameList } from '../../api/python/name-list.ts';
import { drawOf, seedsOf } from '../../api/python/randomness.ts';
import { moduleOf } from '../../api/python/syntax.ts';
import type { Node } from '../../api/python/syntax.ts';

const MESSAGES = {
  unseeded: 'Training draws from {libraries}, and nothing sets their seed',
} as const;

/** What a library draws first. */
interface FirstDraw {
  readonly library: string;
  readonly place: KeptPlace;
  readonly text: string;
}

export const rule = pythonProjectRule({
  id: 'reproducibility/unseeded-randomness',
  summary: 'Programs that train with random numbers of libraries they do not seed',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'PyTorch documentation', where: 'Reproducibility', url: 'https://docs.pytorch.org/docs/stable/notes/randomness.html' },
    { title: 'Bouthillier et al.: Accounting for Variance in Machine Learning Benchmarks (MLSys 2021)' },
  ],
  docs: {
    what: 'A script or notebook trains a model and draws from the global generators of `random`, NumPy, PyTorch or TensorFlow (shuffles, initial weights, dropout, noise), while nothing it runs sets their seed. Each program is told once, with every library it forgets.',
    why: 'Two runs of the same code give two models. Whether a change helped cannot be told from chance, and a result cannot be repeated when it is asked for.',
    instead: 'Seed each library once at the start: `random.seed(SEED)`, `np.random.seed(SEED)`, `torch.manual_seed(SEED)`, `tf.random.set_seed(SEED)`, or `keras.utils.set_random_seed(SEED)` for all.',
    limits: 'Only programs that train when they are run count: modules with functions for others, and tests, do not. Seeds set in a helper of the project count; so does any call that is named after seeds. Splits and estimators without `random_state` have a rule of their own.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'Noise in the training rows',
        format: 'python',
        text: 'import numpy as np\nfrom sklearn.datasets import load_wine\nfrom sklearn.linear_model import LogisticRegression\n\nX, y = load_wine(return_X_y=True)\nX = X + np.random.normal(size=X.shape)\n#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unseeded\nmodel = LogisticRegression().fit(X, y)\n',
      },
    ],
    good: [
      {
        title: 'Seeded at the start',
        format: 'python',
        text: 'import numpy as np\nfrom sklearn.datasets import load_wine\nfrom sklearn.linear_model import LogisticRegression\n\nnp.random.seed(7)\nX, y = load_wine(return_X_y=True)\nX = X + np.random.normal(size=X.shape)\nmodel = LogisticRegression().fit(X, y)\n',
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }): readonly FirstDraw[] | null => {
    if (isTestCode(facts.document) || facts.isCutShort || !facts.fits.some(isRun)) return null;
    const seeds = seedsOf(facts);
    if (seeds.mayBeAll) return null;
    const draws = firstDraws(facts).filter(({ library }) => !isSeeded(library, seeds.libraries));
    return draws.length === 0 ? null : draws;
  },
  judge: ({ programs }) =>
    programs.flatMap(({ collected }) => {
      const [first, ...more] = collected;
      if (first === undefined) return [];
      const libraries = { text: nameList(collected.map(({ library }) => library)) };
      return [{ message: 'unseeded' as const, at: first.place, related: more.map(({ place, text }) => ({ at: place, text })), data: { libraries } }];
    }),
});

/** Keras takes its own seeds from Python's `random`. Source: Keras 3.15.1, src/random/seed_generator.py, make_default_seed. */
function isSeeded(library: string, seeded: ReadonlySet<string>): boolean {
  return seeded.has(library) || (library === 'tensorflow' && seeded.has('random'));
}

/** Of each library, in the order things happen. */
function firstDraws(facts: Facts): readonly FirstDraw[] {
  const found = new Map<string, FirstDraw>();
  for (const event of facts.events) {
    if (!isRun(event) || isTestCode(moduleOf(event.node))) continue;
    const library = event.kind === 'call' ? drawnFrom(event) : event.kind === 'fit' ? trainedBy(event) : null;
    if (library !== null && !found.has(library)) found.set(library, { library, place: placeOf(event.node), text: `\`${library}\` draws here` });
  }
  return [...found.values()];
}

const GLOBAL: ReadonlySet<string> = new Set(['numpy', 'random', 'torch', 'tensorflow']);

/** A draw that only the global seed makes repeatable. Estimators are told one by one elsewhere. */
function drawnFrom(event: CallEvent): string | null {
  const draw = drawOf(event);
  if (draw === null || !draw.isUnseeded || !GLOBAL.has(draw.generator) || event.nameConfidence === 'possible') return null;
  return draw.generator === 'numpy' && draw.parameter !== null ? null : draw.generator;
}

/** Networks start from random weights. */
function trainedBy({ estimator: { className, bases } }: FitEvent): string | null {
  const names = [...(className === null ? [] : [className]), ...bases];
  if (names.some((name) => /^torch\.nn\./.test(name))) return 'torch';
  return names.some((name) => /^(?:keras|tensorflow\.keras|tf_keras)\./.test(name)) ? 'tensorflow' : null;
}

function placeOf(node: Node): KeptPlace {
  return { path: moduleOf(node).path, start: node.start, end: node.end };
}
