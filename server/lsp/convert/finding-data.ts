/** What a diagnostic carries for its code actions. It comes back from the client, so it is checked before use. */
import { CONFIDENCES } from '../../../rules/api/finding.ts';
import type { Confidence } from '../../../rules/api/finding.ts';

export interface FindingData {
  readonly rule: string;
  /** Display path; null for findings that are not about data. */
  readonly dataset: string | null;
  readonly column: string | null;
  readonly mend: null | { readonly pandas: string; readonly polars: string };
  readonly confidence: Confidence;
  /** Stands in a file that is neither data nor a program, which the configuration can silence. */
  readonly isOfRepository: boolean;
}

/** Returns the data of a diagnostic, or null when it is not ours. */
export function readFindingData(data: unknown): FindingData | null {
  if (!isObject(data) || typeof data['rule'] !== 'string') return null;
  const { rule, dataset, column, mend, confidence } = data;
  return { rule, dataset: textOrNull(dataset), column: textOrNull(column), mend: readMend(mend), confidence: CONFIDENCES.find((each) => each === confidence) ?? 'certain', isOfRepository: data['isOfRepository'] === true };
}

function readMend(mend: unknown): FindingData['mend'] {
  if (!isObject(mend) || typeof mend['pandas'] !== 'string' || typeof mend['polars'] !== 'string') return null;
  return { pandas: mend['pandas'], polars: mend['polars'] };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
