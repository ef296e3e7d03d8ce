/** Says what a format has no room for, so that nobody takes the report for the whole. */
import type { Report } from '../core/report.ts';
import type { ReportFormat } from '../report/own-report.ts';
import { MAX_RESULTS } from '../report/sarif/chosen-results.ts';
import { leftOutText } from '../report/sarif/to-sarif.ts';
import type { CliHost } from './host.ts';
import { writeText } from './streams.ts';

/** @param formats those of the run */
export async function tellCutOff({ findings }: Report, { formats, host }: { readonly formats: readonly ReportFormat[]; readonly host: Pick<CliHost, 'stderr'> }): Promise<void> {
  const leftOut = findings.length - MAX_RESULTS;
  if (leftOut > 0 && formats.includes('sarif')) await writeText(host.stderr, `lintel: ${leftOutText(leftOut)}\n`);
}
