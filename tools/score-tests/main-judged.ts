/**
 * How well whole repositories are judged: `npm run bench:score [-- NAME...]`. Prints what a person said and what was found where they differ,
 * and how often they agree. With names, also what each verdict rests on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { LevelLink, TestVerdict } from '../../rules/api/checklist/verdict.ts';
import { checklist } from '../../rules/checklist/checklist.generated.ts';
import { finders } from '../../rules/checklist/finders.generated.ts';
import { reachOf } from '../../server/core/repository/reach/reach-of.ts';
import { NO_ATTESTATIONS } from '../../server/core/score/attestations/attestation.ts';
import { findAll } from '../../server/core/score/find-all.ts';
import { scoreRepository } from '../../server/core/score/score-repository.ts';
import { readScoreCase } from './case-file.ts';
import type { ScoreCase } from './case-file.ts';
import { agreementOf, agreementTable, agrees, readJudgements } from './judged.ts';
import type { Compared } from './judged.ts';
import { openTextRepository } from './text-repository.ts';

const folder = path.resolve(import.meta.dirname, '../../test-fixtures/judged');
const chosen = process.argv.slice(2);
const names = readdirSync(folder).map((name) => path.basename(name, '.md')).filter((name) => chosen.length === 0 || chosen.includes(name)).sort();

const all: Compared[] = [];
for (const name of names) {
  const read = readScoreCase(readFileSync(path.join(folder, `${name}.md`), 'utf8'));
  if (!read.ok) throw new Error(`${name}: ${read.text}`);
  const judged = readJudgements(read.value);
  if (!judged.ok) throw new Error(`${name}: ${judged.text}`);
  const start = performance.now();
  const { tests, proven, troubles } = await scored(read.value);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const compared = judged.value.map((judgement): Compared => ({ ...judgement, repository: name, found: tests.get(judgement.item)?.status ?? 'unknown' }));
  all.push(...compared);
  console.log(`\n${name}: score ${proven}, ${Object.keys(read.value.files).length} files, ${seconds} s; ${sumUp(compared)}`);
  for (const trouble of troubles) console.log(`  ! ${trouble}`);
  for (const each of compared.filter((one) => !agrees(one))) {
    console.log(`  ${each.item.padEnd(10)} judged ${each.expected.join('|')}, found ${each.found}: ${each.path === null ? '' : `${each.path}:${each.line} `}${each.because}`);
    if (chosen.length > 0) for (const line of reasons(tests.get(each.item))) console.log(`    ${line}`);
  }
}
console.log(`\n${names.length} repositories; ${sumUp(all)}\n\n${agreementTable(all)}`);

async function scored(repositoryCase: ScoreCase): Promise<{ readonly tests: ReadonlyMap<string, TestVerdict>; readonly proven: number; readonly troubles: readonly string[] }> {
  const { repository, programsFacts, notChecked } = await openTextRepository(repositoryCase, finders.code);
  const { found, failed } = findAll({ repository, inPrograms: [programsFacts], finders: finders.repository });
  const rubric = checklist.rubrics.find(({ id }) => id === 'breck-2017');
  if (rubric === undefined) throw new Error('the rubric is missing');
  const { score } = scoreRepository({ repository, found, reach: reachOf(repository), checklist, rubric, attestations: NO_ATTESTATIONS, today: '2026-11-23', notChecked });
  const tests = new Map(score.sections.flatMap((section) => section.tests).map((test) => [test.id, test]));
  return { tests, proven: score.score.proven, troubles: [...notChecked, ...failed].map((each) => JSON.stringify(each)) };
}

function sumUp(compared: readonly Compared[]): string {
  const { items, agreed, unknown, pretended, automated, raised, accused } = agreementOf(compared);
  return [
    `${agreed} of ${items} agree`,
    `of ${pretended.all} void ${pretended.isVoid} are void, ${pretended.absent} absent, ${pretended.believed} believed`,
    `of ${automated.all} automated ${automated.found} are found, ${automated.absent} called absent, ${automated.accused} accused`,
    `${raised} raised, ${accused} accused without a reason, ${unknown} unknown`,
  ].join('; ');
}

function reasons(test: TestVerdict | undefined): readonly string[] {
  return test === undefined ? [] : [...test.evidence.map((link) => `+ ${linkText(link)}`), ...test.broken.map((link) => `- ${linkText(link)}`)];
}

function linkText({ level, at, text }: LevelLink): string {
  return `${level} ${at.path}${at.range === null ? '' : `:${at.range.start.line}`} ${text}`;
}
