/**
 * The score of the sample project beside what its key says: `npx tsx tools/sample-project/score.ts`.
 * Git and the clock are left out, so that the same files give the same verdicts on every day.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import type { LevelLink, Status, TestVerdict } from '../../rules/api/checklist/verdict.ts';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { finders } from '../../rules/checklist/finders.generated.ts';
import { openRepository } from '../../server/core/repository/gather/open-repository.ts';
import { reachOf } from '../../server/core/repository/reach/reach-of.ts';
import { openAttestations } from '../../server/core/score/attestations/open-attestations.ts';
import { findAll } from '../../server/core/score/find-all.ts';
import { scoreRepository } from '../../server/core/score/score-repository.ts';
import { createNodeFiles } from '../../server/host/files.ts';
import { testPythonTools } from '../python-tools.ts';
import { testShell } from '../test-repository.ts';

const PROJECT = path.resolve(import.meta.dirname, '../../test-fixtures/projects/movie-recommender');
const TODAY = '2026-11-23';

/** Of one test. */
export interface Judged {
  readonly test: string;
  readonly status: Status;
  /** `path:line` of the check, or of the written result. */
  readonly at: string | null;
  /** `path:line` of where what looks like a check ends; of void tests. */
  readonly broken: string | null;
}

export interface Expected extends Judged {
  readonly why: string;
  /** What Lintel says instead where it is known to be wrong; mended, it agrees with the key. */
  readonly found?: Omit<Judged, 'test'>;
}

export interface SampleScore {
  readonly judged: readonly Judged[];
  /** Section -> its sum. */
  readonly proven: Readonly<Record<string, number>>;
  readonly attested: Readonly<Record<string, number>>;
  readonly problems: readonly string[];
}

export async function scoreKey(): Promise<readonly Expected[]> {
  const { score } = parse(await readFile(`${PROJECT}.key.yaml`, 'utf8')) as { readonly score: readonly Expected[] };
  return score;
}

export async function scoreSample(): Promise<SampleScore> {
  const ports = {
    files: createNodeFiles(),
    clock: { today: () => TODAY, nowMs: () => performance.now(), pause: async () => undefined, after: () => () => undefined },
    log: { info: () => undefined, warn: (text: string) => console.error(text) },
    git: null,
    openPython: async () => ({ ok: true, tools: await testPythonTools() }) as const,
    openShell: async () => ({ ok: true, shell: await testShell() }) as const,
  };
  const { repository, programsFacts, notChecked } = await openRepository({ root: PROJECT, codeFinders: finders.code }, ports);
  const { found } = findAll({ repository, inPrograms: [programsFacts], finders: finders.repository });
  const [rubric] = checklist.rubrics;
  if (rubric === undefined) throw new Error('there is no rubric');
  const attestations = await openAttestations(repository.files, async () => null);
  const { score, problems } = scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations, today: TODAY, notChecked });
  return {
    judged: score.sections.flatMap(({ tests }) => tests.map(judgedOf)),
    proven: Object.fromEntries(score.sections.map(({ id, proven }) => [id, proven])),
    attested: Object.fromEntries(score.sections.map(({ id, attested }) => [id, attested])),
    problems: [...problems.map(({ rule, at }) => `${rule.id} ${placeOf({ at })}`), ...notChecked.map(({ path: file, message }) => `${file}: ${message}`)],
  };
}

function judgedOf({ id, status, evidence: [first], broken: [end] }: TestVerdict): Judged {
  return {
    test: id,
    status,
    at: status === 'absent' || first === undefined ? null : placeOf(first),
    broken: status !== 'void' || end === undefined ? null : placeOf(end),
  };
}

function placeOf({ at: { path: file, range } }: Pick<LevelLink, 'at'>): string {
  return `${file}:${range?.start.line ?? '-'}`;
}

async function main(): Promise<void> {
  const { judged, proven, attested } = await scoreSample();
  const found = new Map(judged.map((each) => [each.test, each]));
  for (const { test, status, at, broken, why } of await scoreKey()) {
    const other = found.get(test);
    const isSame = other?.status === status && other.at === at && other.broken === broken;
    console.log(`${isSame ? ' ' : '!'} ${test.padEnd(10)}${status.padEnd(10)} ${(other?.status ?? '').padEnd(10)} ${broken ?? at ?? '-'}  ${why}`);
    if (!isSame) console.log(`  found ${other?.status ?? 'nothing'} at ${other?.at ?? '-'}, broken at ${other?.broken ?? '-'}`);
  }
  console.log('\nproven', proven, 'attested', attested);
}

if (process.argv[1] === import.meta.filename) await main();
