/** Lines of findings in the terminal: place, severity, sentence, rule, and the steps that lead there. */
import type { Finding, Related } from '../core/report.ts';
import type { ReportOptions } from './summary.ts';
import { display, MIN_TEXT_WIDTH, padEnd, padStart, widthOf, wrap } from './terminal.ts';
import type { Paint } from './terminal.ts';

export interface TextOptions extends ReportOptions {
  readonly isColored: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** `short` leaves the next step out; `long` adds row numbers, known and silenced findings. */
  readonly detail: 'short' | 'usual' | 'long';
}

/** How a finding is drawn. */
export interface Drawing {
  readonly paint: Paint;
  readonly options: TextOptions;
}

/** Returns the lines of findings with places, severities and sentences in columns of their own. */
export function findingLines(findings: readonly Finding[], { paint, options, indent }: Drawing & { readonly indent: string }): readonly string[] {
  const places = findings.map(placeOf);
  const placeWidth = Math.max(0, ...places.map(widthOf));
  return findings.flatMap((finding, index) => {
    const head = `${indent}${padStart(places[index] ?? '', placeWidth)}${placeWidth === 0 ? '' : '  '}`;
    const message = `${display(finding.message)}${detailOf(finding, options)}`;
    const textWidth = Math.max(MIN_TEXT_WIDTH, options.width - widthOf(head) - SEVERITY_WIDTH - 2);
    const isOneLine = widthOf(message) + 2 + widthOf(finding.rule) <= textWidth;
    const [first = '', ...rest] = isOneLine ? [`${message}  ${paint.dim(finding.rule)}`] : [...wrap(message, textWidth), paint.dim(finding.rule)];
    const hang = ' '.repeat(widthOf(head) + SEVERITY_WIDTH + 2);
    const steps = finding.related.flatMap((step) => wrap(stepText(step, finding), textWidth).map((line) => paint.dim(line)));
    return [`${head}${severityWord(finding, paint)}  ${first}`, ...[...rest, ...steps].map((line) => hang + line)];
  });
}

/** Steps in other files name them. */
function stepText(step: Related, finding: Finding): string {
  const place = [...(step.path === finding.path ? [] : [display(step.path)]), ...(step.cell === null ? [] : [`cell ${step.cell}`]), ...(step.range === null ? [] : [`line ${step.range.start.line}`])];
  return `${display(step.message)}${place.length === 0 ? '' : ` (${place.join(', ')})`}`;
}

const SEVERITY_WIDTH = 'warning'.length;

function placeOf({ range, cell }: Finding): string {
  const place = range === null ? '' : `${range.start.line}:${range.start.column}`;
  return cell === null ? place : `cell ${cell}:${place}`;
}

function detailOf({ rows, suppressed, baseline }: Finding, { detail }: TextOptions): string {
  if (detail !== 'long') return '';
  const named = rows === null || rows.length === 0 ? '' : ` [${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}]`;
  if (suppressed === null) return baseline === 'new' ? named : `${named} [known]`;
  return `${named} [silenced${termsOf(suppressed)}: ${display(suppressed.reason)}]`;
}

/** By whom, and until when. */
function termsOf({ owner, until }: NonNullable<Finding['suppressed']>): string {
  return `${owner === undefined ? '' : ` by ${display(owner)}`}${until === undefined ? '' : ` until ${display(until)}`}`;
}

function severityWord({ severity, suppressed, baseline }: Finding, paint: Paint): string {
  const word = padEnd(severity, SEVERITY_WIDTH);
  if (suppressed !== null || baseline === 'unchanged') return paint.dim(word);
  return severity === 'error' ? paint.red(word) : severity === 'warning' ? paint.yellow(word) : paint.cyan(word);
}
