/** How a score is put into words and signs, in the panel, the tree and the status bar alike. Pure. */
import { STATUSES, type EditorLink, type EditorScore, type EditorSection, type EditorStatus, type EditorTest, type Interval } from '../../server/protocol/score.ts';

export interface StatusLook {
  readonly label: string;
  /** Codicon. */
  readonly icon: string;
  /** One sentence. */
  readonly about: string;
}

export const STATUS_LOOKS: Readonly<Record<EditorStatus, StatusLook>> = {
  automated: { label: 'Automated', icon: 'pass-filled', about: 'A check runs by itself, and its failure counts.' },
  manual: { label: 'By hand', icon: 'person', about: 'Done by hand with a dated result, or only in part by itself.' },
  void: { label: 'Void', icon: 'error', about: 'Looks present and is not.' },
  absent: { label: 'Absent', icon: 'circle-large-outline', about: 'Nothing is there, or only people run it.' },
  unknown: { label: 'Unknown', icon: 'question', about: 'Something is there whose way could not be followed to the end.' },
  'not-applicable': { label: 'Not applicable', icon: 'circle-slash', about: 'Does not apply; the adjusted score leaves it out.' },
};

export const CAVEAT = 'A good score says that a project is tested, not that it is right to build it: it is no ethical clearance.';

export function points(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** `1 point`, `0.5 points`. */
export function pointsText(value: number): string {
  return `${points(value)} ${value === 1 ? 'point' : 'points'}`;
}

/** `proven 1.5, attested 2, claimed 4 of 7`. */
export function intervalText({ proven, attested, claimed }: Interval, most: number): string {
  return `proven ${points(proven)}, attested ${points(attested)}, claimed ${points(claimed)} of ${points(most)}`;
}

/** `Void, 0 of 1 point`. */
export function verdictText({ status, points: own, most }: EditorTest): string {
  return status === 'not-applicable' ? STATUS_LOOKS[status].label : `${STATUS_LOOKS[status].label}, ${points(own)} of ${pointsText(most)}`;
}

/** Sections whose sum is the score, by their titles; empty where every section counts. */
export function bindingSections({ bindingSection, sections, proven }: EditorScore): readonly EditorSection[] {
  return bindingSection === null ? [] : sections.filter((section) => section.proven === proven);
}

/** `Monitoring and Data hold the score down`; null where no section does. */
export function bindingText(score: EditorScore): string | null {
  const titles = bindingSections(score).map(({ title }) => title);
  if (titles.length === 0) return null;
  if (titles.length === score.sections.length && titles.length > 1) return 'All sections hold the score down alike';
  return titles.length === 1 ? `${titles.join('')} holds the score down` : `${titles.slice(0, -1).join(', ')} and ${titles.at(-1) ?? ''} hold the score down`;
}

/** How many tests have each status, in the order of the statuses; those that none has are left out. */
export function statusCounts({ sections }: EditorScore): readonly { readonly status: EditorStatus; readonly count: number }[] {
  const tests = sections.flatMap((section) => section.tests);
  return STATUSES.map((status) => ({ status, count: tests.filter((test) => test.status === status).length })).filter(({ count }) => count > 0);
}

/** Text in pieces: what stands between backticks is code. */
export function codePieces(text: string): readonly { readonly isCode: boolean; readonly text: string }[] {
  return text.split(/`([^`]+)`/).flatMap((piece, at) => (piece === '' ? [] : [{ isCode: at % 2 === 1, text: piece }]));
}

/** The link that says most in one line: the check itself of what is done, else where it breaks. */
export function mainLink({ status, evidence, broken }: EditorTest): EditorLink | null {
  const first = status === 'automated' || status === 'manual' || status === 'not-applicable' ? evidence[0] : broken[0];
  return first ?? broken[0] ?? evidence[0] ?? null;
}

/** `commit 4f2c1aa80b with changes that are not committed`. */
export function commitText({ commit, isDirty }: EditorScore): string | null {
  return commit === null ? null : `commit ${commit.slice(0, 10)}${isDirty ? ' with changes that are not committed' : ''}`;
}
