/**
 * Rules about Python code and notebooks. A file rule looks at one analysed program at a time; a project rule looks once at what it
 * collected from all of them. Both only say which nodes are to blame; places, related places and paths are filled in by core.
 */
import type { Confidence, Severity } from './finding.ts';
import type { OptionTable, OptionValues } from './option.ts';
import type { PythonDocument } from './python/document.ts';
import type { Facts } from './python/facts.ts';
import type { ProjectFacts } from './python/project-facts.ts';
import type { Node } from './python/syntax.ts';
import type { MessageTable, RuleCommon, Word } from './rule.ts';

type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;

/** Where a finding or a related place stands. */
export type CodePlace =
  | Node
  /** A piece of a document's text. */
  | { readonly document: PythonDocument; readonly start: number; readonly end: number }
  /** A whole cell, Markdown and raw ones too: its first line. */
  | { readonly document: PythonDocument; readonly cellIndex: number }
  /** The whole file: its first line. */
  | { readonly document: PythonDocument };

/** One step of the path that leads to a finding, in the order things happen. */
export interface Step {
  readonly at: CodePlace;
  /** A short clause: "`StandardScaler` is fitted on all rows". Core numbers the steps. */
  readonly text: string;
}

export type CodeVerdict<M extends MessageTable = MessageTable> = {
  [K in keyof M & string]: {
    readonly message: K;
    readonly at: CodePlace;
    readonly related?: readonly Step[];
    /** When left out: the rule's. A user's setting for the rule wins over both. */
    readonly severity?: Severity;
    readonly confidence?: Confidence;
    /** Column the finding speaks of, when it does. */
    readonly column?: string;
  } & (Placeholders<M[K]> extends never
    ? { readonly data?: Readonly<Record<string, never>> }
    : { readonly data: Readonly<Record<Placeholders<M[K]>, Word>> });
}[keyof M & string];

/** A change of a document's text; offsets are those of `PythonDocument.text`, which has the length of the original. */
export interface CodeEdit {
  readonly document: PythonDocument;
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Changes of a notebook besides the source of its Python cells. */
export type CellEdit =
  | { readonly document: PythonDocument; readonly kind: 'delete-cell'; readonly cellIndex: number }
  | { readonly document: PythonDocument; readonly kind: 'clear-outputs'; readonly cellIndex: number }
  | { readonly document: PythonDocument; readonly kind: 'insert-cell'; readonly cellIndex: number; readonly type: 'code' | 'markdown'; readonly source: string };

export interface CodeFix {
  /** Imperative, what changes: "Fit `StandardScaler` on the training rows only". */
  readonly title: string;
  readonly safety: 'safe' | 'review';
  readonly edits: readonly (CodeEdit | CellEdit)[];
}

interface CodeRuleCommon<O extends OptionTable, M extends MessageTable> extends RuleCommon<O, M> {
  /** Rules that name a more special cause: where one of them reports an overlapping place, this rule stays silent. */
  readonly yieldsTo: readonly string[];
}

export interface PythonRule<O extends OptionTable = OptionTable, M extends MessageTable = MessageTable> extends CodeRuleCommon<O, M> {
  readonly kind: 'python';
  /** `notebook` rules run on notebooks (and scripts with cells where they say so) only. */
  readonly on: 'python' | 'notebook';
  /** Pure and total: any value may be unknown. Findings at the same place with the same message are told once. */
  readonly find: (request: { readonly facts: Facts; readonly options: OptionValues<O> }) => readonly CodeVerdict<M>[];
  /**
   * Fixes for one of its verdicts, best first; only asked for when a user wants one. Core shows a fix only when the edited text,
   * analysed again, no longer has the finding and has no new one.
   */
  readonly mend: null | ((request: { readonly verdict: CodeVerdict<M>; readonly facts: Facts; readonly options: OptionValues<O> }) => readonly CodeFix[]);
}

/** Looks at a whole project once. `collect` runs per program, its result must be plain data; `judge` runs once over all. */
export interface PythonProjectRule<O extends OptionTable = OptionTable, M extends MessageTable = MessageTable, C = unknown> extends CodeRuleCommon<O, M> {
  readonly kind: 'python-project';
  /** `all-programs` for rules that say what no program does: they are asked only where each program of the project was checked. */
  readonly needs?: 'all-programs';
  readonly collect: (request: { readonly facts: Facts; readonly options: OptionValues<O> }) => C | null;
  readonly judge: (request: {
    readonly programs: readonly { readonly path: string; readonly collected: C }[];
    readonly project: ProjectFacts;
    readonly options: OptionValues<O>;
  }) => readonly ProjectVerdict<M>[];
}

/** A place in plain data, for what `collect` keeps: made by `placeOf` of the facts' document. */
export interface KeptPlace {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

export type ProjectVerdict<M extends MessageTable = MessageTable> = {
  [K in keyof M & string]: {
    readonly message: K;
    readonly at: KeptPlace;
    readonly related?: readonly { readonly at: KeptPlace; readonly text: string }[];
    readonly severity?: Severity;
    readonly confidence?: Confidence;
  } & (Placeholders<M[K]> extends never
    ? { readonly data?: Readonly<Record<string, never>> }
    : { readonly data: Readonly<Record<Placeholders<M[K]>, Word>> });
}[keyof M & string];

export type CodeRule = PythonRule | PythonProjectRule;

/** Declares a rule on programs with its types inferred. */
export function pythonRule<const O extends OptionTable, const M extends MessageTable>(rule: Omit<PythonRule<O, M>, 'kind' | 'on'>): PythonRule {
  return { ...rule, kind: 'python', on: 'python' } as unknown as PythonRule;
}

/** Declares a rule on notebooks with its types inferred. */
export function notebookRule<const O extends OptionTable, const M extends MessageTable>(rule: Omit<PythonRule<O, M>, 'kind' | 'on'>): PythonRule {
  return { ...rule, kind: 'python', on: 'notebook' } as unknown as PythonRule;
}

/** Declares a rule on a whole project with its types inferred. */
export function pythonProjectRule<const O extends OptionTable, const M extends MessageTable, C>(
  rule: Omit<PythonProjectRule<O, M, C>, 'kind'>,
): PythonProjectRule {
  return { ...rule, kind: 'python-project' } as unknown as PythonProjectRule;
}
