/** What a person found out and wrote down: dated sections of documents, notebooks that were run and kept. */
import type { CodeFound, ManualEvidence, Mention } from '../../api/checklist/check.ts';
import type { ItemId } from '../../api/checklist/level.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import type { DocumentSection, Repository } from '../../api/repository/repository.ts';
import type { TextTable } from './tables-and-sentences.ts';
import { isNumber, numbersIn, sentencesIn, tablesIn } from './tables-and-sentences.ts';

interface About {
  readonly items: readonly ItemId[];
  /** Of its own title, or the one above it. */
  readonly title: RegExp;
  /** What its text must speak of besides, where only the title says what it is about. */
  readonly says?: RegExp;
  /** "feature importances". */
  readonly what: string;
  /** True where what is told is no number: a policy, a guide. */
  readonly isWithoutNumbers?: true;
  /** Below such a title: a sentence that tells a result in words of this test. */
  readonly result?: RegExp;
  /** Below any title: a table with such columns, all of them. */
  readonly columns?: readonly RegExp[];
  /** Below any title: a table of measured values with such a row, and one that fits `beside`, or any other where it is left out. */
  readonly rows?: readonly { readonly fits: RegExp; readonly beside?: RegExp }[];
  /** Below any title: a sentence that fits all of these and holds as many numbers. */
  readonly sentence?: { readonly fits: readonly RegExp[]; readonly numbers: number };
}

/** Sections with results are manual evidence, others with such a title are mentions. */
export function documentsAbout(repository: Repository, about: About): CodeFound {
  const { documents } = repository;
  const manual: ManualEvidence[] = [];
  const mentions: Mention[] = [];
  for (const section of documents) {
    // documents that tests read tell nothing of the project
    if (/(?:^|\/)(?:tests?|test[-_]?(?:fixtures|data)|fixtures)\//i.test(section.at.path) || OF_VERSIONS.test(section.at.path)) continue;
    const isTitled = about.title.test(section.titles.slice(-2).join(' / ')) && (about.says?.test(`${section.titles.at(-1) ?? ''}\n${section.text}`) ?? true);
    const isShown = !isTitled && showsByItself(section, about);
    if (!isTitled && !isShown) continue;
    const { items, what } = about;
    const title = (section.titles.at(-1) ?? '').slice(0, 60).replaceAll('`', '');
    const isResult = (isShown || section.hasResults || about.isWithoutNumbers === true || tellsResult(section, about)) && !isIntent(section) && !isNoRecord(section);
    if (isResult) manual.push({ items, at: section.at, text: `\`${title}\` documents ${what}`, ...dated(section, repository, about) });
    else if (isTitled) mentions.push({ items, at: section.at, text: `\`${title}\` speaks of ${what}` });
  }
  return { manual, mentions };
}

/** Whether a section tells the result by itself, whatever its title is. */
function showsByItself({ text }: DocumentSection, { columns, rows, sentence, isWithoutNumbers }: About): boolean {
  if (columns !== undefined || rows !== undefined) {
    const tables = tablesIn(text).filter((table) => isWithoutNumbers === true || hasNumbers(table));
    if (columns !== undefined && tables.some((table) => columns.every((column) => table.header.some((cell) => column.test(cell))))) return true;
    if (rows !== undefined && tables.some((table) => table.rows.length > 1 && table.header.some((cell) => MEASURED.test(cell)) && rows.some((each) => hasRows(table, each)))) return true;
  }
  return sentence !== undefined && sentencesIn(text).some((each) => !IS_WISH.test(each) && sentence.fits.every((pattern) => pattern.test(each)) && numbersIn(each) >= sentence.numbers);
}

/** Labels stand in the first columns. */
function hasRows({ rows }: TextTable, { fits, beside }: NonNullable<About['rows']>[number]): boolean {
  const labels = rows.map((cells) => cells.filter((cell) => !isNumber(cell)).slice(0, MOST_LABELS));
  return labels.some((row) => row.some((label) => fits.test(label))) && (beside === undefined || labels.some((row) => row.some((label) => beside.test(label))));
}

const MOST_LABELS = 3;

function hasNumbers({ rows }: TextTable): boolean {
  return rows.filter((cells) => cells.some((cell, index) => index > 0 && isNumber(cell))).length > 1;
}

/** A sentence that says it, or a list of measured things. */
function tellsResult({ text }: DocumentSection, { result }: About): boolean {
  if ((text.match(/^[ \t]{0,20}(?:[-*+]|\d+[.)])[ \t]{1,8}[^\n:]{1,60}:\*{0,2}[ \t]{0,8}[~≈]?[-+]?\d{1,12}\.\d{1,12}%?[ \t]{0,8}$/gm) ?? []).length > 1) return true;
  return result !== undefined && sentencesIn(text).some((sentence) => !IS_WISH.test(sentence) && result.test(sentence) && numbersIn(sentence) > 0);
}

/** Names of measured values, as headers of tables write them. */
export const MEASURED = /accura|\bacc\b|precision|recall|\bf1|auc|rmse|\bmae\b|mape|\bmse\b|loss|error|score|ndcg|mrr|\bmap\b|hit ?rate|\br2\b|r²|\bwer\b|bleu|skill|quality|\bctr\b|click|metric|lift|wrong|missed|%/i;

const IS_WISH = /\b(?:to-?do|tbd|plan(?:s|ned)?|will|we'll|would|should|shall|must|could|might|going to|target|goal|aim|expect(?:ed)?|e\.g\.|for example|at least|at most|required?|threshold)\b|^\s*[-*+]?\s*\[ \]/i;

/** What changed between versions says nothing of the data or the model. */
const OF_VERSIONS = /(?:^|\/)(?:change-?log|changes|news|history|whats_?new|release-?_?notes|releases?|license|contributing|code_of_conduct)\b[^/]*$|(?:^|\/)(?:whats_?new|changelogs?|releases?)\//i;

/** Lists of what is still to be done. */
function isIntent({ titles, text }: DocumentSection): boolean {
  return titles.some((title) => /\b(?:to-?do|roadmap|future work|next steps|planned|ideas|change-?log|release notes|history|what'?s new|backlog|proposal)\b/i.test(title)) || /^[ \t]{0,20}(?:[-*][ \t]{0,8}\[ \]|TODO\b)/m.test(text);
}

/** Forms nobody has filled in, lessons, descriptions of programs, and what papers of others say. */
function isNoRecord({ at: { path }, titles, text }: DocumentSection): boolean {
  if (/(?:^|\/)(?:tutorials?|courses?|lectures?|lessons?|exercises?|assignments?|templates?|_templates|api|api[-_]reference)\/|template[^/]*$/i.test(path)) return true;
  if (titles.some((title) => /^(?:abstract|related work|background|literature|tutorials?|how to\b|api\b|examples?\b|glossary|faq|template|exercises?|assignment|citation|references)/i.test(title))) return true;
  return /\b(?:YYYY-MM-DD|DD\.MM\.YYYY|lorem ipsum)\b|\{\{|<(?:date|name|your[^>\n]{0,60}|value|metric|fill[^>\n]{0,60}|insert[^>\n]{0,60})>|\[(?:date|name|value|insert[^\]\n]{0,60}|fill[^\]\n]{0,60})\](?!\()|_{4,}|\bX\.XX?\b/i.test(text);
}

/** Its own last date, else that of a section around it, of the head of the document, else of the commit that last changed a report. */
function dated(section: DocumentSection, { documents, files, git }: Repository, { isWithoutNumbers }: About): Pick<ManualEvidence, 'date' | 'isValid'> {
  const { path } = section.at;
  const own = section.dates.at(-1) ?? /(?:^|\D)(20\d\d-[01]\d-[0-3]\d)(?:\D|$)/.exec(path)?.[1];
  if (own !== undefined) return { date: own, isValid: YES };
  const same = documents.filter((other) => other.at.path === path);
  const around = same.filter((other) => other !== section && other.titles.length < section.titles.length && other.titles.every((title, index) => title === section.titles[index]));
  const written = around.at(-1)?.dates.at(-1) ?? dateOfHead(files.text(path) ?? '');
  if (written !== null && written !== undefined) return { date: written, isValid: YES };
  // a page about everything changes for many reasons, a guide is no report, and a rule is not reviewed because its file is touched
  const isReport = isWithoutNumbers !== true && !/(?:^|\/)(?:readme|index)\b[^/]*$/i.test(path) && tablesIn(section.text).some(hasNumbers);
  if (git === null || !isReport) return { date: null, isValid: YES };
  return dateOfCommit(git, path);
}

/** A commit that began the history brought files of any age, so the day of it is no date of what they say. */
function dateOfCommit(git: Repository['git'], path: string): Pick<ManualEvidence, 'date' | 'isValid'> {
  const changed = git?.lastChanged(path) ?? null;
  if (git === null || changed === null) return { date: null, isValid: YES };
  const isFirst = changed === git.commits.at(-1)?.date;
  return { date: changed.slice(0, 10), isValid: git.isShallow || isFirst ? UNKNOWN : YES };
}

/** `date: 2026-10-15` of front matter, or a line that begins like it near the top. */
function dateOfHead(text: string): string | null {
  return /^[-*:| \t]{0,20}(?:date|dated|as of|last[ _-](?:updated?|reviewed|run)|updated|measured|run)\**\s*:\**\s*["']?(20\d\d-[01]\d-[0-3]\d)\b/im.exec(text.split('\n', LINES_OF_HEAD).join('\n').slice(0, MOST_OF_HEAD))?.[1] ?? null;
}

/** Own choices: titles, authors and dates stand there. */
const LINES_OF_HEAD = 15;
const MOST_OF_HEAD = 4_000;

interface Computed {
  readonly items: readonly ItemId[];
  /** Of the calls it makes, by canonical name. */
  readonly calls: RegExp;
  /** "computes feature importances". */
  readonly what: string;
}

/** Notebooks that were run with such a call and kept with what they printed; the commit says when. */
export function notebooksThat({ programs, git }: Repository, { items, calls, what }: Computed): readonly ManualEvidence[] {
  return programs.flatMap((program): readonly ManualEvidence[] => {
    if (program.kind !== 'notebook' || program.executed === null || program.executed.outputs === 0 || program.executed.lastCount === null) return [];
    const call = program.functions.flatMap((each) => each.calls).find(({ name }) => name !== null && calls.test(name));
    if (call === undefined) return [];
    return [{ items, at: call.at, text: `the notebook ${what} and keeps what it printed`, ...dateOfCommit(git, program.path) }];
  });
}

/** Joins what several look-ups gave. */
export function joined(...all: readonly CodeFound[]): CodeFound {
  return {
    checks: all.flatMap(({ checks = [] }) => checks),
    mentions: all.flatMap(({ mentions = [] }) => mentions),
    manual: all.flatMap(({ manual = [] }) => manual),
    counter: all.flatMap(({ counter = [] }) => counter),
  };
}
