import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { walk } from '../../api/python/children.ts';
import { isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Expression, If, Name, Statement } from '../../api/python/syntax.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace, ProjectVerdict } from '../../api/python-rule.ts';

const MESSAGES = {
  flag: '`{flag}` is always `{value}`, so {lines} lines of code never run',
  flagOne: '`{flag}` is always `{value}`, so a line of code never runs',
  constant: 'The condition is always `{value}`, so {lines} lines of code never run',
  constantOne: 'The condition is always `{value}`, so a line of code never runs',
} as const;

interface DeadBranch {
  readonly at: KeptPlace;
  /** Null for a literal. */
  readonly flag: string | null;
  readonly value: string;
  readonly lines: number;
  readonly set: KeptPlace | null;
}

export const rule = pythonProjectRule({
  id: 'debt/dead-branch',
  summary: 'Branches behind a flag that never changes',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, dead experimental codepaths')],
  docs: {
    what: 'Finds branches that a literal, or a constant of the module that is set once to `True` or `False`, keeps from ever running.',
    why: 'Branches of old experiments have to be read, tested and kept alike with the rest, and one day somebody switches one on by mistake.',
    instead: 'Delete the branch and its flag; version control remembers both. Where the choice is still open, make it a setting that is read when the program starts.',
    limits: 'Flags that any program of the project assigns, patches or names in a text are left alone, as are switches for output and debugging, papermill parameters, tests and files that do not parse.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the old model is still there',
        format: 'python',
        text: 'from sklearn.linear_model import Ridge\nfrom sklearn.svm import SVR\n\nUSE_OLD_MODEL = False\n\nif USE_OLD_MODEL:\n#  ^^^^^^^^^^^^^ flag\n    model = SVR()\n    model.set_params(C=2)\nelse:\n    model = Ridge()\n',
      },
      { title: 'a branch that is switched off in place', format: 'python', text: 'rows = [1, 2]\nif False:\n#  ^^^^^ constantOne\n    rows = rows[::-1]\n' },
    ],
    good: [
      { title: 'the flag is read', format: 'python', text: 'import os\n\nUSE_OLD_MODEL = os.environ.get("USE_OLD_MODEL") == "1"\nif USE_OLD_MODEL:\n    print("old")\n' },
      { title: 'another program sets it', format: 'python', fileName: 'config.py', text: 'FAST = False\n\ndef rows(all_rows):\n    if FAST:\n        return all_rows[:10]\n    return all_rows\n', files: { 'run.py': 'import config\n\nconfig.FAST = True\n' } },
    ],
  },
  yieldsTo: [],
  collect: ({ facts }) => {
    if (isTestCode(facts.document)) return { dead: [], set: namesSet(facts) };
    return { dead: facts.document.syntaxErrors.length > 0 ? [] : facts.nodes('If').flatMap((node) => deadBranch(node, facts)), set: namesSet(facts) };
  },
  judge: ({ programs }) => {
    const set = new Set(programs.flatMap((program) => program.collected.set));
    const dead: readonly DeadBranch[] = programs.flatMap((program) => program.collected.dead);
    return dead.filter(({ flag }) => flag === null || !set.has(flag)).map(verdict);
  },
});

function verdict({ at, flag, value, lines, set }: DeadBranch): ProjectVerdict<typeof MESSAGES> {
  const word = { text: value };
  if (flag === null) return lines === 1 ? { message: 'constantOne', at, data: { value: word } } : { message: 'constant', at, data: { value: word, lines } };
  const related = set === null ? [] : [{ at: set, text: 'it is set here, once' }];
  const name = { text: flag };
  return lines === 1 ? { message: 'flagOne', at, related, data: { flag: name, value: word } } : { message: 'flag', at, related, data: { flag: name, value: word, lines } };
}

/** Attributes that are assigned, and words in texts: `patch("config.FAST", True)`, `globals()["FAST"]`. */
function namesSet(facts: Facts): readonly string[] {
  const attributes = facts.nodes('Attribute').flatMap((node) => (node.parent.kind === 'Assign' && node.parent.targets.includes(node) ? [node.attribute] : []));
  const texts = facts.nodes('Constant').flatMap(({ type, value }) => (type === 'str' && typeof value === 'string' && value.length <= MOST_TEXT ? (value.match(/[A-Za-z_]\w*/g) ?? []) : []));
  return [...new Set([...attributes, ...texts])];
}

/** Longer texts are prose. Own choice. */
const MOST_TEXT = 200;

/** Switched by hand while somebody looks, whatever they are called. */
const BY_HAND = /debug|verbose|test|dry|log|plot|show|save|print|force|quiet|prof|interactive|colab|kaggle|gpu|cuda|type_checking/i;

function deadBranch(node: If, facts: Facts): readonly DeadBranch[] {
  const isNegated = node.test.kind === 'UnaryOp' && node.test.operator === 'not';
  const test: Expression = node.test.kind === 'UnaryOp' && node.test.operator === 'not' ? node.test.operand : node.test;
  const known = test.kind === 'Name' ? flagOf(test, facts) : test.kind === 'Constant' && (test.type === 'bool' || test.type === 'int') ? { value: Boolean(test.value), set: null } : null;
  if (known === null) return [];
  const dead = known.value !== isNegated ? node.orelse : node.body;
  const lines = linesOf(dead, facts);
  if (lines === 0 || !doesSomething(dead)) return [];
  const value = known.value ? 'True' : 'False';
  return [{ at: placeOf(test, facts), flag: test.kind === 'Name' ? test.id : null, value, lines, set: known.set }];
}

/** A constant of the module with one plain assignment. */
function flagOf(name: Name, facts: Facts): { readonly value: boolean; readonly set: KeptPlace } | null {
  if (BY_HAND.test(name.id)) return null;
  const binding = facts.names.bindingOf(name);
  const [definition, ...more] = binding?.definitions ?? [];
  if (binding === null || definition === undefined || more.length > 0 || definition.kind !== 'assignment' || binding.scope !== facts.names.module || binding.scope.isOpen) return null;
  const assignment = definition.node.parent;
  const value = assignment?.kind === 'Assign' || assignment?.kind === 'AnnAssign' ? assignment.value : null;
  if (value?.kind !== 'Constant' || value.type !== 'bool' || assignment?.parent?.kind !== 'Module' || isParameter(definition.node.start, facts)) return null;
  return { value: value.value === true, set: placeOf(definition.node, facts) };
}

/** Papermill puts other values below cells tagged so; forms of Colab change them as well. */
function isParameter(offset: number, { document }: Facts): boolean {
  const cell = document.cells.find(({ range }) => range !== null && range.start <= offset && offset < range.end);
  return cell !== undefined && (cell.tags.includes('parameters') || /#\s*@param/.test(cell.source));
}

/** `pass`, `raise` and texts are nobody's old experiment. */
function doesSomething(statements: readonly Statement[]): boolean {
  return statements.some(({ kind }) => kind !== 'Pass' && kind !== 'Raise' && kind !== 'Import' && kind !== 'ImportFrom');
}

function linesOf(statements: readonly Statement[], facts: Facts): number {
  const [first, last] = [statements[0], statements.at(-1)];
  if (first === undefined || last === undefined) return 0;
  let isOnlyDocs = true;
  for (const statement of statements) walk(statement, (node) => { if (node.kind !== 'Expr' && node.kind !== 'Constant') isOnlyDocs = false; });
  return isOnlyDocs ? 0 : facts.document.text.slice(first.start, last.end).split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')).length;
}

function placeOf({ start, end }: { readonly start: number; readonly end: number }, { document }: Facts): KeptPlace {
  return { path: document.path, start, end };
}
