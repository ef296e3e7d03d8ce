import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { walk } from '../../api/python/children.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { CallEvent, LoopTurn } from '../../api/python/event.ts';
import type { Facts } from '../../api/python/facts.ts';
import { drawOf } from '../../api/python/randomness.ts';
import type { Expression, Node } from '../../api/python/syntax.ts';

const MESSAGES = {
  reseeded: '`{seed}` in each turn makes `{draw}` the same each time',
} as const;

export const rule = pythonRule({
  id: 'reproducibility/reseed-in-loop',
  summary: 'Seeds set anew in each turn of a loop, so that every turn draws the same',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: 'NumPy reference', where: 'numpy.random.seed, numpy.random.default_rng', url: 'https://numpy.org/doc/stable/reference/random/generator.html' }],
  docs: {
    what: 'Finds `np.random.seed(0)`, `torch.manual_seed(0)`, `default_rng(0)` and the like with a constant inside a loop that repeats something, followed by a draw that does not depend on the turn.',
    why: 'All turns draw the same numbers: the bootstrap has one sample, the repeated runs have no spread, every epoch shuffles alike.',
    instead: 'Seed once before the loop, or give each turn its own seed: `default_rng([SEED, turn])`.',
    limits: 'Loops over things to compare (models, sizes, files) are left alone, since there the same draws are often meant; only `while`, `for … in range(…)` and the like count, where the draw does not use the turn. Tests are left out.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'A hundred times the same sample',
        format: 'python',
        text: 'import numpy as np\n\nages = np.loadtxt("ages.txt")\nmeans = []\nfor turn in range(100):\n    np.random.seed(0)\n    ^^^^^^^^^^^^^^^^^ reseeded\n    means.append(np.random.choice(ages, len(ages)).mean())\n',
      },
    ],
    good: [
      { title: 'Seeded once', format: 'python', text: 'import numpy as np\n\nages = np.loadtxt("ages.txt")\nmeans = []\nnp.random.seed(0)\nfor turn in range(100):\n    means.append(np.random.choice(ages, len(ages)).mean())\n' },
      { title: 'A seed for each turn', format: 'python', text: 'import numpy as np\n\nages = np.loadtxt("ages.txt")\nmeans = []\nfor turn in range(100):\n    np.random.seed(turn)\n    means.append(np.random.choice(ages, len(ages)).mean())\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => (isTestCode(facts.document) ? [] : facts.calls.flatMap((event, index) => judge(event, facts.calls.slice(index + 1), facts))),
  mend: null,
});

function judge(event: CallEvent, later: readonly CallEvent[], facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const turn = event.loops.at(-1);
  if (turn === undefined || !repeats(turn, facts) || !isConstantSeed(event, turn, facts)) return [];
  const draw = later.find((other) => isDrawnWith(other, event) && other.loops.some((each) => each.turn === turn.turn));
  if (draw === undefined || usesTurn(draw, turn, facts)) return [];
  const words = { seed: { text: shownCall(event, facts) }, draw: { text: shownCall(draw, facts) } };
  return [{ message: 'reseeded', at: event.node, related: [{ at: draw.node, text: 'drawn here' }], data: words }];
}

/** `while`, and `for` over counted turns. */
function repeats({ loop }: LoopTurn, { names }: Facts): boolean {
  if (loop.kind === 'While') return true;
  const iter = loop.kind === 'For' ? loop.iter : loop.generators[0]?.iter;
  const { callee, counted } = iter?.kind === 'Call' ? { callee: iter.callee, counted: iter.arguments[0] } : { callee: null, counted: undefined };
  if (callee?.kind !== 'Name') return callee !== null && callee !== undefined && /^itertools\.(?:count|repeat)$/.test(names.qualifiedName(callee) ?? '');
  if (callee.id === 'range' || callee.id === 'trange') return true;
  return /^(?:tqdm|enumerate)$/.test(callee.id) && counted?.kind === 'Call' && counted.callee.kind === 'Name' && counted.callee.id === 'range';
}

/** A seed that is set, or a generator that is made, with what is the same in all turns. */
function isConstantSeed({ api, arguments: given }: CallEvent, { loop }: LoopTurn, facts: Facts): boolean {
  const isGenerator = (api?.is === 'function' || api?.is === 'class') && api.tags?.includes('generator') === true;
  const [seed] = given;
  if ((api?.is !== 'seed' && !isGenerator) || seed === undefined) return false;
  if (seed.value.kind !== 'scalar' || typeof seed.value.value !== 'number') return false;
  return namesIn(seed.node).every((name) => {
    const binding = facts.names.bindingOf(name);
    return binding !== null && !binding.definitions.some(({ node }) => loop.start <= node.start && node.end <= loop.end);
  });
}

function isDrawnWith({ api, receiver, node, ...rest }: CallEvent, seed: CallEvent): boolean {
  if (seed.api?.is === 'seed') {
    const draw = drawOf({ api, receiver, node, ...rest });
    return draw !== null && draw.isUnseeded && seed.api.seeds.includes(draw.generator);
  }
  return receiver?.kind === 'object' && receiver.call === seed.node && api?.is === 'data';
}

/** Where the draw, or the call in the loop that leads to it, names what changes from turn to turn. */
function usesTurn({ node, calledFrom }: CallEvent, { loop }: LoopTurn, facts: Facts): boolean {
  const inLoop = [...calledFrom, node].find((call) => loop.start <= call.start && call.end <= loop.end) ?? node;
  const changing = (name: Expression & { readonly kind: 'Name' }): boolean => facts.names.bindingOf(name)?.definitions.some(({ kind, node: at }) => (kind === 'loop' || kind === 'augmented' || kind === 'comprehension') && loop.start <= at.start && at.end <= loop.end) === true;
  return namesIn(inLoop).some(changing);
}

function namesIn(root: Node): readonly (Expression & { readonly kind: 'Name' })[] {
  const found: (Expression & { readonly kind: 'Name' })[] = [];
  walk(root, (node) => void (node.kind === 'Name' && found.push(node)));
  return found;
}

/** A longer text would not fit the message. */
const LONGEST_TEXT = 24;

function shownCall({ node, name }: CallEvent, facts: Facts): string {
  const text = facts.textOf(node);
  return text.length <= LONGEST_TEXT && !text.includes('\n') ? text : `${name?.slice(name.lastIndexOf('.') + 1) ?? facts.textOf(node.callee)}(…)`;
}
