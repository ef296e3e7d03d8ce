/** Programs and notebooks nobody would write: broken, huge, deep, or with more ways through them than there are seconds. */

export interface HostileProgram {
  readonly name: string;
  readonly content: () => string;
  /** Lines of the concise report without the path. */
  readonly gives: readonly string[];
}

const COLON_THERE = '`:` is not understood here';
const TOO_DEEP = 'not checked (too-deep): brackets nested more than 200 deep, which Python refuses too; split the expression';
const TOO_LONG = 'not checked (too-large): more than 2,000,000 characters of Python; move data into files and code into modules';
const TOO_MUCH = 'not checked (too-large): more than 300,000 words and signs of Python; move data into files and code into modules';

/** The five places that are told of a file that is no Python. */
const skipped = (...places: readonly (readonly [place: string, fault: string])[]): readonly string[] => places.map(([place, fault]) => `${place}: warning correctness/syntax-error Not checked: ${fault}`);

const repeated = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('');

/** What does not parse, and what is too much to be parsed. */
export const UNPARSED: readonly HostileProgram[] = [
  { name: 'empty.py', content: () => '', gives: [] },
  { name: 'nul.py', content: () => 'x = 1\u0000\u0000y\n', gives: ['not checked (unreadable): the file holds NUL bytes, so it is no Python text; check what was saved under this name'] },
  { name: 'brackets-that-never-close.py', content: () => `x = ${'['.repeat(150)}\n${'def f(:\n'.repeat(2000)}`, gives: skipped(['1:1', `\`x = ${'['.repeat(36)}\` is not understood here`], ['2:1', '`def` is not understood here'], ['2:7', COLON_THERE], ['3:7', COLON_THERE], ['4:7', COLON_THERE]) },
  { name: 'quotes.py', content: () => `"""${'x = "\'\n'.repeat(20_000)}`, gives: skipped(['1:1', 'this string is never closed'], ...[2, 4, 6, 8].map((line) => [`${line}:5`, '`"` is not understood here'] as const)) },
  { name: 'words.py', content: () => 'if else import def class lambda in for\n'.repeat(5000), gives: skipped(...[1, 2, 3, 4, 5].map((line) => [`${line}:39`, '`:` is missing at the end of the line'] as const)) },
  { name: 'python-2.py', content: () => 'print "a" % b\nexec "x"\nraise E, "m"\n'.repeat(2000), gives: [] },
  { name: 'deep-brackets.py', content: () => `x = ${'('.repeat(1_000_000)}1${')'.repeat(1_000_000)}\n`, gives: [TOO_LONG] },
  { name: 'deep-list.py', content: () => `x = ${'['.repeat(300_000)}${']'.repeat(300_000)}\n`, gives: [TOO_DEEP] },
  { name: 'deep-operators.py', content: () => `x = ${'-'.repeat(299_000)}1\n`, gives: [] },
  { name: 'deep-chain.py', content: () => `x = a${'.b'.repeat(149_000)}\n`, gives: [] },
  { name: 'deep-not.py', content: () => `x = ${'not '.repeat(100_000)}1\n`, gives: [] },
  { name: 'one-line.py', content: () => `x = [${'1.5,'.repeat(600_000)}]\n`, gives: [TOO_LONG] },
  { name: 'one-statement.py', content: () => `x = [${'1.5,'.repeat(400_000)}]\n`, gives: [TOO_MUCH] },
  { name: 'no-notebook.ipynb', content: () => 'import pandas as pd\n', gives: ['not checked (damaged): the notebook is not JSON at line 1, column 1; restore the file'] },
  { name: 'half-notebook.ipynb', content: () => '{"cells": [{"cell_type": "code", "source": ["x = 1', gives: ['not checked (damaged): the JSON of the notebook ends in the middle; restore the file'] },
  { name: 'deep-notebook.ipynb', content: () => `{"cells": ${'['.repeat(200_000)}`, gives: ['not checked (too-deep): the JSON of the notebook nests more than 400 deep; clear its outputs and save it again'] },
  { name: 'other-json.ipynb', content: () => '{"a": 1}', gives: ['not checked (not-a-notebook): the file is JSON but no notebook: it has no list of cells; export the notebook again'] },
];

const READ = 'import pandas as pd\nfrom sklearn.linear_model import Ridge\nfrom sklearn.preprocessing import StandardScaler\ndf = pd.read_csv("none.csv")\n';

/** What parses well, and has more ways through it than anyone can follow. */
export const EXPLODING: readonly HostileProgram[] = [
  { name: 'functions-that-call-twice.py', content: () => `${READ}${repeated(200, (index) => `def f${index}(x):\n    return f${index + 1}(f${index + 1}(x))\n`)}def f200(x):\n    return x + 1\ny = f0(df)\n`, gives: [] },
  { name: 'recursion.py', content: () => `${READ}def f(x, n):\n    return f(f(x, n - 1), n - 1) if n else g(x, n)\ndef g(x, n):\n    return [f(x, n), g(f, n), g(g, f)]\ny = f(df, 9)\ny(y)\nf(f, f)\n`, gives: [] },
  { name: 'loops-in-loops.py', content: () => `${READ}${repeated(30, (depth) => `${' '.repeat(depth)}for a${depth} in [1, 2, 3]:\n`)}${' '.repeat(30)}df = df[df.x > a0]\n`, gives: [] },
  { name: 'branches-in-branches.py', content: () => `${READ}${repeated(90, (depth) => `${' '.repeat(depth)}if q${depth}:\n${' '.repeat(depth + 1)}df = df[df.x > ${depth}]\n`)}`, gives: [] },
  { name: 'branches-one-after-another.py', content: () => `${READ}${repeated(5000, (index) => `if q${index}:\n    df = df[df.a > ${index}]\n    s = StandardScaler().fit(df)\nelse:\n    df = df.head(${index})\n`)}s.transform(df)\n`, gives: [] },
  { name: 'estimators-in-a-dictionary.py', content: () => `${READ}models = {\n${repeated(10_000, (index) => `    'm${index}': Ridge(alpha=${index}),\n`)}}\nfor name, model in models.items():\n    model.fit(df[['x']], df['y'])\n    print(name, model.score(df[['x']], df['y']))\n`, gives: [] },
  { name: 'assignments.py', content: () => `${READ}${repeated(30_000, (index) => `x${index} = df['a'] * ${index}\n`)}`, gives: [] },
  { name: 'functions.py', content: () => repeated(40_000, (index) => `def f${index}(): pass\n`), gives: [] },
  { name: 'methods.py', content: () => `${READ}class A:\n${repeated(5000, (index) => `    def m${index}(self):\n        self.a${index} = self.m${(index * 7) % 5000}()\n        return self\n`)}A().m0()\n`, gives: [] },
  { name: 'comprehensions.py', content: () => `${READ}x = ${'[y for y in '.repeat(150)}df${']'.repeat(150)}\n`, gives: [] },
  { name: 'chain-of-frames.py', content: () => `${READ}df = df${'.dropna()'.repeat(20_000)}\n`, gives: [] },
  { name: 'concatenated.py', content: () => `${READ}${repeated(2000, () => 'df = pd.concat([df, df])\n')}`, gives: [] },
  { name: 'lists-that-double.py', content: () => `${READ}x = [df]\n${repeated(2000, () => 'x = x + x\n')}y = [*x, *x, *x]\n`, gives: [] },
  { name: 'texts-that-double.py', content: () => `x = "ab"\n${repeated(200, () => 'x = x + x\n')}y = "a" * 10 ** 9\nz = 10 ** 10 ** 10\nw = f"{x}{x}" * 9\n`, gives: [] },
  { name: 'columns.py', content: () => `${READ}${repeated(8000, (index) => `df['c${index}'] = df['a'] + ${index}\n`)}`, gives: [] },
  { name: 'entries.py', content: () => `${READ}d = {}\n${repeated(20_000, (index) => `d['c${index}'] = df['a']\n`)}`, gives: [] },
  { name: 'comments.py', content: () => `# lintel: ignore[correctness/nan-equality] for what is far below\n${'# noqa ]]]][[[[\n'.repeat(60_000)}x = x == float("nan")\n`, gives: [] },
];
