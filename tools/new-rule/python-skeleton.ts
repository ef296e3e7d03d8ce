/** What a new rule on code starts from: a small rule that is true as it stands, to be rewritten member by member. */

export type PythonKind = 'python' | 'notebook' | 'python-project';

/** @param since the version the rule will appear in */
export function pythonRuleSkeleton(kind: PythonKind, { id, since }: { readonly id: string; readonly since: string }): string {
  const { imports, maker, bad, good, work } = PARTS[kind];
  return `${imports}
export const rule = ${maker}({
  id: '${id}',
  summary: 'Functions called \`rewrite_me\`',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '${since}',
  sources: [],
  docs: {
    what: 'Finds functions that are called \`rewrite_me\`.',
    why: 'They say that this rule is not written yet.',
    instead: 'Write the rule.',
    limits: 'Any other name is accepted.',
  },
  options: {},
  messages: { unwritten: 'The function \`{name}\` is not written yet' },
  fix: 'none',
  examples: {
    bad: [{ title: 'a function has the name', ${bad} }],
    good: [{ title: 'another name', ${good} }],
  },
  yieldsTo: [],
${work}});
`;
}

interface Parts {
  readonly imports: string;
  readonly maker: string;
  readonly bad: string;
  readonly good: string;
  readonly work: string;
}

const SCRIPT = {
  bad: "format: 'python', text: 'def rewrite_me():\\n#   ^^^^^^^^^^ unwritten\\n    return 1\\n'",
  good: "format: 'python', text: 'def written():\\n    return 1\\n'",
};

const FIND = `  find: ({ facts }) =>
    facts
      .nodes('FunctionDef')
      .filter(({ name }) => name === 'rewrite_me')
      .map(({ name, nameStart }) => ({
        message: 'unwritten',
        at: { document: facts.document, start: nameStart, end: nameStart + name.length },
        data: { name: { text: name } },
      })),
  mend: null,
`;

const COLLECT = `  collect: ({ facts }) => {
    const named = facts.nodes('FunctionDef').filter(({ name }) => name === 'rewrite_me');
    return named.map(({ name, nameStart }) => ({ name, path: facts.document.path, start: nameStart, end: nameStart + name.length }));
  },
  judge: ({ programs }) => {
    const [first] = programs.flatMap(({ collected }) => collected);
    return first === undefined ? [] : [{ message: 'unwritten', at: first, data: { name: { text: first.name } } }];
  },
`;

const PARTS: Readonly<Record<PythonKind, Parts>> = {
  python: { ...SCRIPT, imports: "import { pythonRule } from '../../api/python-rule.ts';\n", maker: 'pythonRule', work: FIND },
  notebook: {
    imports: "import { notebookRule } from '../../api/python-rule.ts';\n",
    maker: 'notebookRule',
    bad: "format: 'notebook', text: '# %% [1]\\ndef rewrite_me():\\n#   ^^^^^^^^^^ unwritten\\n    return 1\\n'",
    good: "format: 'notebook', text: '# %% [1]\\ndef written():\\n    return 1\\n'",
    work: FIND,
  },
  'python-project': { ...SCRIPT, imports: "import { pythonProjectRule } from '../../api/python-rule.ts';\n", maker: 'pythonProjectRule', work: COLLECT },
};

export function pythonFixtureSkeleton(kind: PythonKind, id: string): string {
  const language = kind === 'notebook' ? 'notebook' : 'python';
  const marker = kind === 'notebook' ? '# %% [1]\n' : '';
  return `# ${id}

Each heading is a case. Carets in a comment mark the code above them and name the message; a case without marks must be silent.

## a method has the name

\`\`\`${language}
${marker}class Model:
    def rewrite_me(self):
    #   ^^^^^^^^^^ unwritten
        return 1
\`\`\`

## a variable has the name

\`\`\`${language}
${marker}rewrite_me = 1
\`\`\`
`;
}
