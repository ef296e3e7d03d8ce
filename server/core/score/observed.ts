/** Whether a stored report shows that a check ran, and whether the report is newer than the code it speaks of. */
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import type { Link } from '../../../rules/api/repository/place.ts';
import { wholeFile } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';

export type Observation =
  | { readonly kind: 'none' }
  /** `date`: ISO date of the commit that stored the report. */
  | { readonly kind: 'fresh'; readonly link: Link; readonly date: string }
  | { readonly kind: 'stale'; readonly link: Link };

const NONE: Observation = { kind: 'none' };

/** Returns what stored JUnit reports say of a check that is a test. Without dates of git there is nothing to say. */
export function observe(repository: Repository, { ranBy, at }: FoundCheck): Observation {
  if (ranBy.kind !== 'function' || repository.git === null) return NONE;
  const summary = repository.functionOf(ranBy.id);
  if (summary === null || summary.test === null) return NONE;
  const report = repository.once(reportsOf).get(summary.name);
  const [reported, changed] = [report === undefined ? null : repository.git.lastChanged(report), repository.git.lastChanged(at.path)];
  if (report === undefined || reported === null || changed === null) return NONE;
  const date = reported.slice(0, 10);
  if (reported < changed) return { kind: 'stale', link: { at: wholeFile(report), text: `the stored report of \`${summary.name}\` (${date}) is older than \`${at.path}\` (${changed.slice(0, 10)})` } };
  return { kind: 'fresh', link: { at: wholeFile(report), text: `a stored report of ${date} shows \`${summary.name}\` ran` }, date };
}

/** Reports read at most, and the characters of one. Own choice. */
const MOST_REPORTS = 50;
const MOST_CHARACTERS = 2_000_000;

const TEST_CASE = /<testcase\b[^>]{0,2000}?\bname\s*=\s*(["'])([^"'[<]{1,300})/g;

/** JUnit XML reports that are kept in the repository, by the name of each test in them; the last report of a name wins. */
function reportsOf(repository: Repository): ReadonlyMap<string, string> {
  const byTest = new Map<string, string>();
  for (const { path } of repository.files.matching('**/*.xml').slice(0, MOST_REPORTS)) {
    const text = repository.files.text(path)?.slice(0, MOST_CHARACTERS) ?? '';
    if (!/<testsuites?\b/.test(text.slice(0, 2000))) continue;
    for (const [, , name = ''] of text.matchAll(TEST_CASE)) byTest.set(name, path);
  }
  return byTest;
}
