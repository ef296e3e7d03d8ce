/** Runs data rules on one table: what they ask, then what they judge. Pure; one failing rule loses no other. */
import type { Column, Table } from '../../../rules/api/column.ts';
import { defaultOptions, type OptionTable, type OptionValues } from '../../../rules/api/option.ts';
import type { ColumnRule, DataRule, TableHead, TableRule, Verdict } from '../../../rules/api/rule.ts';
import type { Config } from '../config.ts';
import type { Measured } from './measured.ts';
import type { Ask } from './plan.ts';

/** A rule bound to one place of a table, with its options. */
export type Task =
  | { readonly kind: 'column'; readonly rule: ColumnRule; readonly options: OptionValues<OptionTable>; readonly column: Column; readonly measures: ReturnType<ColumnRule['measures']> }
  | { readonly kind: 'table'; readonly rule: TableRule; readonly options: OptionValues<OptionTable>; readonly measures: ReturnType<TableRule['measures']>; readonly columns: readonly ColumnTask[] };

interface ColumnTask {
  readonly column: Column;
  readonly measures: ReturnType<ColumnRule['measures']>;
}

/** A rule that broke; our own bug, told to the user and to the log. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface Judged {
  readonly rule: DataRule;
  readonly options: OptionValues<OptionTable>;
  readonly verdict: Verdict;
  readonly column: Column | null;
}

/** Returns the rule's options: the user's where configured, else the defaults. */
export function optionsOf(rule: DataRule, config: Pick<Config, 'rules'>): OptionValues<OptionTable> {
  return { ...defaultOptions(rule.options), ...config.rules[rule.id] } as OptionValues<OptionTable>;
}

/** Binds each rule to the columns it applies to. @param columns the columns to look at, in order */
export function bindRules(rules: readonly DataRule[], head: TableHead, columns: readonly Column[], config: Pick<Config, 'rules'>): { readonly tasks: readonly Task[]; readonly failures: readonly RuleFailure[] } {
  const failures: RuleFailure[] = [];
  const tasks = rules.flatMap((rule): readonly Task[] => {
    try {
      return rule.kind === 'column' ? bindColumns(rule, head, columns, optionsOf(rule, config)) : bindTable(rule, head, columns, optionsOf(rule, config));
    } catch (error) {
      failures.push({ rule: rule.id, error });
      return [];
    }
  });
  return { tasks, failures };
}

function bindColumns(rule: ColumnRule, table: TableHead, columns: readonly Column[], options: OptionValues<OptionTable>): Task[] {
  return columns
    .filter((column) => rule.applies(column, { table, options }))
    .map((column) => ({ kind: 'column', rule, options, column, measures: rule.measures(column, options) }));
}

function bindTable(rule: TableRule, table: TableHead, columns: readonly Column[], options: OptionValues<OptionTable>): Task[] {
  if (!rule.applies({ table, options })) return [];
  const { perColumn } = rule;
  const compared = perColumn?.columns({ table, options }).filter((column) => columns.includes(column)).map((column) => ({ column, measures: perColumn.measures(column) })) ?? [];
  return [{ kind: 'table', rule, options, measures: rule.measures({ table, options }), columns: compared }];
}

/** Everything the tasks ask, repetitions included; the planner merges them. */
export function asksOf(tasks: readonly Task[]): Ask[] {
  return tasks.flatMap((task): Ask[] => {
    if (task.kind === 'column') return Object.values(task.measures).map((asked) => ({ column: task.column.index, spec: asked.spec }));
    return [
      ...Object.values(task.measures).map((asked): Ask => ({ column: null, spec: asked.spec })),
      ...task.columns.flatMap(({ column, measures }) => Object.values(measures).map((asked): Ask => ({ column: column.index, spec: asked.spec }))),
    ];
  });
}

/** Lets every rule judge its measures. */
export function judgeTasks(tasks: readonly Task[], table: Table, measured: Measured): { readonly judged: readonly Judged[]; readonly failures: readonly RuleFailure[] } {
  const failures: RuleFailure[] = [];
  const judged = tasks.flatMap((task): readonly Judged[] => {
    try {
      return task.kind === 'column' ? judgeColumn(task, table, measured) : judgeTable(task, table, measured);
    } catch (error) {
      failures.push({ rule: task.rule.id, error });
      return [];
    }
  });
  return { judged, failures };
}

function judgeColumn(task: Task & { kind: 'column' }, table: Table, measured: Measured): Judged[] {
  const { rule, options, column } = task;
  const values = measured.ofColumn(column.index, task.measures) as Parameters<ColumnRule['judge']>[0]['measured'];
  const verdicts = rule.judge({ column, table, measured: values, options });
  return verdicts.map((verdict) => ({ rule, options, verdict, column: verdict.column === undefined ? column : (table.columns[verdict.column] ?? column) }));
}

function judgeTable(task: Task & { kind: 'table' }, table: Table, measured: Measured): Judged[] {
  const { rule, options } = task;
  const columns = new Map(task.columns.map(({ column, measures }) => [column.index, measured.ofColumn(column.index, measures)])) as Parameters<TableRule['judge']>[0]['columns'];
  const values = measured.ofTable(task.measures) as Parameters<TableRule['judge']>[0]['measured'];
  const verdicts = rule.judge({ table, measured: values, columns, options });
  return verdicts.map((verdict) => ({ rule, options, verdict, column: verdict.column === undefined ? null : (table.columns[verdict.column] ?? null) }));
}
