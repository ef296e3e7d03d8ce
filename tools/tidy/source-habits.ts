/** Cheap checks of how the source is written. Pure; each returns problems as `path:line: text`. */
import { maskSource } from './mask.ts';
import { problemAt, type ProjectFile } from './project-files.ts';

/** Lines a file may have. Lintel's own choice; linters whose rules read well keep them near 100 lines. */
const RULE_LINES = 250;
const FILE_LINES = 500;

/** A rule about a file's length; generated files are free. */
export function lengthProblems(file: ProjectFile): readonly string[] {
  if (file.path.endsWith('.generated.ts')) return [];
  const limit = /^rules\/(?!api\/)/.test(file.path) && !file.path.endsWith('.test.ts') ? RULE_LINES : FILE_LINES;
  const lines = file.text.split('\n').length - 1;
  return lines <= limit ? [] : [`${file.path}: ${lines} lines, at most ${limit}`];
}

interface Habit {
  readonly pattern: RegExp;
  readonly text: string;
}

const CODE_HABITS: readonly Habit[] = [
  { pattern: /(?::|\bas|<|\||&|=>|=)\s*any\b(?!\s*[(:.?])|\bany\[\]|<[^<>()]*\bany\b[^<>()]*>/g, text: '`any`; name the type, or `unknown`' },
  { pattern: /[\w\])]!(?=\s*[.;,)\]:[]|\s*$)/gm, text: 'a non-null `!`; make the type say it, or test' },
  { pattern: /^export default\b/gm, text: 'a default export; name it' },
  { pattern: /^export \*/gm, text: '`export *`; name what is exported' },
  { pattern: /^enum\b|^export (?:const )?enum\b|^(?:export )?namespace\b/gm, text: 'an enum or a namespace; use a union or a module' },
];

/** State of a module outlives the check that made it. */
const STATE_HABITS: readonly Habit[] = [
  { pattern: /^(?:export )?(?:let|var)\b/gm, text: 'module-level state; pass it as an argument' },
  { pattern: /^(?:export )?const \w+(?:: (?!Readonly)[^=]*)? = new (?:Weak)?(?:Map|Set)\b/gm, text: 'a module-level collection that can change; annotate ReadonlyMap or ReadonlySet, or pass it as an argument' },
];

const COMMENT_HABITS: readonly Habit[] = [
  { pattern: /\bFIXME\b/g, text: 'a FIXME; mend it before it goes in' },
  { pattern: /\bTODO\b(?!\(\w[^)]*\):)/g, text: 'a TODO without an owner' },
  { pattern: /@ts-(?:ignore|nocheck|expect-error)|eslint-disable/g, text: 'a switched-off check' },
  { pattern: /^\s*(?:\/\/|\/\*|\*)?\s*[-=*#~/]{6,}/gm, text: 'a banner; a name says it better' },
  { pattern: /^\/\/\s*(?:import|export|const|let|return|if \(|await)\b.*[;{]\s*$/g, text: 'code in a comment; delete it' },
];

export function habitProblems(file: ProjectFile): readonly string[] {
  const { code, comments } = maskSource(file.text);
  const isStateless = /^(?:rules|server\/core)\//.test(file.path) && !file.path.endsWith('.test.ts');
  const inCode = [...CODE_HABITS, ...(isStateless ? STATE_HABITS : [])].flatMap((habit) => matches(file, code, { habit, offset: 0 }));
  return [...inCode, ...comments.flatMap((comment) => COMMENT_HABITS.flatMap((habit) => matches(file, comment.text, { habit, offset: comment.offset })))];
}

function matches(file: ProjectFile, text: string, { habit, offset }: { readonly habit: Habit; readonly offset: number }): readonly string[] {
  return [...text.matchAll(habit.pattern)].map((match) => problemAt(file, offset + match.index, habit.text));
}

const FOREIGN_WORDS: readonly Habit[] = [
  { pattern: /\/(?:work|farm)\/(?:main|shared|\.)|\.\.\/shared\//g, text: "a path of somebody's machine" },
  { pattern: /\b(?:issue|ticket) #?\d+\b/gi, text: 'a number that means nothing to the reader; say what it was about' },
  { pattern: /\bas (?:an AI|requested|instructed)\b/gi, text: 'a word about how this was made' },
];

/** Texts of the project speak of the project: no machine, no numbers of a list the reader does not have. */
export function foreignWordProblems(file: ProjectFile): readonly string[] {
  return FOREIGN_WORDS.flatMap((habit) => matches(file, file.text, { habit, offset: 0 }));
}
