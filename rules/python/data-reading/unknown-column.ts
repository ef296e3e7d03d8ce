import { pythonRule } from '../../api/python-rule.ts';
import { nearestName } from '../../api/nearest-name.ts';
import { columnReads, type ColumnRead } from '../../api/python/column-reads.ts';
import { isMisread, stringEdit } from '../../api/python/reading-call.ts';
import { runTimeOf } from '../../api/python/run-time.ts';
import type { CodeFix, CodeVerdict } from '../../api/python-rule.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { Node } from '../../api/python/syntax.ts';

const MESSAGES = {
  misspelled: '`{file}` has no column `{column}`; the nearest is `{nearest}`',
  absent: '`{file}` has no column `{column}`',
  removed: 'Column `{column}` of `{file}` is gone at this point',
} as const;

export const rule = pythonRule({
  id: 'data-reading/unknown-column',
  summary: 'A column that the file read does not have',
  severity: 'error',
  confidence: 'likely',
  status: 'preview',
  since: '0.2.0',
  sources: [{ title: "Lintel's own" }],
  docs: {
    what: 'Code selects, drops, groups or sorts by a column that is not among the columns of the frame: the file was looked at with the arguments of the call that reads it, and every change of its columns up to here is known.',
    why: 'The program ends here with a `KeyError`, often after minutes of loading.',
    instead: 'Use the name as the file has it; blanks and capitals count.',
    limits: 'Only frames whose columns are known exactly; silent inside `try`, and when the name occurs in another role anywhere in the program, since it may be added there.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'Two letters are swapped',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\nages = df["aeg"]\n#         ^^^^^ misspelled\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob,28\n' },
        after: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\nages = df["age"]\n',
      },
      {
        title: 'A column is asked for that the file never had',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv", usecols=["name", "income"])\n#                                               ^^^^^^^^ absent\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob,28\n' },
      },
    ],
    good: [
      {
        title: 'The column is added first',
        format: 'python',
        text: 'import pandas as pd\n\ndf = pd.read_csv("people.csv")\ndf["ages"] = df["age"] * 2\nprint(df["ages"])\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob,28\n' },
      },
      {
        title: 'Nobody knows what the function adds',
        format: 'python',
        text: 'import pandas as pd\nfrom features import add_features\n\ndf = add_features(pd.read_csv("people.csv"))\nprint(df["aeg"])\n',
        files: { 'people.csv': 'name,age\nAnn,31\nBob,28\n' },
      },
    ],
  },
  yieldsTo: ['data-reading/wrong-separator', 'data-reading/header-misread'],
  find: ({ facts }) => {
    const reads = columnReads(facts);
    const roles = rolesElsewhere(facts, reads);
    return [...reads.flatMap((read) => judge(read, roles)), ...absentInCalls(facts)];
  },
  mend: ({ verdict, facts }) => fixes(verdict as Verdict, facts),
});

type Verdict = CodeVerdict<typeof MESSAGES>;

function judge({ node, name, columns, table, confidence }: ColumnRead, roles: ReadonlySet<string>): readonly Verdict[] {
  if (columns.includes(name) || roles.has(name) || isMisread(table) || runTimeOf(node) === 'perhaps') return [];
  const data = { file: { text: table.path }, column: { text: name } };
  if (table.columns.some((column) => column.name === name)) return [{ message: 'removed', at: node, column: name, confidence, data }];
  return [...named({ name, node, columns, data }), { message: 'absent' as const, at: node, column: name, data }].slice(0, 1).map((verdict) => ({ ...verdict, confidence }));
}

/** Letters two names must have to be called near. Own choice. */
const SHORTEST_NEAR = 3;

interface Named {
  readonly name: string;
  readonly node: Node;
  readonly columns: readonly string[];
  readonly data: { readonly file: { readonly text: string }; readonly column: { readonly text: string } };
}

function named({ name, node, columns, data }: Named): readonly Verdict[] {
  // any two short names are near each other
  const nearest = nearestName(name, columns.filter((column) => Math.min(name.length, column.length) >= SHORTEST_NEAR || name.toLowerCase() === column.toLowerCase()));
  return nearest === null ? [] : [{ message: 'misspelled', at: node, column: name, data: { ...data, nearest: { text: nearest } } }];
}

/** Columns a reading call itself names: the library says so before any row is read. */
function absentInCalls(facts: Facts): readonly Verdict[] {
  return facts.reads.flatMap(({ trouble, call }) => {
    if (trouble?.kind !== 'absent-columns' || runTimeOf(call.node) === 'perhaps') return [];
    const given = call.arguments.find(({ name }) => name === trouble.parameter)?.node;
    if (given === undefined) return [];
    const strings = facts.nodes('Constant').filter((node) => node.type === 'str' && node.start >= given.start && node.end <= given.end);
    return trouble.columns.flatMap((name): readonly Verdict[] => {
      const node: Node = strings.find(({ value }) => value === name) ?? given;
      const data = { file: { text: trouble.path }, column: { text: name } };
      const near = named({ name, node, columns: trouble.fileColumns, data });
      return near.length > 0 ? near : [{ message: 'absent', at: node, column: name, data }];
    });
  });
}

/** Strings that stand anywhere but in a read of a column or a plain list: they may name a column that is added. */
function rolesElsewhere(facts: Facts, reads: readonly ColumnRead[]): ReadonlySet<string> {
  const known: ReadonlySet<Node> = new Set<Node>(reads.map(({ node }) => node));
  const strings = facts.nodes('Constant').filter((node) => node.type === 'str' && !known.has(node) && !isInAssignedList(node.parent.kind, node.parent.parent?.kind));
  const keywords = facts.nodes('Keyword').flatMap(({ name }) => name ?? []);
  const attributes = facts.nodes('Assign').flatMap(({ targets }) => targets.flatMap((target) => (target.kind === 'Attribute' ? [target.attribute] : [])));
  return new Set([...strings.map(({ value }) => String(value)), ...keywords, ...attributes]);
}

function isInAssignedList(parent: string, grandparent: string | undefined): boolean {
  return (parent === 'List' || parent === 'Tuple') && grandparent === 'Assign';
}

function fixes(verdict: Verdict, facts: Facts): readonly CodeFix[] {
  const word = verdict.message === 'misspelled' ? verdict.data.nearest : null;
  const nearest = typeof word === 'object' && word !== null && 'text' in word ? word.text : undefined;
  const node = facts.nodes('Constant').find((constant) => constant === verdict.at);
  if (nearest === undefined || node === undefined) return [];
  const edit = stringEdit(node, { facts, text: nearest });
  return edit === null ? [] : [{ title: `Use column \`${nearest}\``, safety: 'review', edits: [edit] }];
}
