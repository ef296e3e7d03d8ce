/** Findings and what else stands in JSON reports, read back. What reports do not hold is empty: hashes of content, edits by offset. */
import { CONFIDENCES, SEVERITIES } from '../../../rules/api/finding.ts';
import type { NotCheckedReason } from '../../core/ports.ts';
import type { BaselineUse, CheckedFile, Finding, NotChecked, TableProfile } from '../../core/report.ts';
import { count, flag, list, nullable, number, object, oneOf, optional, ordinal, pattern, ShapeFault, text } from './shape.ts';
import type { Read } from './shape.ts';

const position = object({ line: ordinal, column: ordinal });
export const readRange = object({ start: position, end: position });

export const readRuleId = pattern(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/);

export const readFinding: Read<Finding> = (value, at) => ({ ...storedFinding(value, at), messageId: '', identity: { line: '', around: '' }, mend: null });

const storedFinding = object({
  rule: readRuleId,
  severity: oneOf(...SEVERITIES),
  confidence: oneOf(...CONFIDENCES),
  message: text,
  path: text,
  range: nullable(readRange),
  cell: nullable(ordinal),
  dataset: nullable(text),
  column: nullable(text),
  rows: nullable(list(ordinal)),
  related: list(object({ path: text, range: nullable(readRange), cell: nullable(ordinal), message: text })),
  fixes: list(readFix()),
  suppressed: nullable(object({ kind: oneOf('config', 'comment'), reason: text })),
  baseline: oneOf('new', 'unchanged'),
  fingerprint: text,
});

function readFix(): Read<Finding['fixes'][number]> {
  const stored = object({ title: text, safety: oneOf('safe', 'review'), edits: list(object({ path: text, range: readRange, cell: optional(nullable(ordinal), null), newText: text })) });
  return (value, at) => ({ ...stored(value, at), fileEdits: [], cellEdits: [] });
}

/** Reasons are added now and then; what they are called is all that is known of others. */
const readReason: Read<NotCheckedReason> = (value, at) => {
  const reason = text(value, at);
  if (!isReason(reason)) throw new ShapeFault(`\`${at}\` is not a reason such as too-large`);
  return reason;
};

function isReason(reason: string): reason is NotCheckedReason {
  return /^[a-z-]{1,40}$/.test(reason);
}

export const readNotChecked: Read<NotChecked> = object({ path: text, reason: readReason, message: text });

export const readChecked: Read<CheckedFile> = object({ path: text, kind: oneOf('dataset', 'program', 'other') });

const scalar: Read<number | string> = (value, at) => (typeof value === 'number' ? number(value, at) : text(value, at));

export const readProfile: Read<TableProfile> = object({
  path: text,
  format: text,
  rows: count,
  columns: list(
    object({
      name: text,
      type: text,
      kind: oneOf('integer', 'float', 'boolean', 'date', 'timestamp', 'time', 'text', 'list', 'struct', 'binary', 'empty', 'other'),
      missing: count,
      distinct: count,
      isDistinctExact: flag,
      min: nullable(scalar),
      max: nullable(scalar),
      mean: nullable(number),
      std: nullable(number),
      histogram: nullable(list(number)),
      top: list(object({ value: text, count })),
    }),
  ),
  isSample: flag,
  delimiter: nullable(text),
  hasHeader: flag,
});

export const readBaseline: Read<BaselineUse> = (value, at) => {
  const { absent, ...stored } = storedBaseline(value, at);
  return { ...stored, absent: absent.map((entry) => ({ ...entry, identity: { line: '', around: '' } })) };
};

const storedBaseline = object({
  kind: oneOf('file', 'commit'),
  name: text,
  known: count,
  moved: count,
  absent: list(object({ rule: readRuleId, path: text, count: ordinal, confidence: oneOf(...CONFIDENCES), message: text })),
});
