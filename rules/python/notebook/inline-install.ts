import { notebookRule } from '../../api/python-rule.ts';
import type { CodeVerdict } from '../../api/python-rule.ts';
import { codeCellsOf } from '../../api/python/notebook-cells.ts';
import type { CodeCell } from '../../api/python/notebook-cells.ts';
import type { Facts } from '../../api/python/facts.ts';

const MESSAGES = {
  unpinned: '{packages} installed without a version',
  late: '`{package}` is installed after cell {cell} imports it',
} as const;

export const rule = notebookRule({
  id: 'notebook/inline-install',
  summary: 'Packages that a notebook installs without a version, or too late',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.2.0',
  sources: [
    { title: 'IPython documentation', where: '%pip', url: 'https://ipython.readthedocs.io/en/stable/interactive/magics.html#magic-pip' },
    { title: 'pip documentation', where: 'Repeatable installs', url: 'https://pip.pypa.io/en/stable/topics/repeatable-installs/' },
  ],
  docs: {
    what: '`!pip install x`, `%pip install x` and the like without a version, or below a cell that already imports the package.',
    why: 'Each run installs what is newest that day, so the notebook gives other results or stops next year. A package that is already imported stays the old one until the kernel starts again.',
    instead: 'Put `%pip install x==1.2.3` into the first cell, or the packages into a requirements file with versions. `%pip` installs for the kernel that runs the notebook, `!pip` for whatever Python comes first.',
    limits: 'A version that is bounded from above (`<2`, `~=1.4`) counts as given, as do files, local folders and commits. Installing `pip` itself is left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      { title: 'Whatever is newest', format: 'notebook', text: '# %%\n!pip install -q shap "xgboost>=1"\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unpinned\n' },
      { title: 'After the import', format: 'notebook', text: '# %%\nimport shap\n# %%\n%pip install shap==0.46.0\n^^^^^^^^^^^^^^^^^^^^^^^^^ late\n' },
    ],
    good: [
      { title: 'A version, then the import', format: 'notebook', text: '# %%\n%pip install shap==0.46.0\n# %%\nimport shap\n' },
      { title: 'A file of versions', format: 'notebook', text: '# %%\n!pip install -r requirements.txt\n' },
    ],
  },
  yieldsTo: [],
  find: ({ facts }) =>
    codeCellsOf(facts.document).flatMap((cell) =>
      installsIn(cell).flatMap(({ start, end, specifiers }): readonly CodeVerdict<typeof MESSAGES>[] => {
        const at = { document: facts.document, start, end };
        const unpinned = specifiers.filter((one) => !isBounded(one)).map(packageOf);
        if (unpinned.length > 0) return [{ message: 'unpinned', at, data: { packages: { text: listed(unpinned) } } }];
        const late = specifiers.map(packageOf).flatMap((name) => importAbove(facts, { name, offset: start }));
        return late.slice(0, 1).map(({ name, cell: above }) => ({ message: 'late', at, data: { package: { text: name }, cell: above } }));
      }),
    ),
  mend: null,
});

interface Install {
  readonly start: number;
  readonly end: number;
  readonly specifiers: readonly string[];
}

function installsIn({ magics, language, source, range }: CodeCell): readonly Install[] {
  const lines = magics.filter(({ isCellMagic }) => !isCellMagic).map(({ start, end, name, arguments: rest }) => ({ start, end, command: name === '!' ? rest : `${name} ${rest}` }));
  const shell = language === 'bash' ? [...source.matchAll(/^.*\binstall\b.*$/gm)].map((match) => ({ start: range.start + match.index, end: range.start + match.index + match[0].length, command: match[0] })) : [];
  return [...lines, ...shell].flatMap(({ start, end, command }) => {
    const specifiers = command.split(/&&|\|\||;/).flatMap(specifiersOf);
    return specifiers.length === 0 ? [] : [{ start, end, specifiers }];
  });
}

const INSTALL = /^\s*(?:sudo\s+)?(?:(?:\{?[\w./]*(?:sys\.executable|python)[\w.]*\}?|"\{sys\.executable\}")\s+-m\s+)?(?:uv\s+)?(?:pip3?|conda|mamba|micromamba)\s+install\s+(.*)$/s;
/** Options of pip and conda that are followed by a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['-c', '--constraint', '-i', '--index-url', '--extra-index-url', '-f', '--find-links', '-t', '--target', '--channel', '-n', '--name', '-p', '--prefix', '--timeout', '--python', '--root', '--progress-bar']);
const FROM_FILE: ReadonlySet<string> = new Set(['-r', '--requirement', '-e', '--editable', '--file']);
/** Tools of the installation itself. */
const TOOLS: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel', 'uv', 'conda']);

/** What one command installs by name; nothing when it reads a file. */
function specifiersOf(command: string): readonly string[] {
  const rest = INSTALL.exec(command)?.[1];
  if (rest === undefined) return [];
  const found: string[] = [];
  const words = rest.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  for (let at = 0; at < words.length; at += 1) {
    const word = (words[at] ?? '').replace(/^["']|["']$/g, '');
    if (word === '#' || /^(?:[12&]?>|\|)/.test(word)) break;
    if (WITH_VALUE.has(word) || FROM_FILE.has(word)) at += 1;
    else if (/^[A-Za-z][\w.-]*(?:\[[\w.,-]*\])?(?:\s*(?:[=<>!~]=?=?|@).*)?$/.test(word) && !/\.(?:whl|zip|gz|txt)$|\//.test(word)) found.push(word);
    else if (/^git\+/.test(word)) found.push(word);
  }
  return found.filter((one) => !TOOLS.has(packageOf(one)));
}

/** Conda writes `x=1.2`; a branch or commit of a repository is behind `@`. */
function isBounded(specifier: string): boolean {
  if (specifier.startsWith('git+')) return /\.git@\S|[^/@]@[\w.-]{5,}/.test(specifier.slice('git+https://'.length));
  return /(?:^|[^<>!])=|<|~=|@/.test(specifier) && !/^[^=<~@]*>=?[^<~]*$/.test(specifier);
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('git+')) return (/([\w.-]+?)(?:\.git)?(?:@[^/]*)?(?:#.*)?$/.exec(specifier)?.[1] ?? specifier).toLowerCase();
  return /^[\w.-]+/.exec(specifier)?.[0] ?? specifier;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `\`${name}\``).join(', ');
  const more = names.length - MOST_NAMED;
  return `${shown}${more > 0 ? ` and ${more} more` : ''} ${names.length === 1 ? 'is' : 'are'}`;
}

/** More would not fit a message. */
const MOST_NAMED = 2;

/** The import of the package above an offset. */
function importAbove({ names, document }: Facts, { name, offset }: { readonly name: string; readonly offset: number }): readonly { readonly name: string; readonly cell: number }[] {
  const module = name.toLowerCase().replaceAll('-', '_');
  const above = names.imports.find((one) => one.node.start < offset && one.module.split('.')[0]?.toLowerCase() === module);
  const cell = above === undefined ? undefined : document.cells.find(({ range }) => range !== null && range.start <= above.node.start && above.node.start < range.end);
  return cell === undefined ? [] : [{ name, cell: cell.index + 1 }];
}
