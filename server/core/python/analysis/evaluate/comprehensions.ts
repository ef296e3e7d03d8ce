/** Comprehensions: loops whose elements are kept. */
import type { Comprehension, ComprehensionFor, DictComp } from '../../../../../rules/api/python/syntax.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { constantOf, dataWithin, influencesOf, mappingOf, mergeInfluences, openMapping, openSequence, sequenceOf, withInfluences } from '../values.ts';
import { anyKey, assign } from './assign.ts';
import { evaluate } from './expressions.ts';
import { createFrame } from './frame.ts';
import type { Frame } from './frame.ts';
import { knownElements } from './iterate.ts';
import { runTurns } from './loops.ts';
import type { Run } from './run.ts';
import { truthOf } from './truth.ts';

/** How the elements came about, over all generators. */
interface Made {
  /** False when there may be more or fewer. */
  isComplete: boolean;
}

export function evaluateComprehension(node: Comprehension | DictComp, frame: Frame, run: Run): Value {
  return node.kind === 'DictComp' ? dictOf(node, frame, run) : listOf(node, frame, run);
}

function listOf(node: Comprehension, frame: Frame, run: Run): Value {
  const elements: Value[] = [];
  const made: Made = { isComplete: true };
  const over = runGenerators({ node, frame, made, run }, (inner) => elements.push(evaluate(node.element, inner, run)));
  const type = node.kind === 'ListComp' ? 'list' : node.kind === 'SetComp' ? 'set' : 'generator';
  if (made.isComplete) return sequenceOf(type, elements);
  const [element] = elements;
  if (over !== null && element !== undefined && node.generators.length === 1) return rowByRow(over, element, node, run);
  return openSequence(type, elements);
}

/** `[clean(text) for text in df['text']]` has the rows of what it goes over. */
function rowByRow(over: Data, element: Value, { generators: [generator] }: Comprehension, run: Run): Value {
  const influences = influencesOf(element);
  const rows = generator === undefined || generator.ifs.length === 0 ? over.rows : run.terms.subset(over.rows, run.symbols.ofObject(generator), generator);
  if (element.kind === 'sequence' || element.kind === 'object') return openSequence('list', [element]);
  return withInfluences({ ...over, rows, form: 'list', className: null, selects: null, prediction: null }, influences);
}

function dictOf(node: DictComp, frame: Frame, run: Run): Value {
  const entries = new Map<string | number | boolean, Value>();
  const made: Made = { isComplete: true };
  runGenerators({ node, frame, made, run }, (inner) => {
    const key = constantOf(evaluate(node.key, inner, run));
    const value = evaluate(node.value, inner, run);
    if (key === undefined || key === null) made.isComplete = false;
    entries.set(key ?? anyKey(entries.size), value);
  });
  const influences = mergeInfluences(...[...entries.values()].map((value) => influencesOf(value)));
  return withInfluences(made.isComplete ? mappingOf(entries) : openMapping(entries), influences);
}

interface Generating {
  readonly node: Comprehension | DictComp;
  readonly frame: Frame;
  readonly made: Made;
  readonly run: Run;
}

/** Runs the generators inside each other. Returns the data the first one goes over row by row; null when it is none. */
function runGenerators({ node, frame, made, run }: Generating, body: (frame: Frame) => void): Data | null {
  const inner = createFrame({ kind: 'comprehension', parent: frame, module: frame.module, inClass: frame.inClass });
  const [first, ...others] = node.generators;
  if (first === undefined) {
    body(inner);
    return null;
  }
  const over = evaluate(first.iter, frame, run);
  runGenerator({ node, made, inner, run, body }, first, over, others);
  return rowsGoneOver(over, run);
}

/** `enumerate(texts)` and `zip(texts, labels)` go over the rows of what they are given. */
function rowsGoneOver(over: Value, run: Run): Data | null {
  if (over.kind === 'data') return over.form === 'series' || over.form === 'array' || over.form === 'list' ? over : null;
  if (over.kind !== 'sequence' || over.elementOfTurn === null) return null;
  const one = dataWithin(over.elementOfTurn(run.symbols.ofObject(over))).find(({ form }) => form !== 'index');
  return one?.rows.kind === 'subset' ? { ...one, rows: one.rows.parent } : null;
}

interface Running {
  readonly node: Comprehension | DictComp;
  readonly made: Made;
  readonly inner: Frame;
  readonly run: Run;
  readonly body: (frame: Frame) => void;
}

function runGenerator(running: Running, generator: ComprehensionFor, over: Value, others: readonly ComprehensionFor[]): void {
  const { node, made, inner, run, body } = running;
  const known = knownElements(over);
  let turns = 0;
  const runOne = (element: Value | null): void => {
    turns += 1;
    if (element !== null) assign(generator.target, element, inner, run);
    const tests = generator.ifs.map((test) => truthOf(evaluate(test, inner, run)));
    if (tests.includes(false)) return;
    if (tests.includes(null)) made.isComplete = false;
    const [next, ...rest] = others;
    if (next === undefined) body(inner);
    else runGenerator(running, next, evaluate(next.iter, inner, run), rest);
  };
  runTurns(node, over, ({ element }) => {
    runOne(element);
    return true;
  }, run);
  if (known === null || turns !== known.length) made.isComplete = false;
}
