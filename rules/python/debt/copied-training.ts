import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import { nameList } from '../../api/python/name-list.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { ProjectVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  copies: '{number} programs train in nearly the same {lines} lines: {programs}',
} as const;

interface Collected {
  readonly end: number;
  /** Lines of code with names kept and literals blanked, sorted. */
  readonly lines: readonly string[];
}

export const rule = pythonProjectRule({
  id: 'debt/copied-training',
  summary: 'Training programs that are near copies of each other',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 8, process management debt')],
  docs: {
    what: 'Groups programs that train models and whose lines, numbers and texts in them aside, are nearly the same.',
    why: 'A mistake that is mended in one copy stays in the others, and a comparison between models compares copies that have drifted apart.',
    instead: 'Keep one training program and give it what differs as settings: one configuration per model.',
    limits: 'Lines are compared without comments, imports and the values of literals. Short programs, tests and notebooks beside the script they were made from are left alone.',
  },
  options: {
    similarity: { kind: 'number', doc: 'Share of lines two programs must have in common to count as copies.', source: 'Lintel\'s own choice: programs written apart that use the same library share less than half', default: 0.8, min: 0.5, max: 1, unit: 'share' },
    minimumLines: { kind: 'number', doc: 'Lines of code a program must have to be compared.', source: 'Lintel\'s own choice: shorter programs are alike by nature', default: 15, min: 5, max: 1000, unit: 'lines' },
  },
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'one program per week',
        format: 'python',
        fileName: 'week_1.py',
        options: { minimumLines: 5 },
        text: '# ! copies\nimport pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("week_1.csv")\nX = df[["price"]]\ny = df["sold"]\nmodel = Ridge(alpha=1.0)\nmodel.fit(X, y)\n',
        files: { 'week_2.py': 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("week_2.csv")\nX = df[["price"]]\ny = df["sold"]\nmodel = Ridge(alpha=3.0)\nmodel.fit(X, y)\n' },
      },
    ],
    good: [
      {
        title: 'two different programs',
        format: 'python',
        fileName: 'ridge.py',
        options: { minimumLines: 5 },
        text: 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\ndf = pd.read_csv("sales.csv")\nX = df[["price"]]\ny = df["sold"]\nmodel = Ridge()\nmodel.fit(X, y)\n',
        files: { 'trees.py': 'import pandas as pd\nfrom sklearn.ensemble import RandomForestRegressor\n\nrows = pd.read_parquet("visits")\nfeatures = rows.drop(columns="visits")\nforest = RandomForestRegressor(200)\nforest.fit(features, rows.visits)\nprint(forest.feature_importances_)\n' },
      },
    ],
  },
  yieldsTo: [],
  collect: ({ facts, options }): Collected | null => {
    const { document } = facts;
    if (isTestCode(document) || !facts.fits.some(({ role }) => role === 'model' || role === 'search')) return null;
    const lines = plainLines(facts);
    return lines.length < options.minimumLines || lines.length > MOST_LINES ? null : { end: firstLineEnd(document.text), lines };
  },
  judge: ({ programs, options }) =>
    groupsOf(programs.slice(0, MOST_PROGRAMS), options.similarity).map((group): ProjectVerdict<typeof MESSAGES> => {
      const [first, ...others] = group;
      const whole = ({ path, collected }: Program) => ({ path, start: 0, end: collected.end });
      const related = others.slice(0, MOST_PLACES).map((other) => ({ at: whole(other), text: `${Math.round(100 * similarity(first.collected.lines, other.collected.lines))} % of the lines are the same` }));
      return { message: 'copies', at: whole(first), related, data: { number: group.length, lines: Math.min(...group.map(({ collected }) => collected.lines.length)), programs: { text: nameList(group.map(({ path }) => nameOf(path, group))) } } };
    }),
});

/** Own choices: pairs are compared in time that grows with the square of the programs. */
const MOST_PROGRAMS = 300;
const MOST_LINES = 2000;
const MOST_PLACES = 20;

interface Program {
  readonly path: string;
  readonly collected: Collected;
}

/** Groups of two and more, in the order of programs; whoever is like any of a group belongs to it. */
function groupsOf(programs: readonly Program[], enough: number): readonly (readonly [Program, ...Program[]])[] {
  const groups: [Program, ...Program[]][] = [];
  for (const program of programs) {
    const group = groups.find((members) => members.some((member) => isComparable(member, program) && similarity(member.collected.lines, program.collected.lines) >= enough));
    if (group === undefined) groups.push([program]);
    else group.push(program);
  }
  return groups.filter(({ length }) => length > 1);
}

/** A notebook and the script that was made from it are one program. */
function isComparable(a: Program, b: Program): boolean {
  return stem(a.path) !== stem(b.path);
}

function stem(path: string): string {
  return path.replace(/\.\w+$/, '');
}

/** Lines both have, of all lines of the longer one; both sorted. */
function similarity(a: readonly string[], b: readonly string[]): number {
  const longer = Math.max(a.length, b.length);
  let [same, left, right] = [0, 0, 0];
  while (left < a.length && right < b.length) {
    const [one, other] = [a[left] ?? '', b[right] ?? ''];
    if (one === other) same += 1;
    if (one <= other) left += 1;
    if (other <= one) right += 1;
  }
  return same / longer;
}

function plainLines(facts: Facts): readonly string[] {
  const { document } = facts;
  const characters = document.text.split('');
  for (const { start, end } of [...document.comments]) characters.fill(' ', start, end);
  for (const { start, end, type } of facts.nodes('Constant')) if (type !== 'bool' && type !== 'None') characters.fill(' ', start, end).splice(start, 1, '0');
  const lines = characters.join('').split('\n').map((line) => line.replace(/\s+/g, ' ').trim());
  return lines.filter((line) => /[A-Za-z]/.test(line) && !/^(?:import|from)\b/.test(line)).sort();
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}

/** The file's name, with its folder where another one has the same. */
function nameOf(path: string, group: readonly Program[]): string {
  const parts = path.split('/');
  const name = parts.at(-1) ?? path;
  return group.some((other) => other.path !== path && other.path.endsWith(`/${name}`)) ? parts.slice(-2).join('/') : name;
}
