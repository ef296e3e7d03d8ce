/**
 * Whole repositories with a person's judgement, `test-fixtures/judged/<name>.md`. Pure.
 *
 * Written as the cases in `case-file.ts`, but the `verdict` block says of each of the 28 tests, before Lintel ever saw the repository,
 * `data-1: void | tests/test_data.py:3 | why` (`-` for no place). `manual|absent` is a judgement that leaves both open.
 */
import type { Status } from '../../rules/api/checklist/verdict.ts';
import type { ScoreCase } from './case-file.ts';

export const EXPECTABLE = ['automated', 'manual', 'void', 'absent'] as const satisfies readonly Status[];

export interface Judgement {
  readonly item: string;
  /** More than one where the judge was in doubt; the likelier first. */
  readonly expected: readonly [Status, ...Status[]];
  readonly path: string | null;
  readonly line: number | null;
  readonly because: string;
}

export type ReadJudgements = { readonly ok: true; readonly value: readonly Judgement[] } | { readonly ok: false; readonly text: string };

export function readJudgements({ verdict, files }: ScoreCase): ReadJudgements {
  const judgements: Judgement[] = [];
  for (const line of verdict.split('\n')) {
    const [, item = '', statuses = '', place = '', because = ''] = /^([a-z]+-\d): ([a-z|]+) \| (\S+) \| (\S.*)$/.exec(line) ?? [];
    const [first, ...others] = statuses.split('|').map((status) => EXPECTABLE.find((each) => each === status));
    if (first === undefined || others.includes(undefined)) return { ok: false, text: `"${line}" is no judgement` };
    const [, path = null, number = null] = /^(.+):(\d+)$/.exec(place) ?? [];
    if (path !== null && (files[path]?.split('\n').length ?? 0) <= Number(number)) return { ok: false, text: `"${line}" names a line that is not there` };
    if (path === null && place !== '-') return { ok: false, text: `"${line}" has no place` };
    const expected = [first, ...others.filter((each) => each !== undefined)] as const;
    judgements.push({ item, expected, path, line: number === null ? null : Number(number), because });
  }
  return { ok: true, value: judgements };
}

export interface Compared extends Judgement {
  readonly repository: string;
  readonly found: Status;
}

/** What the judge said, as one status: the one that was found where the judge left it open. */
export function expectedOf({ expected, found }: Pick<Compared, 'expected' | 'found'>): Status {
  return expected.includes(found) ? found : expected[0];
}

export function agrees(compared: Compared): boolean {
  return compared.expected.includes(compared.found);
}

export interface Agreement {
  readonly items: number;
  readonly agreed: number;
  readonly unknown: number;
  /** Of what pretends only: how many got no point as void, as absent; and how many got all or half of it. */
  readonly pretended: { readonly all: number; readonly isVoid: number; readonly absent: number; readonly believed: number };
  /** Of what is really automated: how many were called so, absent, and accused. */
  readonly automated: { readonly all: number; readonly found: number; readonly absent: number; readonly accused: number };
  /** Neither automated nor pretending, yet called automated; and called void. */
  readonly raised: number;
  readonly accused: number;
}

export function agreementOf(compared: readonly Compared[]): Agreement {
  const count = (expected: (status: Status) => boolean, found: (status: Status) => boolean): number =>
    compared.filter((each) => expected(expectedOf(each)) && found(each.found)).length;
  const is = (...wanted: readonly Status[]) => (status: Status): boolean => wanted.includes(status);
  const any = (): boolean => true;
  return {
    items: compared.length,
    agreed: compared.filter(agrees).length,
    unknown: count(any, is('unknown')),
    pretended: { all: count(is('void'), any), isVoid: count(is('void'), is('void')), absent: count(is('void'), is('absent')), believed: count(is('void'), is('automated', 'manual')) },
    automated: { all: count(is('automated'), any), found: count(is('automated'), is('automated')), absent: count(is('automated'), is('absent')), accused: count(is('automated'), is('void')) },
    raised: count(is('manual', 'absent'), is('automated')),
    accused: count(is('manual', 'absent'), is('void')),
  };
}

const FOUND = ['automated', 'manual', 'void', 'absent', 'unknown', 'not-applicable'] as const satisfies readonly Status[];

/** Judgements down, what was found across. */
export function agreementTable(compared: readonly Compared[]): string {
  const rows = EXPECTABLE.map((expected) => [expected, ...FOUND.map((found) => String(compared.filter((each) => expectedOf(each) === expected && each.found === found).length))]);
  return [['judged \\ found', ...FOUND], ...rows].map((cells) => cells.map((cell, column) => (column === 0 ? cell.padEnd(16) : cell.padStart(15))).join('')).join('\n');
}
