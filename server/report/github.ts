/**
 * Annotations of GitHub Actions, as workflow commands on stdout. GitHub shows ten of each level and step; these are the new ones, and all
 * findings follow in the log, where commands are switched off.
 * Source: GitHub Docs, Workflow commands for GitHub Actions, 2026-11; the number of annotations is widely reported, not documented.
 */
import type { Severity } from '../../rules/api/finding.ts';
import type { Finding, Report } from '../core/report.ts';
import type { Surroundings } from './blamed-texts.ts';
import type { Chunks } from './chunks.ts';
import { toConcise } from './concise.ts';
import { counted } from './numbers.ts';
import { pathInRepository } from './sarif/artifact-uri.ts';
import { cleanText, sentenceOf } from './sarif/clean-text.ts';
import { readPlaces } from './sarif/file-places.ts';
import type { FilePlaces } from './sarif/file-places.ts';

export interface GithubOptions extends Surroundings {
  /** Nobody can guess it; ends the part of the log in which commands are off. Letters, digits and hyphens. */
  readonly stopToken: string;
}

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Annotations of one level that GitHub shows of a step. */
const MOST = 10;

/** Returns the report once the notebooks its annotations stand in are read. */
export async function toGithub(report: Report, options: GithubOptions): Promise<Chunks> {
  const fresh = report.findings.filter(({ suppressed, baseline }) => suppressed === null && baseline === 'new');
  // room for what was not checked, and for how many are not shown
  const isPartial = report.notChecked.length > 0 || !report.isComplete;
  const [errors, warnings, infos] = [firstOf(fresh, 'error', MOST), firstOf(fresh, 'warning', isPartial ? MOST - 1 : MOST), firstOf(fresh, 'info', MOST)];
  const isCut = errors.length + warnings.length + infos.length < fresh.length;
  const shown = [...errors, ...warnings, ...(isCut ? infos.slice(0, MOST - 1) : infos)];
  return githubChunks(report, { options, shown, hidden: fresh.length - shown.length, places: await readPlaces(shown, options.texts) });
}

function firstOf(findings: readonly Finding[], severity: Severity, most: number): readonly Finding[] {
  const first: Finding[] = [];
  for (const finding of findings) {
    if (first.length === most) break;
    if (finding.severity === severity) first.push(finding);
  }
  return first;
}

interface Drawing {
  readonly options: GithubOptions;
  readonly shown: readonly Finding[];
  readonly hidden: number;
  readonly places: FilePlaces;
}

function* githubChunks(report: Report, { options, shown, hidden, places }: Drawing): Generator<string, void> {
  for (const finding of shown) yield commandOf(LEVELS[finding.severity], { properties: [...placeOf(finding, { options, places }), ['title', finding.rule]], text: sentenceOf(finding) });
  const [first, ...others] = report.notChecked;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : `; so ${counted(others.length, 'other', 'others')}, listed in the log`;
    yield commandOf('warning', { properties: [['title', 'Lintel could not check everything']], text: `${first.path} (${first.reason}): ${first.message}${more}` });
  } else if (!report.isComplete) {
    yield commandOf('warning', { properties: [['title', 'Lintel could not check everything']], text: 'the check was stopped before its end' });
  }
  if (hidden > 0) yield commandOf('notice', { properties: [['title', 'Lintel']], text: `${counted(shown.length + hidden, 'finding')}, of which ${shown.length} are annotations; the log lists all` });
  if (report.findings.length + report.notChecked.length === 0) return;
  yield `::group::What Lintel found\n::stop-commands::${options.stopToken}\n`;
  yield* toConcise(report);
  yield `::${options.stopToken}::\n::endgroup::\n`;
}

/** Columns are taken for places within one line only. */
function placeOf(finding: Finding, { options, places }: Pick<Drawing, 'options' | 'places'>): readonly (readonly [string, string])[] {
  const file = ['file', pathInRepository(finding.path, options.folderInRepository)] as const;
  if (finding.range === null) return [file];
  const { start, end } = places.rangeOf(finding);
  const columns = start.line === end.line ? ([['col', String(start.column)], ['endColumn', String(end.column)]] as const) : [];
  return [file, ['line', String(start.line)], ['endLine', String(end.line)], ...columns];
}

interface Command {
  readonly properties: readonly (readonly [string, string])[];
  readonly text: string;
}

function commandOf(name: string, { properties, text }: Command): string {
  const given = properties.map(([key, value]) => `${key}=${escapeText(cleanText(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
  return `::${name} ${given.join(',')}::${escapeText(cleanText(text))}\n`;
}

function escapeText(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
