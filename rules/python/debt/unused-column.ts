import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { stringsIn } from '../../api/python/reading-call.ts';
import type { Assign, Name, Node, Subscript } from '../../api/python/syntax.ts';
import { pythonRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  dropped: '`{column}` is computed and dropped again before anything uses it',
  unused: '`{column}` is computed and nothing uses it: only other columns of `{frame}` are read',
} as const;

export const rule = pythonRule({
  id: 'debt/unused-column',
  summary: 'Columns that are computed and never used',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 3, underutilized data dependencies')],
  docs: {
    what: 'Finds columns that a program computes and drops before any use, or never reads while it picks other columns by name.',
    why: 'Each column that is not needed is one more reason for the pipeline to break when its input changes, and nobody dares to delete what might be used.',
    instead: 'Delete the line that computes it.',
    limits: 'Every use of the frame from the assignment on has to be of named columns; a frame that is handed on, shown, written or fitted as a whole may use all of them. Functions that return or take the frame, and programs with more than 50 such columns, are left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'dropped right after',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("homes.csv")\ndf["age"] = 2024 - df["built"]\n#  ^^^^^ dropped\nX = df.drop(columns=["age", "price"])\nRidge().fit(X, df["price"])\n',
      },
      {
        title: 'other columns are picked',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("homes.csv")\ndf["age"] = 2024 - df["built"]\n#  ^^^^^ unused\nRidge().fit(df[["rooms", "size"]], df["price"])\n',
      },
    ],
    good: [
      {
        title: 'it is a feature',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("homes.csv")\ndf["age"] = 2024 - df["built"]\nRidge().fit(df[["rooms", "age"]], df["price"])\n',
      },
      {
        title: 'the whole frame is used',
        format: 'python',
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("homes.csv")\ndf["age"] = 2024 - df["built"]\nRidge().fit(df.drop(columns="price"), df["price"])\n',
      },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) => {
    if (isTestCode(facts.document) || facts.document.syntaxErrors.length > 0) return [];
    const verdicts: CodeVerdict<typeof MESSAGES>[] = [];
    for (const assign of facts.nodes('Assign')) {
      verdicts.push(...verdictsOn(assign, facts));
      if (verdicts.length > MOST) return [];
    }
    return verdicts;
  },
  mend: null,
});

/** Columns of one program that nothing uses; more of them were not written by hand. Own choice. */
const MOST = 50;

function verdictsOn(assign: Assign, facts: Facts): readonly CodeVerdict<typeof MESSAGES>[] {
  const [target, ...more] = assign.targets;
  if (more.length > 0 || target?.kind !== 'Subscript' || target.value.kind !== 'Name' || target.index.kind !== 'Constant' || typeof target.index.value !== 'string') return [];
  const frame = target.value;
  const value = facts.valueOf(frame);
  if (value?.kind !== 'data' || value.form !== 'frame' || value.confidence === 'possible' || assign.parent.kind !== 'Module') return [];
  const uses = usesOf(frame, target.index.value, facts);
  if (uses === null || uses.some(({ kind }) => kind === 'unknown' || kind === 'reads')) return [];
  const after = uses.filter(({ node }) => node.start >= assign.end);
  const column = { text: target.index.value };
  const drop = after.find(({ kind }) => kind === 'drops');
  if (drop !== undefined) return [{ message: 'dropped', at: target.index, related: [{ at: drop.node, text: 'it is dropped' }], data: { column } }];
  return after.some(({ kind }) => kind === 'reads-others') ? [{ message: 'unused', at: target.index, data: { column, frame: { text: frame.id } } }] : [];
}

interface Use {
  /** `sets` stands for everything that reads no column. */
  readonly kind: 'reads' | 'reads-others' | 'drops' | 'sets' | 'unknown';
  readonly node: Node;
}

/** Every use of the frame's name; null when it is bound more than once, or the column is named where the frame is not. */
function usesOf(frame: Name, column: string, facts: Facts): readonly Use[] | null {
  const binding = facts.names.bindingOf(frame);
  if (binding === null || binding.definitions.length !== 1) return null;
  // names of columns may stand in lists that are made elsewhere
  const texts = facts.nodes('Constant').filter(({ value }) => value === column);
  const isNamedElsewhere = texts.some((text) => !binding.reads.some((read) => isAround(read.parent, text) || isAround(read.parent.parent, text)));
  return isNamedElsewhere ? null : binding.reads.map((read) => useOf(read, column));
}

function isAround(outer: Node | null, { start, end }: Node): boolean {
  return outer !== null && outer.kind !== 'Module' && outer.start <= start && end <= outer.end;
}

/** Say nothing of columns. */
const HARMLESS: ReadonlySet<string> = new Set(['shape', 'index', '__len__']);

function useOf(read: Name, column: string): Use {
  const { parent } = read;
  if (parent.kind === 'Subscript' && parent.value === read) return useOfSubscript(parent, column);
  if (parent.kind === 'Call' && parent.callee.kind === 'Name' && parent.callee.id === 'len') return { kind: 'sets', node: parent };
  if (parent.kind !== 'Attribute' || parent.value !== read) return { kind: 'unknown', node: read };
  if (HARMLESS.has(parent.attribute)) return { kind: 'sets', node: parent };
  const call = parent.parent;
  if (parent.attribute === 'drop' && call.kind === 'Call' && call.callee === parent) {
    const names = [...call.arguments, ...call.keywords.filter(({ name }) => name === 'columns' || name === 'labels').map(({ value }) => value)].flatMap((value) => stringsIn(value)).map(({ value }) => value);
    return { kind: names.includes(column) ? 'drops' : 'unknown', node: call };
  }
  return { kind: 'unknown', node: parent };
}

function useOfSubscript(node: Subscript, column: string): Use {
  const { index, parent } = node;
  const isTarget = parent.kind === 'Assign' && parent.targets.includes(node);
  const names = index.kind === 'Constant' || index.kind === 'List' ? stringsIn(index) : [];
  const isKnown = (index.kind === 'Constant' && index.type === 'str') || (index.kind === 'List' && names.length === index.elements.length);
  if (!isKnown) return { kind: 'unknown', node };
  if (isTarget) return { kind: 'sets', node };
  return { kind: names.some(({ value }) => value === column) ? 'reads' : 'reads-others', node };
}
