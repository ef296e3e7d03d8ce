/** The verdict on one of the 28 tests from everything that was found for it. */
import type { CounterEvidence, Found, FoundCheck, ManualEvidence, Mention } from '../../../rules/api/checklist/check.ts';
import type { ChecklistItem } from '../../../rules/api/checklist/item.ts';
import type { Level } from '../../../rules/api/checklist/level.ts';
import type { LevelLink, Status, TestVerdict } from '../../../rules/api/checklist/verdict.ts';
import type { Link } from '../../../rules/api/repository/place.ts';
import { wholeFile } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import { isBetter, judgeCheck } from './judge-check.ts';
import type { CheckVerdict, Stage } from './judge-check.ts';
import { mendStep } from './mend-step.ts';
import { observe } from './observed.ts';
import type { Observation } from './observed.ts';
import type { Reach } from '../repository/reach/reach-of.ts';

/** What is said of one test before a rubric gives points for it. */
export interface ItemVerdict extends Pick<TestVerdict, 'confidence' | 'level' | 'evidence' | 'broken' | 'next'> {
  readonly item: ChecklistItem;
  readonly status: Status;
  /** Nothing, half or all of the points. */
  readonly proven: Share;
  /** The same if everything that is only said were true. */
  readonly claimed: Share;
  readonly stage: Stage | 'document';
  /** What is proven not to be, so that nobody's word lifts it: the test at all, or only that it runs automatically. */
  readonly disproven: 'nothing' | 'automation' | 'all';
}

export type Share = 0 | 0.5 | 1;

interface JudgeItemRequest {
  readonly item: ChecklistItem;
  readonly found: Found;
  readonly repository: Repository;
  readonly reach: Reach;
  /** `part` when much of the repository was not looked at, so that what is not found proves nothing; `whole` when left out. */
  readonly looked?: 'whole' | 'part';
  /** See `judgeCheck`; null when left out. */
  readonly unread?: string | null;
}

/** What was found for one test. */
interface Of {
  readonly item: ChecklistItem;
  readonly best: CheckVerdict | null;
  readonly verdicts: readonly CheckVerdict[];
  readonly observed: Observation;
  readonly mentions: readonly Mention[];
  readonly manual: readonly ManualEvidence[];
  readonly counter: readonly CounterEvidence[];
}

export function judgeItem(request: JudgeItemRequest): ItemVerdict {
  const { item, found, repository, looked = 'whole' } = request;
  const checks = found.checks.filter(({ items }) => items.includes(item.id));
  const of = ofChecks(request, checks.filter(({ isDoubtful }) => isDoubtful !== true));
  const applies = item.applies(repository);
  if (of.counter.length === 0 && applies.answer === 'no' && of.best === null) return notApplicable(of, applies.links);
  const judged = judge(of);
  const doubted = judged.status === 'absent' && of.counter.length === 0 ? inDoubt(request, checks, of) : null;
  if (doubted !== null) return doubted;
  if (judged.status === 'absent' && looked === 'part' && of.counter.length === 0) return { ...judged, status: 'unknown', confidence: 'low', broken: [...judged.broken, NOT_LOOKED], next: [], claimed: claimedBy(of) };
  // what could not be analysed may hold the check
  const isSure = judged.status !== 'absent' || repository.programs.every(({ isCutShort }) => !isCutShort);
  return { ...judged, ...(isSure ? {} : { confidence: 'low' }), claimed: claimedBy(of) };
}

/** What may be a check speaks where nothing sure is found, and only if it runs, stops something and starts by itself. */
function inDoubt(request: JudgeItemRequest, checks: readonly FoundCheck[], sure: Of): ItemVerdict | null {
  const of = ofChecks(request, checks.filter(({ isDoubtful }) => isDoubtful === true));
  const judged = uncertain(of);
  return judged === null ? null : { ...judged, claimed: claimedBy(sure) === 1 ? 1 : claimedBy(of) };
}

function ofChecks({ item, found, repository, reach, unread = null }: JudgeItemRequest, checks: readonly FoundCheck[]): Of {
  const isOfItem = ({ items }: { readonly items: readonly string[] }): boolean => items.includes(item.id);
  const verdicts = checks.filter((check) => check.isByName !== true || !checks.some((other) => other !== check && isSameFunction(other, check))).map((check) => judgeCheck({ item, check, repository, reach, unread }));
  const best = bestOf(verdicts);
  return {
    item,
    best,
    verdicts,
    observed: best === null ? { kind: 'none' } : observe(repository, best.check),
    mentions: found.mentions.filter(isOfItem),
    manual: found.manual.filter(isOfItem),
    counter: found.counter.filter(isOfItem),
  };
}

function judge(of: Of): Judged {
  return counted(of) ?? automated(of) ?? byHand(of) ?? uncertain(of) ?? nothing(of);
}

const NOT_LOOKED: LevelLink = { level: 'none', at: wholeFile('.'), text: 'not all of the repository was looked at' };

type Judged = Omit<ItemVerdict, 'claimed'>;

/** What proves that the test is not done, whatever else is there. */
function counted({ item, best, counter, manual }: Of): Judged | null {
  if (counter.length === 0) return null;
  const looksPresent = best !== null || manual.length > 0;
  return {
    item,
    status: looksPresent ? 'void' : 'absent',
    proven: 0,
    confidence: 'high',
    level: 'none',
    evidence: best?.evidence ?? [],
    broken: linksAt('none', counter),
    next: nextSteps(item, 'start'),
    stage: 'start',
    disproven: 'all',
  };
}

function automated({ item, best, observed }: Of): Judged | null {
  if (best === null || best.answer !== 'yes') return null;
  const { atMost, because } = best.check;
  const isFresh = observed.kind === 'fresh';
  return {
    item,
    status: atMost === 0.5 ? 'manual' : 'automated',
    proven: atMost ?? 1,
    confidence: isFresh ? raised(item.confidence.automated) : item.confidence.automated,
    level: isFresh ? 'observed' : 'repeated',
    evidence: [...best.evidence, ...(isFresh ? linksAt('observed', [observed.link]) : [])],
    broken: [
      ...(atMost === 0.5 ? [{ level: 'real-check' as const, at: best.check.at, text: because ?? 'this covers only a part of the test' }] : []),
      ...(observed.kind === 'stale' ? linksAt('observed', [observed.link]) : []),
    ],
    next: atMost === 0.5 ? nextSteps(item, 'start') : [],
    stage: atMost === 0.5 ? 'start' : 'done',
    disproven: 'nothing',
  };
}

/** A result of a person's run that says when: a dated document, or a stored report of a real check. */
function byHand({ item, best, manual, observed }: Of): Judged | null {
  const valid = manual.filter(({ date, isValid }) => date !== null && isValid.answer === 'yes');
  const isObserved = observed.kind === 'fresh' && best !== null && best.check.isReal.answer === 'yes' && (item.data === 'any' || best.check.data === 'served');
  if (valid.length === 0 && !isObserved) return null;
  const stage = best === null || best.stage === 'done' ? 'start' : best.stage;
  return {
    item,
    status: 'manual',
    proven: 0.5,
    confidence: 'medium',
    level: isObserved ? 'observed' : (best?.level ?? 'mention'),
    evidence: [...(isObserved ? [...best.evidence, ...linksAt('observed', [observed.link])] : []), ...valid.map((each): LevelLink => ({ level: 'observed', at: each.at, text: withDate(each) }))],
    broken: best?.broken ?? [],
    next: nextSteps(item, stage),
    stage,
    disproven: 'nothing',
  };
}

/** Something is there, and part of its way could not be followed. */
function uncertain({ item, best, manual }: Of): Judged | null {
  const unsure = manual.filter(({ date, isValid }) => date !== null && isValid.answer === 'unknown');
  if (best?.answer !== 'unknown' && unsure.length === 0) return null;
  const stage = best?.answer === 'unknown' ? best.stage : 'document';
  return {
    item,
    status: 'unknown',
    proven: 0,
    confidence: 'low',
    level: best?.level ?? 'mention',
    evidence: [...(best?.evidence ?? []), ...linksAt('mention', unsure)],
    broken: [...(best?.answer === 'unknown' ? best.broken : []), ...unsure.flatMap((each) => linksAt('observed', each.isValid.links))],
    next: nextSteps(item, stage),
    stage,
    disproven: 'nothing',
  };
}

/**
 * Void where something pretends, absent where nothing is or only a person runs it. Of checks that do not hold, the one that gets furthest speaks:
 * a check that cannot fail is no more than a mention beside one that is real and that nobody starts, so that is absent; a real check that is cut
 * off further up (`|| true`, a filter that matches nothing, a schedule that is commented out) is void whatever else a person could start.
 */
function nothing({ item, verdicts, best, observed, manual, mentions }: Of): Judged {
  const hollow = bestOf(verdicts.filter(({ pretends }) => pretends));
  const honest = bestOf(verdicts.filter(({ pretends, stage }) => !pretends && stage !== 'start'));
  const pretending = hollow !== null && honest !== null && hollow.stage === 'start' ? null : hollow;
  const invalid = manual.filter(({ isValid }) => isValid.answer === 'no');
  const undated = manual.filter(({ date, isValid }) => date === null && isValid.answer !== 'no');
  const shown = pretending ?? honest ?? best;
  const isVoid = pretending !== null || invalid.length > 0;
  const stage = shown?.stage ?? 'start';
  return {
    item,
    status: isVoid ? 'void' : 'absent',
    proven: 0,
    confidence: isVoid ? 'high' : item.confidence.absent,
    level: shown?.level ?? (mentions.length + manual.length > 0 ? 'mention' : 'none'),
    evidence: [...(shown?.evidence ?? []), ...linksAt('mention', [...undated, ...invalid, ...mentions]).slice(0, MOST_MENTIONS)],
    broken: [
      ...(shown?.broken ?? []),
      ...(shown === honest ? (hollow?.broken ?? []) : []),
      ...(observed.kind === 'stale' ? linksAt('observed', [observed.link]) : []),
      ...invalid.flatMap((each) => linksAt('observed', each.isValid.links.length > 0 ? each.isValid.links : [{ at: each.at, text: 'this contradicts what is found' }])),
      ...undated.map((each): LevelLink => ({ level: 'observed', at: each.at, text: 'no date says when this result was made' })),
    ],
    next: [...mendSteps(hollow), ...nextSteps(item, stage)],
    stage,
    disproven: !isVoid ? 'nothing' : pretending !== null && pretending.stage !== 'start' ? 'automation' : 'all',
  };
}

/** A title may say the day itself. */
function withDate({ text, date }: ManualEvidence): string {
  return date === null || text.includes(date) ? text : `${text} (${date})`;
}

function isSameFunction({ ranBy: a }: FoundCheck, { ranBy: b }: FoundCheck): boolean {
  return a.kind === 'function' && b.kind === 'function' && a.id === b.id;
}

/** Surer first, then further up. */
function bestOf(verdicts: readonly CheckVerdict[]): CheckVerdict | null {
  return verdicts.reduce<CheckVerdict | null>((before, each) => (before === null || isBetter(each, before) ? each : before), null);
}

/** What looks as though it worked is mended where it breaks. */
function mendSteps(pretending: CheckVerdict | null): readonly string[] {
  return (pretending?.broken ?? []).slice(0, 1).map(mendStep);
}

/** Mentions shown; more say no more. */
const MOST_MENTIONS = 5;

function notApplicable(of: Of, links: readonly Link[]): ItemVerdict {
  return { item: of.item, status: 'not-applicable', proven: 0, claimed: 0, confidence: 'high', level: 'none', evidence: linksAt('none', links), broken: [], next: [], stage: 'done', disproven: 'nothing' };
}

function claimedBy({ verdicts, manual, mentions }: Of): Share {
  if (verdicts.some(({ check }) => check.atMost !== 0.5)) return 1;
  return verdicts.length + manual.length + mentions.length > 0 ? 0.5 : 0;
}

function nextSteps({ next }: ChecklistItem, stage: Stage | 'document'): readonly string[] {
  switch (stage) {
    case 'done':
      return [];
    case 'document':
      return [next.document, next.start];
    case 'start':
    case 'wire':
    case 'enforce':
    case 'repeat':
      return [next[stage], next.document];
  }
}

function linksAt(level: Level, links: readonly Link[]): readonly LevelLink[] {
  return links.map(({ at, text }) => ({ level, at, text }));
}

function raised(confidence: ItemVerdict['confidence']): ItemVerdict['confidence'] {
  return confidence === 'low' ? 'medium' : 'high';
}
