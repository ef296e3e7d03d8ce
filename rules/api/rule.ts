/**
 * The shape of a rule. A rule is one value in one file; its id `<group>/<name>` comes from the path. Finding (`judge`), saying
 * (`messages`) and mending (`mend`) are separate members; none of them opens a file, writes SQL or formats for an output.
 */
import type { Column, Place, Table } from './column.ts';
import type { Confidence, Severity } from './finding.ts';
import type { ColumnMeasure, MeasureValues, TableMeasure } from './measure.ts';
import type { OptionTable, OptionValues } from './option.ts';
import type { RowSelector } from './predicate.ts';
import type { Example } from './example.ts';
import type { CodeRule } from './python-rule.ts';
import type { RepositoryRule } from './repository-rule.ts';

/** Placeholders core fills itself: see `MessageText`. */
type BuiltIn = 'column' | 'count' | 'rows' | 'share';

type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | Placeholders<Rest> : never;

/**
 * What a placeholder may carry. Numbers are grouped and rounded to three significant digits (whole numbers are kept whole),
 * percentages get a `%`, values of the data are quoted, cut and, in columns that look personal, hidden; text is put in as it is.
 */
export type Word =
  | number
  | { readonly percent: number }
  | { readonly values: readonly string[] }
  | { readonly columns: readonly string[] }
  | { readonly text: string };

/**
 * Messages by id: one fact in the present tense, names in backticks, no full stop. `{column}` is the blamed column's name,
 * `{rows}` the table's row count, `{count}` and `{share}` the exact number and percentage of rows that the verdict's `at` selects.
 */
export type MessageTable = Readonly<Record<string, string>>;

/** Where a finding is placed. */
export type At =
  /** The rows selected; the first one's cell is marked. Core counts them exactly and drops the verdict when there is none. */
  | { readonly kind: 'rows'; readonly selector: RowSelector }
  /** The column's header cell. */
  | { readonly kind: 'header' }
  /** The whole table: its first line. */
  | { readonly kind: 'table' }
  /** Places known from the bytes. */
  | { readonly kind: 'places'; readonly places: readonly Place[] };

export type Verdict<M extends MessageTable = MessageTable> = {
  [K in keyof M & string]: {
    readonly message: K;
    readonly at: At;
    /** Index of the blamed column; a column rule's own column when left out. */
    readonly column?: number;
    /** When left out: the rule's. A user's setting for the rule wins over both. */
    readonly severity?: Severity;
    readonly confidence?: Confidence;
  } & (Exclude<Placeholders<M[K]>, BuiltIn> extends never
    ? { readonly data?: Readonly<Record<string, never>> }
    : { readonly data: Readonly<Record<Exclude<Placeholders<M[K]>, BuiltIn>, Word>> });
}[keyof M & string];

export interface RuleDocs {
  /** What the rule finds, in a paragraph. */
  readonly what: string;
  /** Why it matters for a model. */
  readonly why: string;
  /** What to do instead. */
  readonly instead: string;
  /** What it cannot see and where it stays silent on purpose. */
  readonly limits: string;
}

export interface Source {
  readonly title: string;
  /** Section, table or page. */
  readonly where?: string;
  readonly url?: string;
}

/** What every rule has, whatever it reads. */
export interface RuleCommon<O extends OptionTable, M extends MessageTable> {
  readonly id: `${string}/${string}`;
  /** One line for lists: what is wrong, as a noun phrase, no full stop. */
  readonly summary: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly status: 'preview' | 'stable' | 'deprecated';
  readonly since: string;
  readonly sources: readonly Source[];
  readonly docs: RuleDocs;
  readonly options: O;
  readonly messages: M;
  readonly fix: 'none' | 'safe' | 'review';
  readonly examples: { readonly bad: readonly Example[]; readonly good: readonly Example[] };
}

/** Code that mends the data at load time, one statement or a few lines; `df` is the frame. Null where there is no honest one. */
export interface Mend {
  readonly pandas: string;
  readonly polars: string;
}

export interface MendRequest<O extends OptionTable, M extends MessageTable> {
  readonly verdict: Verdict<M>;
  readonly table: Table;
  /** The blamed column. */
  readonly column: Column | null;
  readonly options: OptionValues<O>;
}

interface DataRuleCommon<O extends OptionTable, M extends MessageTable> extends RuleCommon<O, M> {
  /**
   * Rules that name a more special cause of the same trouble: where one of them reports the same column (or, for table rules,
   * the same table), this rule stays silent there.
   */
  readonly yieldsTo: readonly string[];
  readonly mend: ((request: MendRequest<O, M>) => Mend | null) | null;
}

export interface ColumnRule<
  O extends OptionTable = OptionTable,
  M extends MessageTable = MessageTable,
  N extends Readonly<Record<string, ColumnMeasure<unknown>>> = Readonly<Record<string, ColumnMeasure<unknown>>>,
> extends DataRuleCommon<O, M> {
  readonly kind: 'column';
  /** Cheap test on name, types and sample; nothing is measured for columns it refuses. */
  readonly applies: (column: Column, request: { readonly table: TableHead; readonly options: OptionValues<O> }) => boolean;
  readonly measures: (column: Column, options: OptionValues<O>) => N;
  /** Pure. At most a few verdicts per column; one per cause. */
  readonly judge: (request: {
    readonly column: Column;
    readonly table: Table;
    readonly measured: MeasureValues<N>;
    readonly options: OptionValues<O>;
  }) => readonly Verdict<M>[];
}

/** A table before it is measured: rows are not counted yet. */
export type TableHead = Omit<Table, 'rows'>;

export interface TableRule<
  O extends OptionTable = OptionTable,
  M extends MessageTable = MessageTable,
  N extends Readonly<Record<string, TableMeasure<unknown>>> = Readonly<Record<string, TableMeasure<unknown>>>,
  C extends Readonly<Record<string, ColumnMeasure<unknown>>> = Readonly<Record<string, ColumnMeasure<unknown>>>,
> extends DataRuleCommon<O, M> {
  readonly kind: 'table';
  readonly applies: (request: { readonly table: TableHead; readonly options: OptionValues<O> }) => boolean;
  /** Measures of the whole table. */
  readonly measures: (request: { readonly table: TableHead; readonly options: OptionValues<O> }) => N;
  /** Measures asked of each column in `columns(...)`; for rules that compare columns. */
  readonly perColumn: null | {
    readonly columns: (request: { readonly table: TableHead; readonly options: OptionValues<O> }) => readonly Column[];
    readonly measures: (column: Column) => C;
  };
  readonly judge: (request: {
    readonly table: Table;
    readonly measured: MeasureValues<N>;
    /** By column index; only the columns asked for. */
    readonly columns: ReadonlyMap<number, MeasureValues<C>>;
    readonly options: OptionValues<O>;
  }) => readonly Verdict<M>[];
}

/** Any data rule, with its type parameters forgotten. */
export type DataRule = ColumnRule | TableRule;
export type Rule = DataRule | CodeRule | RepositoryRule;

export function isDataRule(rule: Rule): rule is DataRule {
  return rule.kind === 'column' || rule.kind === 'table';
}

export function isCodeRule(rule: Rule): rule is CodeRule {
  return rule.kind === 'python' || rule.kind === 'python-project';
}

export function isRepositoryRule(rule: Rule): rule is RepositoryRule {
  return rule.kind === 'repository';
}

/** Declares a column rule with its types inferred. `id` is checked against the path by the generator. */
export function columnRule<
  const O extends OptionTable,
  const M extends MessageTable,
  N extends Readonly<Record<string, ColumnMeasure<unknown>>>,
>(rule: Omit<ColumnRule<O, M, N>, 'kind'>): ColumnRule {
  return { ...rule, kind: 'column' } as unknown as ColumnRule;
}

/** Declares a table rule with its types inferred. */
export function tableRule<
  const O extends OptionTable,
  const M extends MessageTable,
  N extends Readonly<Record<string, TableMeasure<unknown>>>,
  C extends Readonly<Record<string, ColumnMeasure<unknown>>>,
>(rule: Omit<TableRule<O, M, N, C>, 'kind'>): TableRule {
  return { ...rule, kind: 'table' } as unknown as TableRule;
}
