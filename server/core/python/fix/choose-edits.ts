/** Picks from findings the edits that can be made at once. Pure. */
import type { TextEdit } from '../notebook/edit-notebook.ts';
import type { Finding, Fix } from '../../report.ts';

export interface ChosenEdits {
  /** By display path; no two of a file touch. */
  readonly byPath: ReadonlyMap<string, readonly TextEdit[]>;
  /** Findings they mend. */
  readonly count: number;
}

/** Takes the best fix of each finding that is not silenced; one that touches an edit taken before waits for the next time. */
export function chooseEdits(findings: readonly Finding[], safety: 'safe' | 'all'): ChosenEdits {
  const byPath = new Map<string, readonly TextEdit[]>();
  let count = 0;
  for (const { fixes, suppressed } of findings) {
    const fix = suppressed === null ? fixes.find((each) => safety === 'all' || each.safety === 'safe') : undefined;
    if (fix === undefined || fix.fileEdits.some((edit) => touchesAny(edit, byPath.get(edit.path) ?? []))) continue;
    take(fix, byPath);
    count += 1;
  }
  return { byPath, count };
}

function touchesAny({ start, end }: TextEdit, others: readonly TextEdit[]): boolean {
  return others.some((other) => start <= other.end && other.start <= end);
}

function take({ fileEdits }: Fix, byPath: Map<string, readonly TextEdit[]>): void {
  for (const { path, start, end, newText } of fileEdits) byPath.set(path, [...(byPath.get(path) ?? []), { start, end, newText }]);
}
