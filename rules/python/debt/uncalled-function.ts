import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { isExampleCode, isTestCode } from '../../api/python/code-purpose.ts';
import type { Facts } from '../../api/python/facts.ts';
import type { FunctionDef } from '../../api/python/syntax.ts';
import { pythonProjectRule } from '../../api/python-rule.ts';
import type { KeptPlace } from '../../api/python-rule.ts';

const MESSAGES = {
  uncalled: 'No program of the project calls or names `{function}` ({lines} lines)',
} as const;

interface Collected {
  readonly candidates: readonly { readonly name: string; readonly lines: number; readonly at: KeptPlace }[];
  /** Every word of the text, comments and texts included, as often as it is there up to twice. */
  readonly words: readonly string[];
  readonly repeated: readonly string[];
}

export const rule = pythonProjectRule({
  id: 'debt/uncalled-function',
  summary: 'Functions that nothing calls',
  severity: 'info',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 5, dead experimental codepaths')],
  docs: {
    what: 'Finds functions whose name stands nowhere in the programs of the project but in their own definition.',
    why: 'What nobody calls nobody runs, so nobody notices when it stops being true. Readers take it for part of the pipeline all the same.',
    instead: 'Delete it, version control remembers it, or call it.',
    limits: 'Methods, decorated functions, tests, examples, entry points by name, files that do not parse and files with more than 50 such functions, which are libraries of others, are left alone. In packages that others install, only names with a leading underscore are looked at.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'the old way of filling gaps',
        format: 'python',
        text: 'def fill_with_zero(rows):\n#   ^^^^^^^^^^^^^^ uncalled\n    return rows.fillna(0)\n\ndef fill_with_mean(rows):\n    return rows.fillna(rows.mean())\n\nprint(fill_with_mean)\n',
      },
    ],
    good: [
      { title: 'another program calls it', format: 'python', fileName: 'clean.py', text: 'def fill_with_mean(rows):\n    return rows.fillna(rows.mean())\n', files: { 'train.py': 'from clean import fill_with_mean\n\nprint(fill_with_mean([]))\n' } },
      { title: 'a package has callers elsewhere', format: 'python', fileName: 'shop/clean.py', text: 'def fill_with_mean(rows):\n    return rows.fillna(rows.mean())\n', files: { 'setup.py': 'from setuptools import setup\n\nsetup(name="shop", install_requires=["pandas"])\n' } },
    ],
  },
  yieldsTo: [],
  needs: 'all-programs',
  collect: ({ facts }): Collected => {
    const counts = new Map<string, number>();
    for (const [word] of facts.document.source.matchAll(/[A-Za-z_]\w*/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { candidates: candidatesOf(facts), words: [...counts.keys()], repeated: [...counts].flatMap(([word, count]) => (count > 1 ? [word] : [])) };
  },
  judge: ({ programs, project }) => {
    const isPackage = project.manifests.some((path) => /\/(?:setup\.py|setup\.cfg|pyproject\.toml)$/.test(path)) || programs.some(({ path }) => path.endsWith('/setup.py'));
    const counts = new Map<string, number>();
    for (const { collected } of programs) {
      for (const word of collected.words) counts.set(word, (counts.get(word) ?? 0) + 1);
      for (const word of collected.repeated) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const uncalled = programs.map(({ collected }) => collected.candidates.filter(({ name }) => counts.get(name) === 1 && (!isPackage || name.startsWith('_'))));
    return uncalled.filter(({ length }) => length <= MOST).flat().map(({ name, lines, at }) => ({ message: 'uncalled' as const, at, data: { function: { text: name }, lines } }));
  },
});

/** Functions of one file that nothing calls; more of them are a library. Own choice. */
const MOST = 50;

/** Called by platforms, servers and command lines by name. */
const ENTRY = /^(?:main|cli|app|handler|\w*_?handler|lambda_\w+|create_app|make_app|init|run|score|predict|model_fn|input_fn|predict_fn|output_fn|serve|setup|teardown|configure|register\w*|load_ipython_extension|\w*_?hook|on_\w+|before_\w+|after_\w+|pytest_\w+|test\w*|upgrade|downgrade|__\w+__)$/i;

function candidatesOf(facts: Facts): Collected['candidates'] {
  const { document } = facts;
  if (isTestCode(document) || isExampleCode(document) || document.syntaxErrors.length > 0 || /\b(?:fire\.Fire|globals\(\)|getattr\(sys\.modules|__getattr__|locals\(\))/.test(document.source)) return [];
  return facts.nodes('FunctionDef').flatMap((node) => {
    if (node.parent.kind !== 'Module' || node.decorators.length > 0 || ENTRY.test(node.name)) return [];
    return [{ name: node.name, lines: linesOf(node, facts), at: { path: document.path, start: node.nameStart, end: node.nameStart + node.name.length } }];
  });
}

function linesOf({ start, end }: FunctionDef, { document }: Facts): number {
  return document.text.slice(start, end).trimEnd().split('\n').length;
}
