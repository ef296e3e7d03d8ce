/** What a person found out and wrote down: dated sections of documents, notebooks that were run and kept. */
import type { CodeFound, ManualEvidence, Mention } from '../../api/checklist/check.ts';
import type { ItemId } from '../../api/checklist/level.ts';
import { UNKNOWN, YES } from '../../api/repository/place.ts';
import type { DocumentSection, Repository } from '../../api/repository/repository.ts';

interface About {
  readonly items: readonly ItemId[];
  /** Of its own title, or the one above it. */
  readonly title: RegExp;
  /** What its text must speak of besides. */
  readonly says?: RegExp;
  /** "feature importances". */
  readonly what: string;
  /** True where what is told is no number: a policy, a guide. */
  readonly isWithoutNumbers?: true;
}

/** Sections with results are manual evidence, others with such a title are mentions. */
export function documentsAbout({ documents }: Repository, about: About): CodeFound {
  const manual: ManualEvidence[] = [];
  const mentions: Mention[] = [];
  for (const section of documents) {
    // documents that tests read tell nothing of the project
    if (/(?:^|\/)(?:tests?|test[-_]?(?:fixtures|data)|fixtures)\//i.test(section.at.path)) continue;
    if (OF_VERSIONS.test(section.at.path) || !about.title.test(section.titles.slice(-2).join(' / ')) || !(about.says?.test(section.text) ?? true)) continue;
    const { items, what } = about;
    const title = (section.titles.at(-1) ?? '').slice(0, 60).replaceAll('`', '');
    const isResult = (section.hasResults || about.isWithoutNumbers === true) && !isIntent(section);
    if (!isResult) mentions.push({ items, at: section.at, text: `\`${title}\` speaks of ${what}` });
    else manual.push({ items, at: section.at, text: `\`${title}\` documents ${what}`, date: dateOf(section, documents), isValid: YES });
  }
  return { manual, mentions };
}

/** What changed between versions says nothing of the data or the model. */
const OF_VERSIONS = /(?:^|\/)(?:change-?log|changes|news|history|whats_?new|release-?_?notes|releases?|license|contributing|code_of_conduct)\b[^/]*$|(?:^|\/)(?:whats_?new|changelogs?|releases?)\//i;

/** Lists of what is still to be done. */
function isIntent({ titles, text }: DocumentSection): boolean {
  return titles.some((title) => /\b(?:to-?do|roadmap|future work|next steps|planned|ideas|change-?log|release notes|history|what'?s new)\b/i.test(title)) || /^\s*(?:[-*]\s*\[ \]|TODO\b)/m.test(text);
}

/** Its own last date, else the last one of a section around it. */
function dateOf(section: DocumentSection, documents: readonly DocumentSection[]): string | null {
  const own = section.dates.at(-1);
  if (own !== undefined) return own;
  const inPath = /(?:^|\D)(20\d\d-[01]\d-[0-3]\d)(?:\D|$)/.exec(section.at.path)?.[1];
  if (inPath !== undefined) return inPath;
  const around = documents.filter((other) => other !== section && other.at.path === section.at.path && other.titles.length < section.titles.length && other.titles.every((title, index) => title === section.titles[index]));
  return around.at(-1)?.dates.at(-1) ?? null;
}

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
    const date = git?.lastChanged(program.path)?.slice(0, 10) ?? null;
    return [{ items, at: call.at, text: `the notebook ${what} and keeps what it printed`, date, isValid: git?.isShallow === true ? UNKNOWN : YES }];
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
