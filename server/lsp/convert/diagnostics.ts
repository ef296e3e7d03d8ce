/** From a report to the diagnostics an editor shows, by file. Pure. */
import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation, type Range } from 'vscode-languageserver';
import type { Severity } from '../../../rules/api/finding.ts';
import { resolvePath } from '../../core/paths.ts';
import type { Finding, NotChecked, Range as ReportRange, Related, Report } from '../../core/report.ts';
import { rulePageAddress } from '../../protocol/messages.ts';
import type { PlacedProblem } from '../find.ts';
import type { FindingData } from './finding-data.ts';

export const SOURCE = 'lintel';

/** Code of diagnostics about the config file. */
export const CONFIG_CODE = 'config';

export interface DiagnosticOptions {
  /** Absolute folder that paths of the report are relative to. */
  readonly root: string;
  readonly uriOfPath: (path: string) => string;
  readonly showsSuppressed: boolean;
  readonly hasRelatedInformation: boolean;
  /** Whether the client opens rule pages by their address. */
  readonly hasRulePages: boolean;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Line 1, without width: where findings of binary files stand. */
const TOP: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** Returns the diagnostics by absolute path. */
export function toDiagnostics(report: Pick<Report, 'findings' | 'notChecked'>, options: DiagnosticOptions): ReadonlyMap<string, readonly Diagnostic[]> {
  const byPath = new Map<string, Diagnostic[]>();
  const add = (path: string, diagnostic: Diagnostic): void => {
    const absolute = resolvePath(options.root, path);
    const list = byPath.get(absolute);
    if (list === undefined) byPath.set(absolute, [diagnostic]);
    else list.push(diagnostic);
  };
  for (const finding of report.findings) {
    if (finding.suppressed === null || options.showsSuppressed) add(finding.path, findingDiagnostic(finding, options));
  }
  for (const note of report.notChecked) add(note.path, notCheckedDiagnostic(note));
  return byPath;
}

function findingDiagnostic(finding: Finding, options: DiagnosticOptions): Diagnostic {
  const data: FindingData = { rule: finding.rule, dataset: finding.dataset, column: finding.column, mend: finding.mend };
  const diagnostic: Diagnostic = {
    range: toRange(finding.range),
    severity: finding.suppressed === null ? SEVERITY[finding.severity] : DiagnosticSeverity.Hint,
    source: SOURCE,
    code: finding.rule,
    message: finding.suppressed === null ? finding.message : `${finding.message} (ignored: ${finding.suppressed.reason})`,
    data,
  };
  if (options.hasRulePages) diagnostic.codeDescription = { href: rulePageAddress(finding.rule) };
  if (options.hasRelatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((related) => relatedInformation(related, options));
  }
  return diagnostic;
}

function relatedInformation(related: Related, { root, uriOfPath }: DiagnosticOptions): DiagnosticRelatedInformation {
  return { location: { uri: uriOfPath(resolvePath(root, related.path)), range: toRange(related.range) }, message: related.message };
}

/** What was not checked, on the first line of its file. */
export function notCheckedDiagnostic({ reason, message }: NotChecked): Diagnostic {
  return { range: TOP, severity: DiagnosticSeverity.Warning, source: SOURCE, code: reason, message: `Not checked: ${message}` };
}

/** A problem of a config file, from its place to the end of the line. */
export function configDiagnostic({ line, column, lineEnd, message }: PlacedProblem): Diagnostic {
  const place = { line: line ?? 1, column: column ?? 1 };
  const range = toRange({ start: place, end: { line: place.line, column: Math.max(lineEnd ?? place.column, place.column) } });
  return { range, severity: DiagnosticSeverity.Error, source: SOURCE, code: CONFIG_CODE, message };
}

/** 1-based to 0-based; both count UTF-16 code units and end exclusively. */
export function toRange(range: ReportRange | null): Range {
  if (range === null) return TOP;
  const { start, end } = range;
  return { start: { line: start.line - 1, character: start.column - 1 }, end: { line: end.line - 1, character: end.column - 1 } };
}
