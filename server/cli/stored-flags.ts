/** The flags of `report`. */
import { SEVERITIES } from '../../rules/api/finding.ts';
import type { Severity } from '../../rules/api/finding.ts';
import { CHECK_FORMATS } from './check-flags.ts';
import { UsageError } from './exit.ts';
import { choice } from './raw-flags.ts';
import type { FlagSpec, RawFlag } from './raw-flags.ts';
import { readReportFlags, reportFlagSpecs } from './report-flags.ts';
import type { ReportFlags } from './report-flags.ts';

export const STORED_FORMATS = [...CHECK_FORMATS, 'badge'] as const;
export type StoredFormat = (typeof STORED_FORMATS)[number];

/** Nothing is checked, so no configuration holds. */
const WITHOUT: readonly string[] = ['config', 'isolated'];

export const STORED_FLAGS: readonly FlagSpec[] = [
  { name: 'from', value: 'FILE', isRepeatable: true, doc: 'a JSON or JSON lines report of check or data, or a JSON report of score; repeatable' },
  ...reportFlagSpecs(STORED_FORMATS, [{ name: 'fail-on', value: 'SEVERITY', doc: 'exit 1 from this severity on: error, warning, info or never (default never)' }]).filter(({ name }) => !WITHOUT.includes(name)),
];

export interface StoredFlags extends ReportFlags<StoredFormat> {
  /** As given; at least one. */
  readonly from: readonly string[];
  readonly failOn: Severity | 'never';
}

/** Errors: UsageError naming the flag or variable and the nearest valid spelling. */
export function readStoredFlags(raw: ReadonlyMap<string, RawFlag>): StoredFlags {
  const from = raw.get('from')?.values ?? [];
  if (from.length === 0) throw new UsageError('--from is missing: name a JSON report, such as lintel report --from report.json --format html');
  return { ...readReportFlags(raw, STORED_FORMATS), from, failOn: choice(raw.get('fail-on'), [...SEVERITIES, 'never']) ?? 'never' };
}
