/** What the page's script is told: plain data, bounded, with what is the same for many findings said once. */
import type { Confidence, Severity } from '../../../rules/api/finding.ts';

export interface PageData {
  /** Paths that findings name. */
  readonly files: readonly string[];
  readonly rules: readonly PageRule[];
  readonly findings: readonly PageFinding[];
}

export interface PageRule {
  readonly id: string;
  /** What stands before the slash of the id. */
  readonly group: string;
  /** Null for rules this version does not know. */
  readonly help: PageHelp | null;
}

export interface PageHelp {
  readonly summary: string;
  readonly what: string;
  readonly why: string;
  readonly instead: string;
  readonly limits: string;
  readonly sources: readonly { readonly text: string; /** Empty where there is none. */ readonly url: string }[];
}

/** `known` stands in the baseline, `silenced` in a suppression; the rest is open. */
export type FindingState = 'open' | 'known' | 'silenced';

/** What has no value is left out. */
export interface PageFinding {
  /** Index into `files`. */
  readonly file: number;
  /** Index into `rules`. */
  readonly rule: number;
  readonly severity: Severity;
  readonly message: string;
  readonly state?: Exclude<FindingState, 'open'>;
  readonly confidence?: Exclude<Confidence, 'certain'>;
  /** 1-based; lines count within the cell of a notebook. */
  readonly line?: number;
  readonly column?: number;
  readonly cell?: number;
  /** Of the table, where a finding is about data. */
  readonly columnName?: string;
  readonly rows?: readonly number[];
  readonly steps?: readonly PageStep[];
  readonly fixes?: readonly PageFix[];
  /** Why it is silenced. */
  readonly reason?: string;
  readonly source?: PageSource;
}

export interface PageStep {
  /** Index into `files`; left out in the finding's own file. */
  readonly file?: number;
  readonly line?: number;
  readonly cell?: number;
  readonly message: string;
}

export interface PageFix {
  readonly title: string;
  readonly safety: 'safe' | 'review';
}

/** Lines of the file around the place. */
export interface PageSource {
  /** 1-based number of the first of them. */
  readonly first: number;
  readonly lines: readonly string[];
}

export function stateOf({ state }: PageFinding): FindingState {
  return state ?? 'open';
}
