/** What the verdicts on items and the answers of probes say together about one test of a rubric. */
import type { Found } from '../../../rules/api/checklist/check.ts';
import type { Probe } from '../../../rules/api/checklist/probe.ts';
import type { Requirement, RubricTest } from '../../../rules/api/checklist/rubric.ts';
import type { LevelLink, Status } from '../../../rules/api/checklist/verdict.ts';
import { wholeFile } from '../../../rules/api/repository/place.ts';
import type { Repository } from '../../../rules/api/repository/repository.ts';
import type { ItemVerdict } from './judge-item.ts';

/** An item's verdict without its item: any requirement has one. */
export type RequirementVerdict = Omit<ItemVerdict, 'item'>;

export interface RequirementContext {
  readonly test: RubricTest;
  readonly items: ReadonlyMap<string, ItemVerdict>;
  readonly probes: ReadonlyMap<string, Probe>;
  readonly repository: Repository;
  readonly found: Found;
}

export function judgeRequirement(requirement: Requirement, context: RequirementContext): RequirementVerdict {
  switch (requirement.kind) {
    case 'item':
      return context.items.get(requirement.id) ?? unanswered(`no item is called \`${requirement.id}\``);
    case 'probe':
      return judgeProbe(requirement.id, context);
    case 'all':
      return allOf(requirement.of.map((each) => judgeRequirement(each, context)));
    case 'any':
      return anyOf(requirement.of.map((each) => judgeRequirement(each, context)));
    case 'not':
      return opposite(judgeRequirement(requirement.of, context));
  }
}

function judgeProbe(id: string, { test, probes, repository, found }: RequirementContext): RequirementVerdict {
  const probe = probes.get(id);
  if (probe === undefined) return unanswered(`Lintel has no probe \`${id}\`, so a person must judge this`);
  const outcome = probe.answer({ repository, found });
  if (outcome === null) return { ...EMPTY, status: 'not-applicable', stage: 'done' };
  const links = outcome.links.map((link): LevelLink => ({ ...link, level: outcome.answer === 'yes' ? 'repeated' : 'none' }));
  const next = [test.description];
  switch (outcome.answer) {
    case 'yes':
      return { ...EMPTY, status: 'automated', proven: 1, claimed: 1, confidence: 'medium', level: 'repeated', evidence: links, stage: 'done' };
    case 'no':
      return { ...EMPTY, status: 'absent', confidence: 'medium', broken: links, next };
    case 'unknown':
      return { ...EMPTY, status: 'unknown', claimed: links.length > 0 ? 0.5 : 0, evidence: links, broken: links.length > 0 ? [] : unanswered(`\`${id}\` cannot be told from the files`).broken, next };
  }
}

const EMPTY: RequirementVerdict = { status: 'absent', proven: 0, claimed: 0, confidence: 'low', level: 'none', evidence: [], broken: [], next: [], stage: 'start', disproven: 'nothing' };

/** The repository as a whole is the place of what no file says. */
const WHOLE_REPOSITORY = wholeFile('.');

function unanswered(text: string): RequirementVerdict {
  return { ...EMPTY, status: 'unknown', broken: [{ level: 'none', at: WHOLE_REPOSITORY, text }] };
}

/** Worst first. */
const STATUSES: readonly Status[] = ['void', 'absent', 'unknown', 'manual', 'automated', 'not-applicable'];

/** The weakest decides; what does not apply asks nothing. */
function allOf(verdicts: readonly RequirementVerdict[]): RequirementVerdict {
  const asked = verdicts.filter(({ status }) => status !== 'not-applicable');
  const [first] = asked;
  if (first === undefined) return verdicts[0] ?? unanswered('the rubric asks for nothing here');
  const worst = asked.reduce((before, each) => (rank(each) < rank(before) ? each : before), first);
  return {
    ...worst,
    proven: min(asked.map(({ proven }) => proven)),
    claimed: min(asked.map(({ claimed }) => claimed)),
    evidence: asked.flatMap(({ evidence }) => evidence),
    broken: asked.flatMap(({ broken }) => broken),
    next: [...new Set(asked.filter(({ proven }) => proven < 1).flatMap(({ next }) => next))],
    disproven: asked.find(({ disproven }) => disproven === 'all')?.disproven ?? worst.disproven,
  };
}

/** The strongest decides. */
function anyOf(verdicts: readonly RequirementVerdict[]): RequirementVerdict {
  const asked = verdicts.filter(({ status }) => status !== 'not-applicable');
  const [first] = asked;
  if (first === undefined) return verdicts[0] ?? unanswered('the rubric asks for nothing here');
  const best = asked.reduce((before, each) => (rank(each) > rank(before) ? each : before), first);
  return { ...best, claimed: max(asked.map(({ claimed }) => claimed)) };
}

function opposite(verdict: RequirementVerdict): RequirementVerdict {
  switch (verdict.status) {
    case 'automated':
    case 'manual':
      return { ...EMPTY, status: 'absent', confidence: verdict.confidence, broken: verdict.evidence };
    case 'absent':
    case 'void':
      return { ...EMPTY, status: 'automated', proven: 1, claimed: 1, confidence: verdict.confidence, level: 'repeated', stage: 'done' };
    case 'unknown':
    case 'not-applicable':
      return verdict;
  }
}

function rank({ status, proven }: RequirementVerdict): number {
  return proven * 10 + STATUSES.indexOf(status);
}

function min<T extends number>(numbers: readonly T[]): T {
  return Math.min(...numbers) as T;
}

function max<T extends number>(numbers: readonly T[]): T {
  return Math.max(...numbers) as T;
}
