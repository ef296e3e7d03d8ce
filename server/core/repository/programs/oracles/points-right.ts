/** Whether a condition fails for worse values of a metric. Says no only where the metric is clear, the bound plain and nothing speaks of a bad model. */
import type { Expression } from '../../../../../rules/api/python/syntax.ts';
import { UNKNOWN, YES } from '../../../../../rules/api/repository/place.ts';
import type { Answer, Outcome } from '../../../../../rules/api/repository/place.ts';
import type { ProgramView } from '../program-view.ts';
import type { Comparison, Condition } from './conditions.ts';
import { metricOf, wordOf, wordsIn } from './metrics.ts';
import type { Metric } from './metrics.ts';
import { sourceOf } from './origins.ts';

export interface Aim {
  readonly condition: Condition;
  /** Name of the function around it. */
  readonly inFunction: string;
  readonly view: ProgramView;
}

export function pointsRight({ condition, inFunction, view }: Aim): Outcome {
  const parts = comparisonsIn(condition).flatMap((comparison) => partPointsRight(comparison, inFunction, view) ?? []);
  if (parts.length === 0) return YES;
  return parts.find(({ answer }) => answer === 'yes') ?? parts.find(({ answer }) => answer === 'unknown') ?? parts[0] ?? YES;
}

function comparisonsIn(condition: Condition): readonly Comparison[] {
  if (condition.kind === 'comparison') return [condition];
  return condition.kind === 'truth' ? [] : condition.of.flatMap(comparisonsIn);
}

/** Null when no metric is compared by order. */
function partPointsRight({ left, operator, right, node }: Comparison, inFunction: string, view: ProgramView): Outcome | null {
  if (right === null || !/^[<>]=?$/u.test(operator)) return null;
  const ofLeft = metricOf(left, view);
  const ofRight = metricOf(right, view);
  if (ofLeft === null && ofRight === null) return null;
  const wantsGreaterLeft = operator.startsWith('>');
  if (ofLeft !== null && ofRight !== null) return ofTwo({ left, right, metric: ofLeft, wantsGreaterLeft, view });
  const metric = ofLeft ?? ofRight;
  if (metric === null) return null;
  const bound = ofLeft === null ? left : right;
  const value = ofLeft === null ? right : left;
  const wantsGreater = (ofLeft !== null) === wantsGreaterLeft;
  if (wantsGreater === (metric.better === 'higher')) return YES;
  if (isDoubtful({ metric, bound, value, inFunction, view })) return UNKNOWN;
  return { answer: 'no', links: [{ at: view.placeOf(node), text: `\`${metric.name}\` is better when ${metric.better}, and this passes when it is ${wantsGreater ? 'higher' : 'lower'}` }] };
}

interface OfTwo {
  readonly left: Expression;
  readonly right: Expression;
  readonly metric: Metric;
  readonly wantsGreaterLeft: boolean;
  readonly view: ProgramView;
}

/** What a value is compared with, by its words. */
const REFERENCE = /^(?:baseline|base|old|prev|previous|reference|ref|threshold|min|max|initial|first|before|start|early|champion|prod|production|dummy|naive|random|limit|target|untrained)$/u;

function ofTwo({ left, right, metric, wantsGreaterLeft, view }: OfTwo): Outcome {
  const isReference = (side: Expression): boolean => namesOf(side, view).some((word) => REFERENCE.test(word));
  const [a, b] = [isReference(left), isReference(right)];
  if (a === b) return UNKNOWN;
  const answer: Answer = (b === wantsGreaterLeft) === (metric.better === 'higher') ? 'yes' : 'unknown';
  return answer === 'yes' ? YES : UNKNOWN;
}

interface Doubt {
  readonly metric: Metric;
  readonly bound: Expression;
  readonly value: Expression;
  readonly inFunction: string;
  readonly view: ProgramView;
}

/** Words that speak of a model meant to be bad, of a suspicion, or of something that is no quality. */
const BAD_ON_PURPOSE =
  /^(?:dummy|naive|random|shuffl|perm|chance|nois|leak|sanity|overfit|underfit|perfect|suspicio|worse|worst|poor|drift|degrad|corrupt|adversar|untrained|fail|wrong|invalid|reject|baseline|outlier|anomal|constant|trivial|never|limit|early|stop|trigger|alert|retrain|weak|attack|privacy|member|unfair|bias|before|initial|poison|differ|impossible|break|regress(?:ion_)?test|(?:too|good|bad|low|not|cap|gap|hard|first)$)/iu;

/** Above this an upper bound is a suspicion of leaking, not a wish. Own choice. */
const SUSPICIOUSLY_GOOD = 0.9;

function isDoubtful({ metric, bound, value, inFunction, view }: Doubt): boolean {
  const source = sourceOf(bound);
  if (source.kind !== 'Constant' || typeof source.value !== 'number') return true;
  // a loss above zero, an accuracy below one: what is possible at all
  if (metric.better === 'lower' && source.value <= 0) return true;
  if (metric.better === 'higher' && source.value >= SUSPICIOUSLY_GOOD) return true;
  const words = [...wordsIn(inFunction), ...namesOf(value, view), ...namesOf(bound, view)];
  if (words.some((word) => BAD_ON_PURPOSE.test(word))) return true;
  const own = wordOf(value);
  return own !== null && wordsIn(own).some((word) => /^(?:train|training|fit|before|old|max|min)$/u.test(word));
}

/** Words of an expression's name and of the names in the call it comes from. */
function namesOf(expression: Expression, view: ProgramView): readonly string[] {
  const own = wordOf(expression);
  const text = view.facts.textOf(sourceOf(expression)).slice(0, 300);
  return [...(own === null ? [] : wordsIn(own)), ...(text.match(/[A-Za-z_]\w*/gu) ?? []).flatMap(wordsIn)];
}
