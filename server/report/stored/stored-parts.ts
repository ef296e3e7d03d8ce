/** Findings and what else stands in JSON reports, read back. What reports do not hold is empty: hashes of content, edits by offset. */
import { CONFIDENCES, SEVERITIES } from '../../../rules/api/finding.ts';
import type { NotCheckedReason } from '../../core/ports.ts';
import type { BaselineUse, CheckedFile, DatasetLoad, Finding, NotChecked, TableProfile } from '../../core/report.ts';
import { count, flag, list, nullable, number, object, oneOf, optional, ordinal, pattern, shortList, text } from './shape.ts';
import type { Read } from './shape.ts';

const position = object({ line: ordinal, column: ordinal });
export const readRange = object({ start: position, end: position });

export const readRuleId = pattern(/^[a-z0-9-]{1,80}\/[a-z0-9-]{1,80}$/, 'the id of a rule, such as `leakage/group-split`');

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
  suppressed: nullable(readSuppressed()),
  baseline: oneOf('new', 'unchanged'),
  fingerprint: text,
});

function readSuppressed(): Read<NonNullable<Finding['suppressed']>> {
  const stored = object({ kind: oneOf('config', 'comment'), reason: text, owner: optional(nullable(text), null), until: optional(nullable(pattern(/^\d{4}-\d{2}-\d{2}$/, 'a day, such as 2026-01-31')), null) });
  return (value, at) => {
    const { kind, reason, owner, until } = stored(value, at);
    return { kind, reason, ...(owner === null ? {} : { owner }), ...(until === null ? {} : { until }) };
  };
}

function readFix(): Read<Finding['fixes'][number]> {
  const stored = object({ title: text, safety: oneOf('safe', 'review'), edits: list(object({ path: text, range: readRange, cell: optional(nullable(ordinal), null), newText: text })) });
  return (value, at) => ({ ...stored(value, at), fileEdits: [], cellEdits: [] });
}

/** Reasons are added now and then; what they are called is all that is known of others. */
const readReason = pattern(/^[a-z-]{1,40}$/, 'a reason, such as `too-large`') as Read<NotCheckedReason>;

export const readNotChecked: Read<NotChecked> = object({ path: text, reason: readReason, message: text });

export const readChecked: Read<CheckedFile> = object({ path: text, kind: oneOf('dataset', 'program', 'other') });

export const readLoad: Read<DatasetLoad> = object({ dataset: text, path: text, range: readRange, cell: nullable(ordinal) });

const scalar: Read<number | string> = (value, at) => (typeof value === 'number' ? number(value, at) : text(value, at));

/** Own choice: many times what profiles have. */
const MOST_BINS = 1000;

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
      histogram: nullable(shortList(number, MOST_BINS)),
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
