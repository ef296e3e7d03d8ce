import { hiddenDebt } from '../../api/debt/hidden-debt.ts';
import { fileName, scriptTexts } from '../../api/debt/settings.ts';
import { mayBeSameFile } from '../../api/debt/project-paths.ts';
import type { RepositoryFiles } from '../../api/repository/files.ts';
import { at, entriesAt } from '../../api/repository/tree.ts';
import type { TreeNode } from '../../api/repository/tree.ts';
import { repositoryRule } from '../../api/repository-rule.ts';
import type { RepositoryVerdict } from '../../api/repository-rule.ts';

const MESSAGES = {
  undefined: '`{file}` does not set `{key}`',
} as const;

export const rule = repositoryRule({
  id: 'debt/undefined-setting',
  summary: 'Settings that code reads and the file does not have',
  severity: 'warning',
  confidence: 'likely',
  status: 'preview',
  since: '0.3.0',
  sources: [hiddenDebt('section 6, configuration debt')],
  docs: {
    what: 'Finds keys that a script reads from a YAML, JSON or TOML file it has just loaded, and that the file does not have.',
    why: 'The program stops there with a KeyError, perhaps after hours of training. Most often the setting was renamed or moved in one of the two places.',
    instead: 'Write the key into the file, or read the name the file has.',
    limits: 'The path must be written in the call that loads the file, the variable must be set once, and keys must be read by texts in brackets. Files that merge others are left alone.',
  },
  options: {},
  messages: MESSAGES,
  fix: 'none',
  examples: {
    bad: [
      {
        title: 'it was renamed in the file',
        format: 'repository',
        fileName: 'train.py',
        text: 'import yaml\n\nconfig = yaml.safe_load(open("config.yaml"))\nrate = config["model"]["rate"]\n#      ^^^^^^^^^^^^^^^^^^^^^^^ undefined\n',
        files: { 'config.yaml': 'model:\n  learning_rate: 0.1\n' },
      },
    ],
    good: [
      {
        title: 'the file has it',
        format: 'repository',
        fileName: 'train.py',
        text: 'import yaml\n\nwith open("config.yaml") as file:\n    config = yaml.safe_load(file)\nrate = config["model"]["rate"]\n',
        files: { 'config.yaml': 'model:\n  rate: 0.1\n' },
      },
    ],
  },
  yieldsTo: [],
  looksAt: ['**/*.py'],
  mayBlame: ({ text }) => loadsIn(text).length > 0,
  needs: 'texts',
  find: ({ repository }) => scriptTexts(repository).flatMap(({ path, text }) => loadsIn(text).flatMap((load) => verdictsOn(load, { path, text, files: repository.files }))),
  mend: null,
});

interface Load {
  readonly variable: string;
  readonly path: string;
  /** Keys of the part of the file that is kept. */
  readonly below: readonly string[];
}

const LOADER = String.raw`(?:yaml\.(?:safe_load|load|full_load)|json\.load|toml(?:i|lib)?\.load)`;
/** Keys of what is kept, to the end of the line: whatever else is done to it makes something else of it. */
const PART = String.raw`((?:\[(?:"[^"\n]+"|'[^'\n]+')\])*)[ \t]*(?:#.*)?$`;
const DIRECT = new RegExp(String.raw`^(\w+)\s*=\s*${LOADER}\(\s*open\(\s*["']([^"'\n]+)["'][^()\n]*\)[^()\n]*\)${PART}`, 'gm');
const WITH = new RegExp(String.raw`^with open\(\s*["']([^"'\n]+)["'][^\n]*\bas (\w+):[ \t]*\n[ \t]+(\w+)\s*=\s*${LOADER}\(\s*\2\b[^()\n]*\)${PART}`, 'gm');

/** Loads at the top of a script into a variable that is set once and never changed. */
function loadsIn(text: string): readonly Load[] {
  const direct = [...text.matchAll(DIRECT)].map(([, variable = '', path = '', part = '']) => ({ variable, path, below: keysIn(part) }));
  const opened = [...text.matchAll(WITH)].map(([, path = '', , variable = '', part = '']) => ({ variable, path, below: keysIn(part) }));
  return [...direct, ...opened].filter(({ variable }) => {
    const changes = new RegExp(String.raw`\b${variable}\b(?:\[[^\]\n]*\])*\s*(?:[|:+]?=(?!=)|\.(?:update|setdefault|merge|pop)\b)|\b(?:for|as|def \w+\([^)]*|lambda[^:]*)\s*\b${variable}\b|\bdel ${variable}\b|\bglobal\b[^\n]*\b${variable}\b`, 'g');
    return [...text.matchAll(changes)].length === 1;
  });
}

interface Script {
  readonly path: string;
  readonly text: string;
  readonly files: RepositoryFiles;
}

function verdictsOn({ variable, path, below }: Load, { path: script, text, files }: Script): readonly RepositoryVerdict<typeof MESSAGES>[] {
  const candidates = files.all.filter((file) => mayBeSameFile(file.path, path));
  const [file, ...others] = candidates;
  const trees = file === undefined ? [] : files.trees(file.path);
  const root = trees[0]?.root;
  if (file === undefined || others.length > 0 || trees.length !== 1 || root?.kind !== 'map' || merges(root)) return [];
  const reads = new RegExp(String.raw`(?<![\w.])${variable}((?:\[(?:"[^"\n]+"|'[^'\n]+')\])+)(?!\s*=[^=])`, 'g');
  return [...text.matchAll(reads)].flatMap((match) => {
    const keys = [...below, ...keysIn(match[1] ?? '')];
    const missing = firstMissing(root, keys);
    if (missing === null || isInComment(text, match.index)) return [];
    return [{ message: 'undefined', at: files.place(script, match.index, match.index + match[0].length), related: [{ at: { path: file.path, cell: null, range: null }, text: 'it is loaded from here' }], data: { file: { text: fileName(file.path) }, key: { text: keys.slice(0, missing + 1).join('.').replaceAll('`', "'") } } }];
  });
}

function keysIn(brackets: string): readonly string[] {
  return [...brackets.matchAll(/\["([^"]+)"\]|\['([^']+)'\]/g)].map(([, double, single]) => double ?? single ?? '');
}

/** Index of the first key that is not there; null when all are, or nobody can tell. */
function firstMissing(root: TreeNode, keys: readonly string[]): number | null {
  let node: TreeNode | null = root;
  for (const [index, key] of keys.entries()) {
    if (node?.kind !== 'map') return null;
    const next = at(node, key);
    if (next === null) return index;
    node = next;
  }
  return null;
}

function merges(root: TreeNode): boolean {
  return entriesAt(root).some(({ key, value }) => key === '<<' || key === 'defaults' || (value.kind === 'map' && value.entries.some((entry) => entry.key === '<<')));
}

function isInComment(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset) + 1, offset);
  // `in` and `try` say that the program knows it may be missing
  return line.includes('#') || /\b(?:try|except)\b/.test(text.slice(Math.max(0, offset - NEAR), offset));
}

/** Characters before a read in which a `try` counts. Own choice: some lines. */
const NEAR = 200;
