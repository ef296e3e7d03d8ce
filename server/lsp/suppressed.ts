/** Applies the configuration's suppressions to stored results, so that ignoring a finding shows at once. Pure. */
import { isDataRule } from '../../rules/api/rule.ts';
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

/**
 * Returns what there is to say of the suppressions themselves. A suppression is called unused only where every dataset it could
 * match is among those given.
 * @param datasets all of one workspace folder
 * @param wholeFolders folders of which nothing is missing
 */
export function suppressionFindings(datasets: readonly KnownDataset[], { rules, today, wholeFolders }: Suppressing & { readonly wholeFolders: readonly string[] }): readonly Finding[] {
  const findings = datasets.flatMap(({ report }) => report?.findings ?? []);
  const isUnsure = ({ report }: KnownDataset): boolean => report === null || report.notChecked.length > 0;
  const notChecked = datasets.filter(isUnsure).map(({ dataset }) => dataset.displayPath);
  return applySuppressions({ findings, inputs: datasets.map(inputOf), rules: rules.filter(isDataRule), notChecked, wholeFolders, today }).slice(findings.length);
}

function inputOf({ dataset, config }: KnownDataset): CheckedInput {
  return { path: dataset.path, displayPath: dataset.displayPath, config };
}
