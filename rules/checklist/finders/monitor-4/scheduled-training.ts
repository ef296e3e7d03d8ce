/** Trainings that a schedule starts, and whether their failure reaches somebody. */
import type { CodeFound, FoundCheck, Mention, RepositoryFinder } from '../../../api/checklist/check.ts';
import type { Automation } from '../../../api/repository/automation.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import type { FunctionId } from '../../../api/repository/program.ts';
import type { Repository } from '../../../api/repository/repository.ts';
import type { Run } from '../../../api/repository/run.ts';
import { documentsAbout, joined } from '../manual-evidence.ts';
import { below, FITS } from '../project-calls.ts';
import { runsThatCall } from '../started-functions.ts';
import { isToldOfFailures } from '../told-of-failures.ts';

const ITEMS = ['monitor-4'] as const;

export const repositoryFinder: RepositoryFinder = {
  name: 'monitor-4/scheduled-training',
  find: (repository): CodeFound =>
    joined(scheduled(repository), documentsAbout(repository, { items: ITEMS, title: /\b(?:re-?training (?:log|calendar|history|record)|model (?:age|history|freshness)|log of (?:re-?)?trainings)\b/i, what: 'when models were trained', isWithoutNumbers: true, columns: [/^(?:(?:re)?-?trained(?: (?:on|at))?|training date|date of training)$/i, /^(?:models?|versions?|model version|run)\b/i] })),
};

/** A schedule alone proves that a training is tried, not that the model is young: it is a check only where a failure reaches somebody, or where it is switched off. */
function scheduled(repository: Repository): CodeFound {
  const trains = (starts: readonly FunctionId[]): boolean => below(repository, { starts }).calls.some(({ name }) => name !== null && FITS.test(name) && !/(?:Scaler|Encoder|Vectorizer|PCA|Imputer)\.fit/.test(name));
  const bySchedule = repository.runs.filter(({ started }) => started !== null && started.by.triggers.some(({ kind }) => kind === 'schedule'));
  const byPlace = new Map<string, { readonly run: Run; readonly runs: Run[] }>();
  for (const run of runsThatCall(repository, { runs: bySchedule, leads: trains })) {
    const key = JSON.stringify([run.started?.by.at, run.started?.job.id]);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, { run, runs: [run] });
    else known.runs.push(run);
  }
  const checks: FoundCheck[] = [];
  const mentions: Mention[] = [];
  for (const { run, runs } of byPlace.values()) {
    const { started } = run;
    if (started === null) continue;
    const { by } = started;
    const told = isToldOfFailures(repository, started);
    const repeated = ofSchedule(by);
    const at = run.command.at;
    const text = `\`${by.name}\` trains the model on a schedule`;
    const check: FoundCheck = { items: ITEMS, at, text: told ? `${text}, and a failure is told` : text, isReal: YES, data: 'unknown', ranBy: { kind: 'runs', runs: runs.map((each) => ({ ...each, repeated })) } };
    if (told) checks.push(check);
    // a failed run of a schedule is mailed by GitHub to whoever wrote the schedule, if that person wants mails
    else if (by.kind === 'github-actions' && repeated.answer !== 'no') checks.push({ ...check, isReal: { answer: 'unknown', links: [{ at, text: MAILED }] } });
    else if (repeated.answer === 'no') checks.push({ ...check, atMost: 0.5, because: SILENT });
    else mentions.push({ items: ITEMS, at, text: `${text}; ${SILENT}` });
  }
  return { checks, mentions };
}

const MAILED = 'GitHub mails a failure to whoever changed the schedule last; whether anybody watches the age of the model cannot be told';
const SILENT = 'nothing tells a person when it fails or the model is old';

/** Only the schedule counts: what trains for changes of the code stops when they do. */
function ofSchedule({ triggers }: Automation): Outcome {
  const own = triggers.filter(({ kind }) => kind === 'schedule');
  const fires = own.find((trigger) => trigger.fires.answer === 'yes') ?? own.find((trigger) => trigger.fires.answer === 'unknown') ?? own[0];
  if (fires === undefined) return UNKNOWN;
  return fires.fires.answer === 'yes' ? { answer: 'yes', links: [{ at: fires.at, text: 'a schedule starts it' }] } : fires.fires;
}
