/**
 * SARIF 2.1.0 as GitHub code scanning takes it: one run, no more results and rules than it accepts, each in a line of its own.
 * Known findings that are gone are no results, since GitHub would show them as open; the run says how many there are.
 * Sources: OASIS, SARIF 2.1.0; GitHub Docs, SARIF support for code scanning, 2026-11.
 */
import type { DescribedRule } from '../../core/meta-rules.ts';
import type { DatasetLoad, Finding, NotChecked, Range, Related, Report } from '../../core/report.ts';
import type { Surroundings } from '../blamed-texts.ts';
import type { Chunks } from '../chunks.ts';
import { escapeInvisible } from '../json.ts';
import { counted, grouped } from '../numbers.ts';
import type { ReportOptions } from '../summary.ts';
import { pathInRepository, uriOf } from './artifact-uri.ts';
import { chosenResults, MAX_RESULTS } from './chosen-results.ts';
import { cleanText, messageText, sentenceOf } from './clean-text.ts';
import { readPlaces } from './file-places.ts';
import type { FilePlaces, Said } from './file-places.ts';
import { LEVELS, ruleDescriptor } from './rule-descriptor.ts';

export interface SarifOptions extends ReportOptions, Surroundings {
  readonly rules: readonly DescribedRule[];
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** How every report begins. */
export const SARIF_BEGIN = `{"$schema":"${SCHEMA}","version":"2.1.0","runs":[{\n"tool":{"driver":{"name":"Lintel",`;

export const SARIF_END = ']\n}]}\n';

/** Returns the report once the files its results stand in are read. */
export async function toSarif(report: Report, options: SarifOptions): Promise<Chunks> {
  const chosen = chosenResults(report.findings);
  const loads = new Map((report.loads ?? []).map((load) => [load.dataset, load]));
  const besides = chosen.findings.flatMap(({ related }) => related).filter(({ cell }) => cell !== null);
  const places = await readPlaces([...chosen.findings.map((finding) => loadOf(finding, loads) ?? finding), ...besides], options.texts);
  return sarifChunks(report, { options, places, loads, ruleIds: ruleIdsOf(report), ...chosen });
}

interface Drawing {
  readonly options: SarifOptions;
  readonly places: FilePlaces;
  /** By dataset. */
  readonly loads: ReadonlyMap<string, DatasetLoad>;
  /** Those of the run; results name them by index. */
  readonly ruleIds: readonly string[];
}

interface Chosen extends Drawing {
  readonly findings: readonly Finding[];
  readonly leftOut: number;
}

function* sarifChunks(report: Report, { findings, leftOut, ...drawing }: Chosen): Generator<string, void> {
  const { options, ruleIds } = drawing;
  const notifications = notificationsOf(report, { leftOut, options });
  yield `${SARIF_BEGIN}"semanticVersion":${json(options.toolVersion)},"version":${json(options.toolVersion)},"rules":[`;
  const known = new Map<string, DescribedRule>(options.rules.map((rule) => [rule.id, rule]));
  yield* listed(ruleIds, (id) => ruleDescriptor(id, known.get(id) ?? null));
  yield `],"notifications":[`;
  yield* listed([...new Set(notifications.map(({ id }) => id))], notificationDescriptor);
  yield `]}},\n"automationDetails":{"id":"lintel/${options.profiles === 'shown' ? 'data' : 'check'}/"},\n"columnKind":"utf16CodeUnits",\n`;
  yield `"originalUriBaseIds":{"${ROOT}":{"description":{"text":"The folder of the repository"}}},\n`;
  yield `"invocations":[{"executionSuccessful":${report.isComplete},"toolExecutionNotifications":[`;
  yield* listed(notifications, notificationObject);
  yield `]}],\n`;
  if (report.baseline !== null) yield `"properties":${json({ baseline: { name: cleanText(report.baseline.name), known: report.baseline.known, absent: report.baseline.absent.length } })},\n`;
  yield `"results":[`;
  const indexes = new Map(ruleIds.map((id, index) => [id, index]));
  yield* listed(findings, (finding) => resultOf(finding, { ...drawing, ruleIndex: indexes.get(finding.rule) ?? -1, isCompared: report.baseline !== null }));
  yield SARIF_END;
}

/** The rules asked and those that found something: a stored report may name others. */
function ruleIdsOf(report: Report): readonly string[] {
  const ids = new Set(report.rules);
  for (const { rule } of report.findings) ids.add(rule);
  return [...ids].sort();
}

function* listed<T>(items: readonly T[], toObject: (item: T) => object): Generator<string, void> {
  for (const [index, item] of items.entries()) yield `${index === 0 ? '\n' : ',\n'}${json(toObject(item))}`;
  if (items.length > 0) yield '\n';
}

function json(value: unknown): string {
  return escapeInvisible(JSON.stringify(value));
}

interface Notification {
  readonly id: string;
  readonly level: 'error' | 'warning';
  readonly text: string;
  readonly uri: string | null;
}

/** Own choice: whoever has more looks into the JSON report. */
const MAX_NOTIFICATIONS = 1000;

function notificationsOf({ notChecked }: Report, { leftOut, options }: { readonly leftOut: number; readonly options: SarifOptions }): readonly Notification[] {
  const more = notChecked.length - MAX_NOTIFICATIONS;
  return [
    ...(leftOut === 0 ? [] : [{ id: 'results-left-out', level: 'warning', text: leftOutText(leftOut), uri: null } as const]),
    ...notChecked.slice(0, MAX_NOTIFICATIONS).map((each) => notificationOf(each, options)),
    ...(more <= 0 ? [] : [{ id: 'notifications-left-out', level: 'warning', text: `${counted(more, 'more file')} could not be checked`, uri: null } as const]),
  ];
}

/** Says that SARIF does not hold all findings, and where they are. */
export function leftOutText(leftOut: number): string {
  return `${counted(leftOut, 'finding')} left out of SARIF, the least severe: code hosts take ${grouped(MAX_RESULTS)} at most; the JSON report has all`;
}

function notificationOf({ path, reason, message }: NotChecked, options: SarifOptions): Notification {
  return { id: reason, level: reason === 'internal-error' ? 'error' : 'warning', text: `\`${path}\` was not checked: ${message}`, uri: uriOf(pathInRepository(path, options.folderInRepository)) };
}

/** GitHub wants of notifications what it wants of rules. */
function notificationDescriptor(id: string): object {
  const text = id.endsWith('left-out') ? 'Not everything found is in this report' : `Something was not checked: ${id.replaceAll('-', ' ')}`;
  return { id, shortDescription: { text }, fullDescription: { text }, help: { text: 'What was not looked at may hold findings all the same. The message says which file it is and what to do next.' } };
}

function notificationObject({ id, level, text, uri }: Notification): object {
  return {
    level,
    descriptor: { id },
    message: { text: messageText(text) },
    ...(uri === null ? {} : { locations: [{ physicalLocation: { artifactLocation: artifactOf(uri) } }] }),
  };
}

const ROOT = '%SRCROOT%';

/** What lies outside of the repository, or nobody knows where, is relative to nothing. */
function artifactOf(uri: string): object {
  return uri.startsWith('../') || uri.startsWith('file:') ? { uri } : { uri, uriBaseId: ROOT };
}

interface Resulting extends Drawing {
  readonly ruleIndex: number;
  readonly isCompared: boolean;
}

function resultOf(finding: Finding, { ruleIndex, isCompared, ...drawing }: Resulting): object {
  const { rule, severity, confidence, cell, dataset, column, rows, suppressed, baseline, fingerprint } = finding;
  const load = loadOf(finding, drawing.loads);
  const hash = drawing.places.hashOf(load ?? finding);
  const steps = stepsOf(finding);
  const related = [...(load === null ? [] : [dataPlace(finding, drawing)]), ...finding.related.map((each) => relatedPlace(each, drawing))].slice(0, MAX_RELATED);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: messageText(load === null ? sentenceOf(finding) : `${sentenceOf(finding)} (in ${load.dataset}, read here)`) },
    locations: [{ ...placeOf(load ?? finding, drawing), ...logicalOf(finding) }],
    ...(related.length === 0 ? {} : { relatedLocations: related.map((each, index) => ({ id: index + 1, ...each })) }),
    ...(steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps.map((each, index) => ({ location: relatedPlace(each, drawing), executionOrder: index + 1 })) }] }] }),
    partialFingerprints: { ...(hash === null ? {} : { primaryLocationLineHash: hash }), 'lintel/v1': cleanText(fingerprint) },
    ...(suppressed === null ? {} : { suppressions: [{ kind: suppressed.kind === 'comment' ? 'inSource' : 'external', ...(suppressed.reason === '' ? {} : { justification: cleanText(suppressed.reason) }) }] }),
    ...(isCompared ? { baselineState: baseline } : {}),
    properties: {
      confidence,
      ...(cell === null ? {} : { cell }),
      ...(dataset === null ? {} : { dataset: cleanText(dataset) }),
      ...(column === null ? {} : { column: cleanText(column) }),
      ...(rows === null ? {} : { rows }),
    },
  };
}

/** Where code reads the dataset, for findings that have no place a code host could show: those in binary files. */
function loadOf({ path, range, dataset }: Finding, loads: Drawing['loads']): DatasetLoad | null {
  return range === null && dataset === path ? (loads.get(dataset) ?? null) : null;
}

function dataPlace(finding: Finding, drawing: Drawing): object {
  const { column, rows } = finding;
  const properties = { ...(column === null ? {} : { column: cleanText(column) }), ...(rows === null ? {} : { rows }) };
  return { ...placeOf(finding, drawing), message: { text: 'the data' }, properties };
}

/** Locations of one result that GitHub keeps. */
const MAX_RELATED = 100;

/** Steps of a way through code; GitHub takes 10,000, a person reads some. Own choice. */
const MAX_STEPS = 50;

/** What is related is a way where it is numbered and leads through the finding itself; else it is a mere list. */
function stepsOf(finding: Finding): readonly Related[] {
  const { related } = finding;
  const isNumbered = related.length > 1 && related.every(({ message }, index) => message.startsWith(`${index + 1}. `));
  return isNumbered && related.some((step) => isSamePlace(step, finding)) ? related.slice(0, MAX_STEPS) : [];
}

function isSamePlace(step: Said, { path, range, cell }: Said): boolean {
  return step.path === path && step.cell === cell && step.range?.start.line === range?.start.line && step.range?.start.column === range?.start.column;
}

function relatedPlace(related: Related, drawing: Drawing): object {
  return { ...placeOf(related, drawing), message: { text: messageText(related.message) || 'related' } };
}

function placeOf(place: Said, { options, places }: Drawing): { readonly physicalLocation: object } {
  const uri = uriOf(pathInRepository(place.path, options.folderInRepository));
  return { physicalLocation: { artifactLocation: artifactOf(uri), region: regionOf(places.rangeOf(place)) } };
}

function regionOf({ start, end }: Range): object {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** Cells of notebooks and columns of tables, which lines and columns of a file cannot name. */
function logicalOf({ cell, range, dataset, column }: Finding): object {
  if (cell !== null) {
    const line = range === null ? '' : `/line[${range.start.line}]`;
    return { logicalLocations: [{ name: `cell ${cell}`, fullyQualifiedName: `cell[${cell}]${line}` }] };
  }
  if (dataset === null || column === null) return {};
  return { logicalLocations: [{ name: cleanText(column) || 'column', fullyQualifiedName: `${cleanText(dataset)}/${cleanText(column)}`, kind: 'property' }] };
}
