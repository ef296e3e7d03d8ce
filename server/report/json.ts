/** The JSON report, schemaVersion 1. Its shape is a contract: it changes only by adding. */
import type { BaselineUse, CheckedFile, DatasetLoad, Finding, NotChecked, Report, TableProfile } from '../core/report.ts';
import { scoreObject } from './score/json.ts';
import { countKind, countSeverity, openFindings } from './summary.ts';
import type { ReportOptions } from './summary.ts';

export const SCHEMA_VERSION = 1;

/** Returns the report as one JSON document. */
export function* toJson(report: Report, options: ReportOptions): Generator<string, void> {
  const head = escapeInvisible(JSON.stringify(jsonHead(options), null, 2));
  yield head.slice(0, -'\n}'.length);
  yield* jsonList('findings', { items: report.findings, toObject: jsonFinding });
  yield* jsonList('notChecked', { items: report.notChecked, toObject: jsonNotChecked });
  yield* jsonList('checked', { items: report.checked, toObject: jsonChecked });
  yield `,\n  "rules": ${indented(report.rules, 1)}`;
  if (report.loads !== undefined && report.loads.length > 0) yield* jsonList('loads', { items: report.loads, toObject: jsonLoad });
  if (options.profiles === 'shown') yield* jsonList('profiles', { items: report.profiles, toObject: jsonProfile });
  if (report.score !== null) yield `,\n  "score": ${indented(scoreObject(report.score, options), 1)}`;
  if (report.baseline !== null) yield `,\n  "baseline": ${indented(jsonBaseline(report.baseline), 1)}`;
  yield `,\n  "summary": ${indented(jsonSummary(report), 1)}\n}\n`;
}

/** One member of the document, item by item. */
function* jsonList<T>(name: string, { items, toObject }: { readonly items: readonly T[]; readonly toObject: (item: T) => object }): Generator<string, void> {
  yield `,\n  "${name}": [`;
  for (const [index, item] of items.entries()) yield `${index === 0 ? '' : ','}\n    ${indented(toObject(item), 2)}`;
  yield items.length === 0 ? ']' : '\n  ]';
}

function indented(value: object, depth: number): string {
  return escapeInvisible(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${'  '.repeat(depth)}`);
}

export function jsonHead({ toolVersion }: ReportOptions): object {
  return { schemaVersion: SCHEMA_VERSION, tool: { name: 'lintel', version: toolVersion } };
}

/** Returns what the contract says of a finding; nothing else leaves. */
export function jsonFinding(finding: Finding): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.message,
    path: finding.path,
    range: finding.range,
    cell: finding.cell,
    dataset: finding.dataset,
    column: finding.column,
    rows: finding.rows,
    related: finding.related.map(({ path, range, cell, message }) => ({ path, range, cell, message })),
    fixes: finding.fixes.map(({ title, safety, edits }) => ({ title, safety, edits: edits.map(({ path, range, cell, newText }) => ({ path, range, cell, newText })) })),
    suppressed: finding.suppressed === null ? null : { kind: finding.suppressed.kind, reason: finding.suppressed.reason, owner: finding.suppressed.owner ?? null, until: finding.suppressed.until ?? null },
    baseline: finding.baseline,
    fingerprint: finding.fingerprint,
  };
}

export function jsonNotChecked({ path, reason, message }: NotChecked): object {
  return { path, reason, message };
}

export function jsonChecked({ path, kind }: CheckedFile): object {
  return { path, kind };
}

/** Where code first reads a dataset with findings, so that what has no place in a text file can be shown there. */
export function jsonLoad({ dataset, path, range, cell }: DatasetLoad): object {
  return { dataset, path, range, cell };
}

export function jsonProfile({ path, format, delimiter, hasHeader, rows, columns, isSample }: TableProfile): object {
  return {
    path,
    format,
    delimiter,
    hasHeader,
    rows,
    isSample,
    columns: columns.map(({ name, type, kind, missing, distinct, isDistinctExact, min, max, mean, std, histogram, top }) => ({
      name, type, kind, missing, distinct, isDistinctExact, min, max, mean, std, histogram, top,
    })),
  };
}

export function jsonBaseline({ kind, name, known, moved, absent }: BaselineUse): object {
  return { kind, name, known, moved, absent: absent.map(({ rule, path, count, confidence, message }) => ({ rule, path, count, confidence, message })) };
}

export function jsonSummary(report: Report): object {
  const open = openFindings(report);
  return {
    errors: countSeverity(open, 'error'),
    warnings: countSeverity(open, 'warning'),
    infos: countSeverity(open, 'info'),
    filesChecked: report.checked.length,
    datasetsChecked: countKind(report, 'dataset'),
    complete: report.isComplete,
  };
}

/** Characters JSON leaves as they are but a terminal acts on are written as escapes: the same data, safe to look at. */
export function escapeInvisible(json: string): string {
  return json.replace(/[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
