/**
 * The report of GitLab's code quality: a JSON list that merge requests compare with that of their target branch, so known findings stay
 * in and silenced ones, which it could not mark, stay out.
 * Source: GitLab Docs, Code Quality, "Code Quality report format", 2026-11.
 */
import type { Severity } from '../../rules/api/finding.ts';
import { fingerprint } from '../core/identity.ts';
import type { Finding, NotChecked, Report } from '../core/report.ts';
import type { Surroundings } from './blamed-texts.ts';
import type { Chunks } from './chunks.ts';
import { escapeInvisible } from './json.ts';
import { pathInRepository } from './sarif/artifact-uri.ts';
import { cleanText, sentenceOf } from './sarif/clean-text.ts';
import { readPlaces } from './sarif/file-places.ts';
import type { FilePlaces } from './sarif/file-places.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor' };

/** Returns the report once the notebooks its entries stand in are read. */
export async function toGitlab(report: Report, { texts, folderInRepository }: Surroundings): Promise<Chunks> {
  const places = await readPlaces(report.findings.filter(({ cell, suppressed }) => cell !== null && suppressed === null), texts);
  return gitlabChunks(report, { places, folderInRepository });
}

interface Drawing {
  readonly places: FilePlaces;
  readonly folderInRepository: string;
}

function* gitlabChunks({ findings, notChecked }: Report, drawing: Drawing): Generator<string, void> {
  const unique = createFingerprints();
  let separator = '[\n';
  for (const finding of findings) {
    if (finding.suppressed !== null) continue;
    yield separator + entryOf(findingEntry(finding, { ...drawing, fingerprint: unique(cleanText(finding.fingerprint)) }));
    separator = ',\n';
  }
  for (const each of notChecked) {
    yield separator + entryOf(notCheckedEntry(each, { ...drawing, fingerprint: unique(fingerprint(['not-checked', each.path, each.reason])) }));
    separator = ',\n';
  }
  yield separator === ',\n' ? '\n]\n' : '[\n\n]\n';
}

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/** The name of the tool comes first: by it Lintel knows its report again. */
function entryOf(entry: Entry): string {
  return escapeInvisible(JSON.stringify({ engine_name: 'lintel', ...entry }));
}

interface Placing extends Drawing {
  readonly fingerprint: string;
}

function findingEntry(finding: Finding, { places, folderInRepository, fingerprint: own }: Placing): Entry {
  return {
    description: cleanText(sentenceOf(finding)),
    check_name: finding.rule,
    fingerprint: own,
    severity: SEVERITIES[finding.severity],
    location: { path: cleanText(pathInRepository(finding.path, folderInRepository)), lines: { begin: places.rangeOf(finding).start.line } },
  };
}

function notCheckedEntry({ path, reason, message }: NotChecked, { folderInRepository, fingerprint: own }: Placing): Entry {
  return {
    description: cleanText(`Not checked (${reason}): ${message}`),
    check_name: 'lintel/not-checked',
    fingerprint: own,
    severity: 'info',
    location: { path: cleanText(pathInRepository(path, folderInRepository)), lines: { begin: 1 } },
  };
}

/** GitLab shows only the first of entries with one fingerprint. */
function createFingerprints(): (own: string) => string {
  const seen = new Map<string, number>();
  return (own) => {
    const count = seen.get(own) ?? 0;
    seen.set(own, count + 1);
    return count === 0 ? own : fingerprint([own, String(count)]);
  };
}
