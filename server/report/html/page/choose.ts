/** Which findings are shown, in which order: the filter and the groups. Pure. */
import type { Severity } from '../../../../rules/api/finding.ts';
import { stateOf } from '../page-data.ts';
import type { FindingState, PageData, PageFinding } from '../page-data.ts';

export interface Choice {
  /** Words that all must stand in message, rule, path or column; capitals do not matter. */
  readonly words: string;
  /** Part of a path. */
  readonly file: string;
  /** Empty for all. */
  readonly group: string;
  readonly severities: readonly Severity[];
  readonly states: readonly FindingState[];
  readonly order: 'file' | 'rule' | 'none';
  /** Keys of groups whose findings are hidden. */
  readonly closed: ReadonlySet<number>;
}

/** A line of the list. */
export type Row = (
  /** Of a group: a file or a rule, by its index. */
  | { readonly kind: 'head'; readonly key: number; readonly count: number; readonly isOpen: boolean }
  | { readonly kind: 'finding'; readonly index: number; readonly finding: PageFinding }
) & {
  /** Where it stands among its like: groups among groups, findings in their group. 0-based. */
  readonly position: number;
  readonly of: number;
};

export interface Chosen {
  readonly rows: readonly Row[];
  readonly count: number;
}

/** Returns a function that chooses among the findings of a page; what it searches is made once. */
export function createChooser(data: PageData): (choice: Choice) => Chosen {
  const searched: string[] = [];
  const textOf = (index: number, finding: PageFinding): string => (searched[index] ??= `${finding.message}\n${data.rules[finding.rule]?.id ?? ''}\n${data.files[finding.file] ?? ''}\n${finding.columnName ?? ''}`.toLowerCase());
  return (choice) => {
    const words = choice.words.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const part = choice.file.trim().toLowerCase();
    const files = new Set(data.files.flatMap((path, index) => (part === '' || path.toLowerCase().includes(part) ? [index] : [])));
    const rules = new Set(data.rules.flatMap(({ group }, index) => (choice.group === '' || group === choice.group ? [index] : [])));
    const [severities, states] = [new Set(choice.severities), new Set(choice.states)];
    const shown: Match[] = [];
    for (const [index, finding] of data.findings.entries()) {
      if (!severities.has(finding.severity) || !states.has(stateOf(finding)) || !files.has(finding.file) || !rules.has(finding.rule)) continue;
      if (words.length > 0 && !words.every((word) => textOf(index, finding).includes(word))) continue;
      shown.push({ index, finding });
    }
    return { rows: choice.order === 'none' ? findingRows(shown) : grouped(shown, { keyOf: choice.order === 'file' ? (finding) => finding.file : (finding) => finding.rule, closed: choice.closed }), count: shown.length };
  };
}

interface Grouping {
  readonly keyOf: (finding: PageFinding) => number;
  readonly closed: ReadonlySet<number>;
}

interface Match {
  readonly index: number;
  readonly finding: PageFinding;
}

function findingRows(matches: readonly Match[]): readonly Row[] {
  return matches.map(({ index, finding }, position): Row => ({ kind: 'finding', index, finding, position, of: matches.length }));
}

function grouped(matches: readonly Match[], { keyOf, closed }: Grouping): readonly Row[] {
  const groups = new Map<number, Match[]>();
  for (const match of matches) {
    const key = keyOf(match.finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [match]);
    else group.push(match);
  }
  const all: Row[] = [];
  for (const [position, [key, group]] of [...groups].entries()) {
    const isOpen = !closed.has(key);
    all.push({ kind: 'head', key, count: group.length, isOpen, position, of: groups.size });
    if (isOpen) for (const row of findingRows(group)) all.push(row);
  }
  return all;
}
