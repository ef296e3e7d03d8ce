/**
 * The ladder for one check: is it real, does anything run it, does its failure stop something, does a trigger fire.
 * Finders say what a check is; only this file says how far it gets. What cannot be told is unknown, never no.
 */
import type { FoundCheck } from '../../../rules/api/checklist/check.ts';
import type { ChecklistItem } from '../../../rules/api/checklist/item.ts';
import type { Level } from '../../../rules/api/checklist/level.ts';
import { promotionsOf } from '../../../rules/api/checklist/promotions.ts';
import type { Promotion } from '../../../rules/api/checklist/promotions.ts';
import type { LevelLink } from '../../../rules/api/checklist/verdict.ts';
import type { Answer, Link, Outcome } from '../../../rules/api/repository/place.ts';
import { YES } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { FunctionId, FunctionSummary } from '../../../rules/api/repository/program.ts';
import type { Run } from '../../../rules/api/repository/run.ts';
import { cutShortAround } from '../repository/reach/cut-short.ts';
import type { Reach } from '../repository/reach/reach-of.ts';
import { calledByName } from './called-by-name.ts';
import { isNeverMentioned } from './never-mentioned.ts';
import { looksAtData, rowsOfFixtures } from './only-tests.ts';
import { allOf } from './outcome.ts';
import { stopsPromotion } from './promotion.ts';

/** What is left to do for a check, in the words of `ChecklistItem.next`. */
export type Stage = 'start' | 'wire' | 'enforce' | 'repeat' | 'done';

export interface CheckVerdict {
  readonly check: FoundCheck;
  /** Whether all of the ladder up to repeated holds. */
  readonly answer: Answer;
  /** Highest level reached with all below it. */
  readonly level: Level;
  /** True when what ends it is proven and it looks as though it worked. */
  readonly pretends: boolean;
  readonly evidence: readonly LevelLink[];
  /** What is proven not to hold comes first, then what cannot be told. */
  readonly broken: readonly LevelLink[];
  readonly stage: Stage;
}

interface JudgeRequest {
  readonly item: ChecklistItem;
  readonly check: FoundCheck;
  readonly repository: Repository;
  readonly reach: Reach;
  /** A file of settings or scripts that could not be read and may run anything; null when all were. */
  readonly unread: string | null;
}

/** Returns the verdict by the best way that leads to the check. */
export function judgeCheck(request: JudgeRequest): CheckVerdict {
  const ways = waysTo(request);
  let best: CheckVerdict | null = null;
  for (const way of ways.slice(0, MOST_WAYS)) {
    const verdict = judgeWay(request, way);
    if (best === null || isBetter(verdict, best)) best = verdict;
  }
  return best ?? judgeWay(request, { wired: { answer: 'unknown', links: [] }, enforced: YES, repeated: YES, run: null });
}

/** Ways to one check that are looked at; the first ones lead to the first runs. Own choice. */
const MOST_WAYS = 400;

interface Way {
  readonly wired: Outcome;
  readonly enforced: Outcome;
  readonly repeated: Outcome;
  /** Null where no command is known that runs it. */
  readonly run: Run | null;
  /** True where a proven no means that it was made to run and does not. */
  readonly isIdle?: boolean;
  /** True where it works without a command, such as an alert rule. */
  readonly isAlways?: boolean;
}

function waysTo({ item, check, repository, reach, unread }: JudgeRequest): readonly Way[] {
  const { ranBy } = check;
  switch (ranBy.kind) {
    case 'always':
      return [{ wired: { answer: 'yes', links: ranBy.chain }, enforced: ranBy.enforced, repeated: ranBy.repeated, run: null, isAlways: true }];
    case 'runs':
      if (ranBy.runs.length === 0) return [unread === null ? neverRun({ at: check.at, text: 'no command of this repository runs it' }) : mayRun(check, unread)];
      return ranBy.runs.map((run) => wayOf(run, { chain: run.chain, enforced: run.enforced, wired: YES }));
    case 'function': {
      const { id } = ranBy;
      const reached = reach.runsOf(id);
      if (reached.length === 0) return [unreached(check, { repository, reach, id, unread })];
      return reached.map(({ run, chain, enforced, isCertain, isOfTests, test }) => {
        const certain: Outcome = isCertain ? YES : { answer: 'unknown', links: [{ at: run.command.at, text: 'it is not certain that this command reaches the check' }] };
        return wayOf(run, { chain: wholeChain(run, chain), enforced: allOf([enforced, run.enforced]), wired: isOfTests ? allOf([certain, looksAtData({ repository, item, check, id, test })]) : certain });
      });
    }
  }
}

/** From the trigger to the function, whether or not the way to the command is part of it already. */
function wholeChain({ chain: toCommand }: Run, chain: readonly Link[]): readonly Link[] {
  const [first] = toCommand;
  const isWhole = first === undefined || chain.some((link) => JSON.stringify(link) === JSON.stringify(first));
  return isWhole ? chain : [...toCommand, ...chain];
}

/** @param chain from the trigger to the check */
function wayOf(run: Run, { chain, enforced, wired }: { readonly chain: readonly Link[]; readonly enforced: Outcome; readonly wired: Outcome }): Way {
  const trigger = run.started === null ? [] : chain.slice(0, 1);
  return {
    wired: wired.answer === 'yes' ? { answer: 'yes', links: chain.slice(trigger.length).toReversed() } : wired,
    enforced,
    repeated: run.repeated.answer === 'yes' && run.repeated.links.length === 0 ? { answer: 'yes', links: trigger } : run.repeated,
    run,
  };
}

function neverRun(link: Link): Way {
  return { wired: { answer: 'no', links: [link] }, enforced: YES, repeated: YES, run: null };
}

function mayRun(check: FoundCheck, unread: string): Way {
  return unsure(check.at, `\`${unread}\` could not be read, so it may run this`);
}

function unsure(at: Link['at'], text: string): Way {
  return { wired: { answer: 'unknown', links: [{ at, text }] }, enforced: YES, repeated: YES, run: null };
}

function unreached(check: FoundCheck, { repository, reach, id, unread }: Pick<JudgeRequest, 'repository' | 'reach' | 'unread'> & { readonly id: FunctionId }): Way {
  const summary = repository.functionOf(id);
  const cut = cutShortAround(repository, id.slice(0, id.indexOf('::')));
  if (summary === null || cut !== null) {
    return unsure(check.at, summary === null ? 'what runs this could not be looked at' : `\`${cut?.path ?? ''}\` could not be analysed as a whole, so it may run this`);
  }
  const [leftOut] = reach.leftOutOf(id);
  if (leftOut !== undefined) return { ...neverRun(leftOut.link), isIdle: true };
  const idle = idleTest(repository, summary);
  if (idle !== null) return { ...neverRun(idle), isIdle: true };
  const doubt = calledByName(repository, summary);
  const leftOver = reach.mayReach(id);
  if (isNeverMentioned(repository, summary)) {
    if (doubt === null && leftOver === null) return { ...neverRun({ at: summary.at, text: `nothing calls \`${summary.name}\`` }), isIdle: true };
    return unsure(summary.at, doubt ?? leftOver ?? '');
  }
  if (unread !== null) return mayRun(check, unread);
  if (leftOver !== null) return unsure(summary.at, leftOver);
  const text = summary.test !== null ? `no command of this repository runs the test \`${summary.name}\`` : 'no command of this repository leads here';
  return neverRun({ at: summary.at, text });
}

/** A test that commands would run if it were not skipped, or stood in a file that pytest collects; null for others. */
function idleTest({ runs }: Repository, { id, name, at, test }: FunctionSummary): Link | null {
  const path = id.slice(0, id.indexOf('::'));
  const file = path.slice(path.lastIndexOf('/') + 1);
  const isSkipped = test?.runs.answer === 'no';
  const isPassedBy = test === null && /^test_/.test(name) && /(?:^|\/)tests?\//.test(path) && !/^test_.*\.py$|_test\.py$|^(?:conftest|__init__)\.py$/.test(file);
  if (!isSkipped && !isPassedBy) return null;
  const commands = runs.filter(({ started, command: { words } }) => started !== null && words.some((word) => word === 'pytest' || word === 'py.test'));
  if (commands.length === 0 || commands.some(({ command: { words } }) => words.some((word) => word === null || word.includes(file)))) return null;
  return test?.runs.links[0] ?? { at, text: isSkipped ? 'it is always skipped' : `\`pytest\` collects no file called \`${file}\`` };
}

interface Rung {
  readonly level: Level;
  readonly stage: Stage;
  readonly outcome: Outcome;
  /** Said where the outcome is not yes and has no link of its own. */
  readonly otherwise: string;
  /** Whether a proven no here means that something only looks as though it worked. */
  readonly pretends: boolean;
}

function judgeWay({ item, check, repository }: JudgeRequest, way: Way): CheckVerdict {
  const isStarted = way.isAlways === true || (way.run !== null && way.run.started !== null);
  const promotion = item.blocks === 'promotion' ? stopsPromotion({ repository, check, run: way.run }) : YES;
  // where nothing ships a model, a bound that nobody runs or every model passes never pretended to stand before that
  const looksLikeGate = item.blocks === 'nothing' || (check.stopsPromotion !== undefined && check.stopsPromotion.answer !== 'unknown') || repository.once(promotionsOf).some(isOfModels);
  const rungs: readonly Rung[] = [
    { level: 'real-check', stage: 'start', outcome: check.isReal, otherwise: 'it is not certain that this can fail', pretends: check.ranBy.kind !== 'function' || looksLikeGate || promotion.answer === 'yes' },
    { level: 'real-check', stage: 'start', outcome: rowsOfFixtures(repository, check), otherwise: '', pretends: false },
    { level: 'real-check', stage: 'start', outcome: dataOutcome(item, check), otherwise: '', pretends: false },
    { level: 'wired', stage: 'wire', outcome: way.wired, otherwise: 'it is not certain that anything runs this', pretends: way.isIdle === true && looksLikeGate },
    { level: 'enforced', stage: 'enforce', outcome: way.enforced, otherwise: 'it is not certain that a failure stops anything', pretends: isStarted },
    { level: 'enforced', stage: 'enforce', outcome: promotion, otherwise: 'it is not certain that a failure keeps a model from being served', pretends: looksLikeGate && promotionPretends(way, check) },
    { level: 'repeated', stage: 'repeat', outcome: way.repeated, otherwise: 'it is not certain that anything starts this without a person', pretends: triggerPretends(way) },
  ];
  const place = way.run === null ? check.at : way.run.command.at;
  const evidence: LevelLink[] = [{ level: check.isReal.answer === 'yes' ? 'real-check' : 'mention', at: check.at, text: check.text }];
  const broken: { readonly link: LevelLink; readonly isProven: boolean }[] = [];
  let level: Level = check.isReal.answer === 'yes' ? 'real-check' : 'mention';
  for (const [index, rung] of rungs.entries()) {
    const holds = rung.outcome.answer === 'yes';
    if (holds) evidence.push(...rung.outcome.links.map((link) => ({ ...link, level: rung.level })));
    else {
      const links = rung.outcome.links.length > 0 ? rung.outcome.links : [{ at: rung.level === 'real-check' ? check.at : place, text: rung.outcome.answer === 'no' ? SAID_NO[rung.level] ?? rung.otherwise : rung.otherwise }];
      broken.push(...links.map((link) => ({ link: { ...link, level: rung.level }, isProven: rung.outcome.answer === 'no' })));
    }
    if (broken.length === 0 && rungs[index + 1]?.level !== rung.level) level = rung.level;
  }
  const firstNo = rungs.find(({ outcome }) => outcome.answer === 'no');
  const firstNotYes = rungs.find(({ outcome }) => outcome.answer !== 'yes');
  return {
    check,
    answer: allOf(rungs.map(({ outcome }) => outcome)).answer,
    level,
    pretends: firstNo?.pretends ?? false,
    evidence: unique(evidence),
    broken: unique([...broken.filter(({ isProven }) => isProven), ...broken.filter(({ isProven }) => !isProven)].map(({ link }) => link)),
    stage: (firstNo ?? firstNotYes)?.stage ?? 'done',
  };
}

const SAID_NO: Readonly<Partial<Record<Level, string>>> = {
  'real-check': 'this cannot fail',
  wired: 'nothing runs this',
  enforced: 'a failure of this stops nothing',
  repeated: 'only a person starts this',
};

function dataOutcome(item: ChecklistItem, check: FoundCheck): Outcome {
  if (item.data === 'any' || check.data === 'served') return YES;
  if (check.data === 'unknown') return { answer: 'unknown', links: [{ at: check.at, text: 'which rows it looks at cannot be told; this test asks for served ones' }] };
  return { answer: 'no', links: [{ at: check.at, text: `it looks at ${DATA_WORDS[check.data]}, not at served ones` }] };
}

const DATA_WORDS: Readonly<Record<Exclude<FoundCheck['data'], 'served' | 'unknown'>, string>> = {
  train: 'rows of the training',
  test: 'rows held out of the training',
  committed: 'rows committed to the repository',
  synthetic: 'made-up rows',
};

/** A gate beside the way to the users looks like one; a check that a person starts does not, nor does a test of code among many. */
function promotionPretends({ run }: Way, { ranBy, stopsPromotion }: FoundCheck): boolean {
  if (ranBy.kind === 'function' && stopsPromotion === undefined && /(?:^|\/)tests?\//.test(ranBy.id) && !/gate|quality|performance|accuracy|metric|threshold|promot|release|baseline/i.test(ranBy.id)) return false;
  return run !== null && run.started !== null && run.repeated.answer === 'yes';
}

/** The release of a package to an index of packages ships code. */
function isOfModels({ text }: Promotion): boolean {
  return !/\btwine upload\b|\b(?:poetry|flit|uv|hatch|pdm) publish\b|pypi/.test(text);
}

/** Filters that match nothing and schedules that are switched off look as though they worked; starting by hand does not. */
function triggerPretends({ run, isAlways }: Way): boolean {
  if (isAlways === true) return true;
  const triggers = run?.started?.by.triggers ?? [];
  return triggers.some(({ kind, fires }) => kind !== 'manual' && kind !== 'called' && fires.answer === 'no');
}

function unique(links: readonly LevelLink[]): readonly LevelLink[] {
  const seen = new Set<string>();
  return links.filter((link) => {
    const key = JSON.stringify([link.level, link.at, link.text]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const ANSWERS: readonly Answer[] = ['no', 'unknown', 'yes'];
const STAGES: readonly Stage[] = ['start', 'wire', 'enforce', 'repeat', 'done'];

/** Surer first, then further up, then the one that stands first. */
export function isBetter(a: CheckVerdict, b: CheckVerdict): boolean {
  const byAnswer = ANSWERS.indexOf(a.answer) - ANSWERS.indexOf(b.answer);
  if (byAnswer !== 0) return byAnswer > 0;
  const worth = (a.check.atMost ?? 1) - (b.check.atMost ?? 1);
  if (a.answer === 'yes' && worth !== 0) return worth > 0;
  const byStage = STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);
  if (byStage !== 0) return byStage > 0;
  return a.broken.length < b.broken.length;
}
