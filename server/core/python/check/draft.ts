/** What a rule found in code, as plain data that can leave the process it was found in: placed and worded, but not yet weighed. */
import type { Confidence, Severity } from '../../../../rules/api/finding.ts';
import type { Content } from '../../identity.ts';
import type { CellChange } from '../../report.ts';
import type { FileEdit } from '../fix/edit-files.ts';
import type { PlainRead } from '../reading-data/look-at-tables.ts';
import type { FilePlace, Span } from './code-places.ts';

export interface Draft extends Span {
  readonly rule: string;
  readonly messageId: string;
  readonly message: string;
  /** What the verdict says, else the rule. */
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Absolute. */
  readonly path: string;
  readonly place: FilePlace;
  /** Lines of the whole text on which a comment silences it. */
  readonly lines: readonly number[];
  /** Its first line and the lines around it, for its identity. */
  readonly content: Content;
  readonly column: string | null;
  readonly related: readonly DraftStep[];
  /** Verified; empty unless fixes were asked for. */
  readonly fixes: readonly DraftFix[];
}

export interface DraftFix {
  readonly title: string;
  readonly safety: 'safe' | 'review';
  /** As reports show them. Absolute paths. */
  readonly edits: readonly { readonly path: string; readonly place: FilePlace; readonly newText: string }[];
  /** The same as offsets into the files' texts. */
  readonly fileEdits: readonly FileEdit[];
  /** Those of whole cells, for editors, which change cells rather than files. Absolute paths. */
  readonly cellEdits: readonly CellChange[];
}

export interface DraftStep {
  /** Absolute. */
  readonly path: string;
  readonly place: FilePlace;
  readonly text: string;
}

/** A comment or a cell tag that silences rules. */
export interface CodeSuppression {
  readonly kind: 'line' | 'file' | 'tag';
  /** As written; empty when none is named. */
  readonly rules: readonly string[];
  readonly reason: string;
  /** The line of the whole text it speaks of; null for files and tags, and where nothing follows. */
  readonly line: number | null;
  /** Where it is written. */
  readonly place: FilePlace;
}

export interface RuleFailureNote {
  readonly rule: string;
  /** For the log. */
  readonly detail: string;
}

/** All that checking one program gives. */
export interface CheckedProgram {
  readonly path: string;
  readonly drafts: readonly Draft[];
  /** By absolute path: of the program itself, and of modules blamed through it. */
  readonly suppressions: ReadonlyMap<string, readonly CodeSuppression[]>;
  /** What project rules keep of it, by rule id. */
  readonly collected: ReadonlyMap<string, unknown>;
  readonly failures: readonly RuleFailureNote[];
  /** Absolute paths of modules that were followed into. */
  readonly followed: readonly string[];
  /** Of files that are named. */
  readonly reads: readonly PlainRead[];
  /** False when a limit was hit, so that silence means nothing. */
  readonly isWhole: boolean;
  /** Whether some of the text could not be read; nothing is said of that. */
  readonly hasSyntaxErrors: boolean;
}
