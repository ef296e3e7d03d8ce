/** From a report to the diagnostics an editor shows, by file. Pure. */
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation, type Location } from 'vscode-languageserver';
import type { Severity } from '../../../rules/api/finding.ts';
import { resolvePath } from '../../core/paths.ts';
import type { Finding, NotChecked, Related, Report } from '../../core/report.ts';
import { rulePageAddress } from '../../protocol/messages.ts';
import type { PlacedProblem } from '../find.ts';
import type { FindingData } from './finding-data.ts';
import { TOP, toRange } from './to-range.ts';

export const SOURCE = 'lintel';

/** Code of diagnostics about the config file. */
export const CONFIG_CODE = 'config';

export interface DiagnosticOptions {
  /** Absolute folder that paths of the report are relative to. */
  readonly root: string;
  /** Where the editor shows a place of a file, by absolute path. */
  readonly locationOf: (place: { readonly path: string; readonly cell: number | null; readonly range: Finding['range'] }) => Location;
  /** Whether the file is a notebook whose cells the editor shows; else places in cells are put into words. */
  readonly showsCells: (path: string) => boolean;
  readonly showsSuppressed: boolean;
  readonly hasRelatedInformation: boolean;
  /** Whether the client opens rule pages by their address. */
  readonly hasRulePages: boolean;
  /** Whether the findings are those of rules on repositories; they are not when it is left out. */
  readonly isOfRepository?: boolean;
}

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Returns the diagnostics by address. */
export function toDiagnostics(report: Pick<Report, 'findings' | 'notChecked'>, options: DiagnosticOptions): ReadonlyMap<string, readonly Diagnostic[]> {
  const byUri = new Map<string, Diagnostic[]>();
  const add = (uri: string, diagnostic: Diagnostic): void => {
    const list = byUri.get(uri);
    if (list === undefined) byUri.set(uri, [diagnostic]);
    else list.push(diagnostic);
  };
  const locate = ({ path, cell, range }: Pick<Finding, 'path' | 'cell' | 'range'>): Location => options.locationOf({ path: resolvePath(options.root, path), cell, range });
  for (const finding of report.findings) {
    if (finding.suppressed !== null && !options.showsSuppressed) continue;
    const { uri, range } = locate(finding);
    const where = finding.cell === null || options.showsCells(resolvePath(options.root, finding.path)) ? '' : ` (${cellText(finding)})`;
    add(uri, findingDiagnostic(finding, { ...options, range, where }));
  }
  for (const note of report.notChecked) add(locate({ path: note.path, cell: null, range: null }).uri, notCheckedDiagnostic(note));
  return byUri;
}

/** Rules whose place is code or cells that do nothing; editors grey it out. */
const UNNECESSARY: readonly string[] = ['notebook/empty-cell', 'config/unused-suppression'];

function cellText({ cell, range }: Pick<Finding, 'cell' | 'range'>): string {
  return [`cell ${cell}`, ...(range === null ? [] : [`line ${range.start.line}`])].join(', ');
}

function findingDiagnostic(finding: Finding, options: DiagnosticOptions & Pick<Diagnostic, 'range'> & { readonly where: string }): Diagnostic {
  const { rule, dataset, column, mend, confidence } = finding;
  const data: FindingData = { rule, dataset, column, mend, confidence, isOfRepository: options.isOfRepository === true };
  const diagnostic: Diagnostic = {
    range: options.range,
    severity: finding.suppressed === null ? SEVERITY[finding.severity] : DiagnosticSeverity.Hint,
    source: SOURCE,
    code: finding.rule,
    message: `${finding.message}${options.where}${finding.suppressed === null ? '' : ` (ignored: ${finding.suppressed.reason})`}`,
    data,
  };
  if (UNNECESSARY.includes(rule)) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (options.hasRulePages) diagnostic.codeDescription = { href: rulePageAddress(finding.rule) };
  if (options.hasRelatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((related) => relatedInformation(related, options));
  }
  return diagnostic;
}

function relatedInformation({ path, cell, range, message }: Related, { root, locationOf }: DiagnosticOptions): DiagnosticRelatedInformation {
  return { location: locationOf({ path: resolvePath(root, path), cell, range }), message: cell === null ? message : `${message} (${cellText({ cell, range })})` };
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
