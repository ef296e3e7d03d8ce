/** Messages about the ML Test Score and the debt that is counted with it. Plain data: the client and its panel bundle this file. Lines and characters are 0-based. */
import type { EditorDebt } from './debt.ts';
import type { PlainTextEdit } from './messages.ts';
import type { EditorPlace } from './place.ts';

/** `lintel/score` asks for one folder, `lintel/scoreChanged` tells of one, `lintel/scoreShown` says whether anything shows scores. */
export const SCORE_METHODS = {
  score: 'lintel/score',
  scoreChanged: 'lintel/scoreChanged',
  scoreShown: 'lintel/scoreShown',
  trustGranted: 'lintel/trustGranted',
  attest: 'lintel/attest',
} as const;

/** Scores are computed anew only while something shows them. */
export interface ScoreShownParams {
  readonly isShown: boolean;
  /** Whether debt is among it, which is not counted otherwise; as `isShown` when left out. */
  readonly isDebtShown?: boolean;
}

/** A folder of the workspace. It is scored when that was not done yet, or when `refreshes`. */
export interface ScoreParams {
  readonly uri: string;
  readonly refreshes: boolean;
}

/** Null when the folder is none of the workspace. */
export type ScoreResult = FolderScore | null;

/** What is known of one folder of the workspace. */
export interface FolderScore {
  readonly uri: string;
  readonly state:
    | { readonly kind: 'waiting' }
    /** `done` is 0..1; `path` is looked at, relative to the folder. */
    | { readonly kind: 'computing'; readonly done: number; readonly path: string }
    | { readonly kind: 'done' }
    /** There are no files. */
    | { readonly kind: 'empty' }
    /** `text` is a plain sentence. */
    | { readonly kind: 'failed'; readonly text: string };
  /** The last one, while another is computed too; null when there was none. */
  readonly score: EditorScore | null;
  /** Counted together with the score, while it is shown or when somebody asks; else the last one. */
  readonly debt: EditorDebt | null;
}

/** `lintel/scoreChanged`: score and debt are left out where they are as before. */
export type ScoreChangedParams = Omit<FolderScore, 'score' | 'debt'> & Partial<Pick<FolderScore, 'score' | 'debt'>>;

export const STATUSES = ['automated', 'manual', 'void', 'absent', 'unknown', 'not-applicable'] as const;

export type EditorStatus = (typeof STATUSES)[number];

export interface Interval {
  readonly proven: number;
  readonly attested: number;
  readonly claimed: number;
}

export interface EditorScore extends Interval {
  readonly rubric: string;
  /** Points of a repository that has everything. */
  readonly most: number;
  readonly adjusted: number;
  readonly band: string;
  /** Id of the section that holds the score down; null where none does. */
  readonly bindingSection: string | null;
  readonly sections: readonly EditorSection[];
  /** Cheapest next points first. */
  readonly cheapest: readonly { readonly test: string; readonly points: number; readonly text: string }[];
  /** Null where git was not asked or there is no commit. */
  readonly commit: string | null;
  readonly isDirty: boolean;
  /** Whether git was not asked because the folder is not trusted. */
  readonly isRestricted: boolean;
  readonly notChecked: readonly { readonly path: string; readonly message: string }[];
  /** How many things were not checked, those left out above as well. */
  readonly notCheckedCount: number;
}

export interface EditorSection extends Interval {
  readonly id: string;
  readonly title: string;
  readonly most: number;
  readonly tests: readonly EditorTest[];
}

export interface EditorTest {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly status: EditorStatus;
  /** Proven points. */
  readonly points: number;
  readonly attested: number;
  readonly claimed: number;
  readonly most: number;
  readonly confidence: 'high' | 'medium' | 'low';
  /** From the check up to where it runs. */
  readonly evidence: readonly EditorLink[];
  /** Links that are missing or void. */
  readonly broken: readonly EditorLink[];
  readonly next: readonly string[];
  readonly mayAttest: boolean;
}

/** One link of a chain. */
export interface EditorLink {
  /** How far it leads: `real check`, `wired`. */
  readonly level: string;
  readonly text: string;
  /** `src/train.py:12`; empty for the repository as a whole. */
  readonly where: string;
  /** Null for the repository as a whole. */
  readonly place: EditorPlace | null;
}

/** `lintel/attest`: the entry for a test that people fill in. */
export interface AttestParams {
  readonly uri: string;
  readonly test: string;
}

/** The edit that adds an entry. The client creates the file when `creates`, applies the edits, and shows `line`. */
export type AttestResult =
  | { readonly ok: true; readonly uri: string; readonly creates: boolean; readonly edits: readonly PlainTextEdit[]; readonly line: number }
  | { readonly ok: false; readonly message: string };
