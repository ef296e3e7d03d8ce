/** A report compared with a baseline: known findings marked, what is no longer found named. */
import { absentEntries } from '../../core/baseline/absent-entries.ts';
import { goneFiles } from '../../core/baseline/gone-files.ts';
import { matchBaseline } from '../../core/baseline/match-baseline.ts';
import type { BaselineMatch } from '../../core/baseline/match-baseline.ts';
import { isDataRule } from '../../../rules/api/rule.ts';
import type { Rule } from '../../../rules/api/rule.ts';
import type { FileSystem } from '../../core/ports.ts';
import type { BaselineUse, Finding, Report } from '../../core/report.ts';
import type { Gathered } from '../gather.ts';
import type { OpenedBaseline } from './open-baseline.ts';

export interface CompareRequest {
  readonly report: Report;
  readonly baseline: OpenedBaseline;
  readonly gathered: Gathered;
  readonly rules: readonly Rule[];
  /** Whether only tables were looked at. */
  readonly looksAtDataOnly: boolean;
  readonly workingFolder: string;
  readonly files: FileSystem;
}

export interface Comparison {
  readonly report: Report;
  readonly match: BaselineMatch;
}

export async function compareWithBaseline({ report, baseline, gathered, rules, looksAtDataOnly, workingFolder, files }: CompareRequest): Promise<Comparison> {
  const { entries, file } = baseline;
  const gone = await goneFiles(entries, { workingFolder, files });
  const match = matchBaseline({ findings: report.findings, entries, gone });
  const { discovery, repositories, rootConfig } = gathered;
  const absent = await absentEntries(
    {
      missing: match.missing,
      gone,
      report,
      rules: looksAtDataOnly ? rules.filter(isDataRule) : rules,
      datasets: discovery.datasets,
      programs: discovery.programs,
      repositories,
      wholeFolders: looksAtDataOnly ? [] : discovery.wholeFolders,
      root: file.root,
      rootConfig,
      workingFolder,
    },
    files,
  );
  const use: BaselineUse = { kind: 'file', name: file.displayPath, known: match.known, moved: match.moved, absent };
  return { report: { ...report, findings: match.findings, baseline: report.baseline === null ? use : withCommit(use, { commit: report.baseline, findings: match.findings }) }, match };
}

/** What is known in either is known; what is no longer found is told of the file, which people can prune. */
function withCommit(use: BaselineUse, { commit, findings }: { readonly commit: BaselineUse; readonly findings: readonly Finding[] }): BaselineUse {
  const known = findings.filter(({ suppressed, baseline }) => suppressed === null && baseline === 'unchanged').length;
  return { ...use, name: `${use.name} and ${commit.name}`, known, moved: Math.max(use.moved, commit.moved) };
}

/** Returns the report without what is known. */
export function onlyNew(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ baseline }) => baseline === 'new') };
}
