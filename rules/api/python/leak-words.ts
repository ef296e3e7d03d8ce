/** How leaks are told: the rows that judge the model by their name in the code, and the path that leads to the leak. */
import type { Confidence, Severity } from '../finding.ts';
import type { CodeFix, CodePlace, Step } from '../python-rule.ts';
import type { EvaluationEvent, Event } from './event.ts';
import type { Facts } from './facts.ts';
import { leaksOf } from './leaks.ts';
import type { Leak } from './leaks.ts';
import type { LeakRule } from './leak-owner.ts';
import { rowPath, rowRoot } from './row-path.ts';
import type { Node } from './syntax.ts';
import { learnedFrom } from './trials.ts';
import type { Trial } from './trials.ts';

/** Names longer than this say little in a message. Own choice. */
const LONGEST_NAME = 24;

export interface LeakVerdict<Id extends string> {
  readonly message: Id;
  readonly at: Node;
  readonly related: readonly Step[];
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What leaks, and the rows that judge the model. */
  readonly data: { readonly learner: { readonly text: string }; readonly test: { readonly text: string } };
}

/** Returns a verdict for each leak a rule owns. @param messageOf picks the message that says how it leaks */
export function leakVerdicts<Id extends string>(facts: Facts, rule: LeakRule, messageOf: (leak: Leak) => Id): readonly LeakVerdict<Id>[] {
  const leaks = facts.once(leaksOf).filter((leak) => leak.rule === rule);
  return leaks.map((leak) => ({
    message: messageOf(leak),
    at: leak.at,
    related: stepsOf(leak, facts),
    severity: leak.severity,
    confidence: leak.confidence,
    data: { learner: { text: leak.name }, test: { text: testName(leak.trial, facts) } },
  }));
}

/** Returns what the ways to mend give for the leak a verdict tells of, in their order. */
export function fixesOfLeak({ at }: { readonly at: CodePlace }, facts: Facts, ways: readonly ((leak: Leak, facts: Facts) => readonly CodeFix[])[]): readonly CodeFix[] {
  const leak = facts.once(leaksOf).find((each) => each.at === at);
  return leak === undefined ? [] : ways.flatMap((way) => way(leak, facts));
}

/** Returns what the rows that judge the model are called in the code: "`X_test`". */
export function testName({ way, at, test }: Trial, facts: Facts): string {
  if (way === 'scored' || way === 'folds') return judgedName(at, facts);
  return nameOf(way === 'watched' ? null : nodeOfPart(test.rows.node), facts);
}

/** Returns what the rows of an evaluation are called in the code: "`X_test`". */
export function judgedName(evaluation: EvaluationEvent, facts: Facts): string {
  return nameOf(testNode(evaluation, facts), facts);
}

function nameOf(node: Node | null, facts: Facts): string {
  const text = node === null ? '' : facts.textOf(node);
  return text === '' || text.length > LONGEST_NAME || text.includes('\n') ? 'the test rows' : `\`${text}\``;
}

function testNode(evaluation: EvaluationEvent, facts: Facts): Node | null {
  const { call, data, prediction, way } = evaluation;
  if (way === 'score' || way === 'evaluate') return call.arguments[0]?.node ?? null;
  if (way === 'search') return call.arguments[0]?.node ?? null;
  if (way === 'cross-validation') return call.arguments.find(({ value }) => value.kind === 'data')?.node ?? null;
  const predicted = facts.predictions.findLast((event) => event.sequence < evaluation.sequence && event.features.rows === data.rows && (prediction?.prediction == null || event.model.id === prediction.prediction.modelId));
  return predicted?.call.arguments[0]?.node ?? null;
}

function nodeOfPart(node: Node | null): Node | null {
  return node?.kind === 'Subscript' ? node : null;
}

// The path

interface Placed {
  readonly step: Step;
  readonly sequence: number;
}

/** Returns the steps from the data to the leak, in the order they happen. */
export function stepsOf(leak: Leak, facts: Facts): readonly Step[] {
  const { trial } = leak;
  const places = [loaded(leak, facts), learned(leak, facts), split(leak, facts), trained(trial), scored(trial, facts)];
  const steps = places.filter((place) => place !== null).toSorted((a, b) => a.sequence - b.sequence);
  return steps.filter((each, index) => steps.findIndex(({ step }) => step.at === each.step.at) === index).map(({ step }) => step);
}

function sequenceAt(node: Node, facts: Facts, fallback: number): number {
  return facts.events.find((event: Event) => event.node === node)?.sequence ?? fallback;
}

function loaded({ trial }: Leak, facts: Facts): Placed | null {
  const [source] = facts.sourcesOf(trial.test.rows);
  if (source?.kind !== 'source' || source.node === null) return null;
  return { step: { at: source.node, text: `\`${source.label}\` is loaded` }, sequence: sequenceAt(source.node, facts, -1) };
}

function learned(leak: Leak, facts: Facts): Placed | null {
  if (leak.kind === 'overlap') return null;
  const text = leak.kind === 'copies' ? `\`${leak.name}\` copies or mixes rows` : `\`${leak.name}\` learns from rows that judge the model`;
  return { step: { at: leak.at, text }, sequence: sequenceAt(leak.at, facts, 0) };
}

function split({ trial }: Leak, facts: Facts): Placed | null {
  const root = rowRoot(trial.test.rows);
  const cut = rowPath(trial.test.rows).find((rows) => rows !== root && rows.node !== null && (rows.kind === 'part' || rows.kind === 'slice' || rows.kind === 'mask' || rows.kind === 'rest' || rows.kind === 'subset'));
  if (cut?.node == null) return null;
  return { step: { at: cut.node, text: 'the rows that judge the model are chosen' }, sequence: sequenceAt(cut.node, facts, 0.5) };
}

function trained({ fit }: Trial): Placed | null {
  const name = fit.estimator.className?.split('.').at(-1) ?? 'the model';
  const rows = learnedFrom(fit);
  return rows === null ? null : { step: { at: fit.node, text: `\`${name}\` is trained` }, sequence: fit.sequence };
}

function scored(trial: Trial, facts: Facts): Placed | null {
  switch (trial.way) {
    case 'scored':
      return { step: { at: trial.at.node, text: `it is scored on ${testName(trial, facts)}` }, sequence: trial.at.sequence };
    case 'folds':
      return { step: { at: trial.at.node, text: 'it is trained and scored on folds of the rows' }, sequence: trial.at.sequence };
    case 'watched':
    case 'kept':
      return null;
  }
}
