/** One case of a rule on data: a small table, how to check it, and what is expected. Made from a rule's examples or from its fixture file. */
import type { TextExample, TypedExample } from '../../rules/api/example.ts';
import type { DataRule } from '../../rules/api/rule.ts';
import type { NotCheckedReason } from '../../server/core/ports.ts';
import { parseMarkedText, sortMarks, type Mark } from './carets.ts';
import { encodeText } from './text-bytes.ts';

export type CaseInput =
  | { readonly kind: 'text'; readonly fileName: string; readonly bytes: Uint8Array; readonly text: string; readonly marks: readonly Mark[] }
  /** `expect` holds `column: messageId`, sorted. */
  | { readonly kind: 'parquet'; readonly fileName: string; readonly columns: TypedExample['columns']; readonly expect: readonly string[] };

export interface RuleCase {
  readonly title: string;
  readonly rule: DataRule;
  readonly input: CaseInput;
  /** Option values of the rule under test. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly label: string | null;
  /** Columns that identify rows. */
  readonly ids: readonly string[];
  /** Rules to run besides the one under test; their messages are marked `group/name:messageId`. */
  readonly select: readonly string[];
  /** Why the table is not checked, where that is the point of the case. */
  readonly notChecked: NotCheckedReason | null;
}

/** Returns the case an example stands for. A good example expects nothing, whatever is drawn into it. */
export function exampleCase(rule: DataRule, example: TextExample | TypedExample): RuleCase {
  const common = { title: example.title, rule, options: example.options ?? {}, label: example.label ?? null, ids: [], select: [], notChecked: null };
  if (example.format === 'parquet') {
    return { ...common, input: { kind: 'parquet', fileName: 'table.parquet', columns: example.columns, expect: [...example.expect].sort() } };
  }
  const { text, marks } = parseMarkedText(example.text);
  return { ...common, input: { kind: 'text', fileName: example.fileName ?? `table.${example.format}`, bytes: encodeText(text, example.encoding ?? 'utf-8'), text, marks: sortMarks(marks) } };
}

/** True when the case expects no finding. */
export function isSilent(input: CaseInput): boolean {
  return (input.kind === 'text' ? input.marks : input.expect).length === 0;
}
