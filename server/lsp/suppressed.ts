/** Applies the configuration's suppressions to stored results, so that ignoring a finding shows at once. Pure. */
import { isDataRule, isRepositoryRule } from '../../rules/api/rule.ts';
import type { Rule } from '../../rules/api/rule.ts';
import { applySuppressions } from '../core/suppression.ts';
import type { CheckedInput } from '../core/suppression.ts';
import type { Finding } from '../core/report.ts';
import type { KnownDataset } from './dataset-store.ts';

export interface Suppressing {
  readonly rules: readonly Rule[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** Returns the findings of one dataset, ignored ones marked. */
export function findingsOf(known: KnownDataset, { rules, today }: Suppressing): readonly Finding[] {
  const findings = known.report?.findings ?? [];
  return applySuppressions({ findings, inputs: [inputOf(known)], rules, notChecked: [], wholeFolders: [], today }).slice(0, findings.length);
}

/** All of one workspace folder. */
export interface FolderResults {
  readonly datasets: readonly KnownDataset[];
  readonly code: {
    /** As found. */
    readonly findings: readonly Finding[];
    readonly inputs: readonly CheckedInput[];
    /** Display paths. */
    readonly notChecked: readonly string[];
  };
}

/**
 * Returns what there is to say of the suppressions themselves. A suppression is called unused only where everything it could match
 * is among what is given.
 * @param wholeFolders folders of which nothing is missing
 */
export function suppressionFindings({ datasets, code }: FolderResults, { rules, today, wholeFolders }: Suppressing & { readonly wholeFolders: readonly string[] }): readonly Finding[] {
  const findings = [...datasets.flatMap(({ report }) => report?.findings ?? []), ...code.findings];
  const isUnsure = ({ report }: KnownDataset): boolean => report === null || report.notChecked.length > 0;
  const notChecked = [...datasets.filter(isUnsure).map(({ dataset }) => dataset.displayPath), ...code.notChecked];
  // what rules on repositories find is not among what is given
  const judged = rules.filter((rule) => (code.inputs.length === 0 ? isDataRule(rule) : !isRepositoryRule(rule)));
  return applySuppressions({ findings, inputs: [...datasets.map(inputOf), ...code.inputs], rules: judged, notChecked, wholeFolders, today }).slice(findings.length);
}

function inputOf({ dataset, config }: KnownDataset): CheckedInput {
  return { path: dataset.path, displayPath: dataset.displayPath, config };
}
