/** What readers of automations share: the files, lines with places, and bounds on work. */
import type { ScriptText } from '../../../../rules/api/repository/automation.ts';
import type { GitFacts, RepositoryFile, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { itemsAt, type TreeNode } from '../../../../rules/api/repository/tree.ts';

export interface Reading {
  readonly files: RepositoryFiles;
  readonly git: GitFacts | null;
  /** Files that git does not know to be untracked. */
  readonly tracked: readonly RepositoryFile[];
  /** Lines of a file without their ends; none when it cannot be read. */
  linesOf(path: string): readonly string[];
  /** The read-me and manifests in lower case, cut short: where a repository says where it lives. */
  ownWords(): string;
  /** Takes so much work off what is left for matching filters; false when nothing is left. */
  spend(work: number): boolean;
}

/** Comparisons of a pattern with a path for all filters together; beyond it they are unknown. Our own choice: at most some seconds. */
const MAX_COMPARISONS = 2_000_000;

/** Lines of a script beyond this are not read. Our own choice. */
const MAX_SCRIPT_LINES = 2_000;

const OWN_FILES: readonly string[] = ['README.md', 'README.rst', 'pyproject.toml', 'setup.cfg', 'package.json'];
/** Characters of each of them. Our own choice. */
const MAX_OWN_WORDS = 50_000;

export function openReading(files: RepositoryFiles, git: GitFacts | null): Reading {
  const lines = new Map<string, readonly string[]>();
  let left = MAX_COMPARISONS;
  let own: string | null = null;
  return {
    files,
    git,
    tracked: files.all.filter(({ isTracked }) => isTracked !== false),
    linesOf: (path) => {
      const known = lines.get(path);
      if (known !== undefined) return known;
      const read = (files.text(path) ?? '').split(/\r\n|\n|\r/);
      lines.set(path, read);
      return read;
    },
    ownWords: () => {
      own ??= OWN_FILES.map((path) => (files.text(path) ?? '').slice(0, MAX_OWN_WORDS).toLowerCase()).join('\n');
      return own;
    },
    spend: (work) => {
      left -= work;
      return left >= 0;
    },
  };
}

/** Place of a whole line without the blanks around it. @param number 1-based */
export function placeOfLine(reading: Reading, path: string, number: number): RepositoryPlace {
  const line = reading.linesOf(path)[number - 1] ?? '';
  const indent = line.length - line.trimStart().length;
  return { path, cell: null, range: { start: { line: number, column: indent + 1 }, end: { line: number, column: Math.max(line.trimEnd().length, indent) + 1 } } };
}

/** Lines of a command, or of a list of commands, each at its place in the file. */
export function scriptOf(reading: Reading, node: TreeNode | null, shell: ScriptText['shell']): ScriptText {
  const lines: { text: string; at: RepositoryPlace }[] = [];
  const add = (item: TreeNode, depth: number): void => {
    if (item.kind === 'scalar') lines.push(...linesOfScalar(reading, item).slice(0, MAX_SCRIPT_LINES - lines.length));
    else if (item.kind === 'list' && depth < 3) for (const inner of item.items) add(inner, depth + 1);
  };
  for (const item of itemsAt(node)) add(item, 0);
  return { lines, shell };
}

function linesOfScalar(reading: Reading, node: TreeNode & { readonly kind: 'scalar' }): { readonly text: string; readonly at: RepositoryPlace }[] {
  if (node.value === null) return [];
  const texts = (typeof node.value === 'string' ? node.value : node.text).split('\n', MAX_SCRIPT_LINES);
  const range = node.at.range;
  if (range === null || range.start.line === range.end.line) return texts.filter((text) => text.trim() !== '').map((text) => ({ text, at: node.at }));
  const source = reading.linesOf(node.at.path);
  const last = Math.min(range.end.line, source.length);
  let number = range.start.line;
  return texts.flatMap((text) => {
    const wanted = text.trim();
    if (wanted === '') return [];
    for (let at = number; at <= last; at += 1) {
      const written = (source[at - 1] ?? '').trim();
      if (written === '' || !(written === wanted || (written.length > 1 && wanted.startsWith(written)) || written.endsWith(wanted))) continue;
      number = at + 1;
      return [{ text, at: placeOfLine(reading, node.at.path, at) }];
    }
    return [{ text, at: node.at }];
  });
}
