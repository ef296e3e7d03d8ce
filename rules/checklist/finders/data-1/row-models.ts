/** Models of pydantic that each row of a source is put through, and what becomes of rows that do not fit. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { walk } from '../../../api/python/children.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, ClassDef, ExceptHandler, Expression, Node } from '../../../api/python/syntax.ts';
import { enclosing } from '../../../api/python/syntax.ts';
import type { CodeRequest, Judged } from '../judged.ts';
import { isBound, judgedIn } from '../judged.ts';
import { calleeText, callsOf, raisingCheck } from '../results.ts';
import { sourceOf } from '../source-of.ts';
import { isTestPath } from '../test-paths.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/row-models',
  find: (request) => (isTestPath(request.program.path) ? {} : { checks: callsOf(request.facts).flatMap(({ node }) => ofRow(request, node)) }),
};

const ROWS = /\.(?:to_dict|iterrows|itertuples|iter_rows|DictReader|reader|collect|toLocalIterator|readlines|splitlines)\b|\b(?:consumer|messages?|rows?|records?|events?|lines?|stream|DictReader|reader)\b/i;

/** Asks a queue or stream for the next message. */
const POLLS = /^(?:poll|consume|getone|receive|receive_messages?|get_message|pull|blpop|xread|xreadgroup)$/;

function ofRow(request: CodeRequest, node: Call): readonly FoundCheck[] {
  const { facts } = request;
  const { callee } = node;
  const isParsing = callee.kind === 'Attribute' && /^(?:model_validate|model_validate_json|parse_obj|parse_raw|validate_python|validate_json)$/.test(callee.attribute);
  if (!isParsing && (node.keywords.length === 0 || node.arguments.length > 0)) return [];
  const model = isParsing && callee.kind === 'Attribute' ? callee.value : callee;
  if (!isPydantic(facts, model)) return [];
  const place = perRow(facts, node);
  if (place === null) return [];
  const check = raisingCheck(request, { call: node, items: ['data-1'], text: '`{call}` checks each row by its types' });
  const handler = [node, place].map(handlerAround).find((each) => each !== null) ?? null;
  if (handler === null || ends(facts, handler)) return [check];
  const bound = judgedIn(request).find((judged) => isOfRejected(judged, handler));
  if (bound !== undefined) return [{ ...check, at: bound.at, text: `rows that do not fit \`${calleeText(facts, node)}\` are counted and held against a bound`, isReal: bound.isReal, ranBy: { kind: 'function', id: bound.id } }];
  return [{ ...check, isReal: { answer: 'unknown', links: [{ at: request.placeOf({ start: handler.start, end: handler.start + 'except'.length }), text: 'rows that do not fit are left out, and nothing is seen that fails when there are many' }] } }];
}

/** The call itself, or that of the function it stands in, within a loop over rows. */
function perRow(facts: Facts, node: Call): Call | null {
  if (isOverRows(facts, node)) return node;
  const around = enclosing(node, ['FunctionDef']);
  if (around === null) return null;
  return facts.nodes('Call').find((call) => calledName(call) === around.name && isOverRows(facts, call)) ?? null;
}

/** Of `parse(line)` and `self.parse(line)`, `parse`. */
function calledName({ callee }: Call): string | null {
  if (callee.kind === 'Name') return callee.id;
  return callee.kind === 'Attribute' && callee.value.kind === 'Name' && callee.value.id === 'self' ? callee.attribute : null;
}

function isOverRows(facts: Facts, node: Call): boolean {
  for (let at: Node = node; at.parent !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    const over = at.kind === 'For' ? at.iter : at.kind === 'ListComp' || at.kind === 'GeneratorExp' || at.kind === 'SetComp' ? at.generators[0]?.iter : undefined;
    if (over !== undefined) return ROWS.test(facts.textOf(over));
    if (at.kind === 'While') return facts.nodes('Call').some(({ callee, start, end }) => callee.kind === 'Attribute' && POLLS.test(callee.attribute) && start >= at.start && end <= at.end);
  }
  return false;
}

/** What catches an exception of it in its function; null where nothing does. */
function handlerAround(node: Node): ExceptHandler | null {
  for (let at = node; at.parent !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    const { parent } = at;
    if (parent.kind === 'Try' && parent.body.some((statement) => statement.start <= node.start && node.end <= statement.end)) return parent.handlers[0] ?? null;
  }
  return null;
}

function ends(facts: Facts, handler: ExceptHandler): boolean {
  let found = false;
  for (const statement of handler.body) {
    walk(statement, (node) => {
      if (node.kind === 'Raise' || (node.kind === 'Call' && /(?:^|\.)_?exit$/.test(facts.textOf(node.callee)))) found = true;
    });
  }
  return found;
}

/** A bound on what the handler counts or lists, or on what is counted where it gave nothing. */
function isOfRejected(judged: Judged, handler: ExceptHandler): boolean {
  const kept = new Set<string>();
  for (const statement of handler.body) {
    walk(statement, (node) => {
      if (node.kind === 'AugAssign' && node.target.kind === 'Name') kept.add(node.target.id);
      if (node.kind === 'Assign') for (const target of node.targets) if (target.kind === 'Name') kept.add(target.id);
      if (node.kind === 'Call' && node.callee.kind === 'Attribute' && node.callee.value.kind === 'Name') kept.add(node.callee.value.id);
    });
  }
  const isSame = enclosing(judged.node, ['FunctionDef']) === enclosing(handler, ['FunctionDef']);
  return isBound(judged) && [...judged.cone.words].some((word) => (isSame && kept.has(word)) || REJECTED.test(word));
}

const REJECTED = /^(?:n_|num_)?(?:rejected|invalid|bad|malformed|dropped|skipped|failed|errors)(?:_(?:rows|lines|count|share|records|messages))?$/i;

/** A model, or one chosen from a table of models: `SCHEMAS[topic](**message)`. */
function isPydantic(facts: Facts, model: Expression): boolean {
  if (model.kind === 'Subscript') {
    const source = sourceOf(facts, model.value);
    return source.kind === 'Dict' && source.items.length > 0 && source.items.every(({ value }) => isPydantic(facts, value));
  }
  return facts.valuesOf(model).some((value) => value.kind === 'callable' && value.definition?.kind === 'ClassDef' && isModelClass(facts, value.definition, 0));
}

/** Classes above each other. Own choice. */
const MOST_DEEP = 4;

function isModelClass(facts: Facts, { bases }: ClassDef, depth: number): boolean {
  return bases.some((base) => /(?:^|\.)(?:BaseModel|SQLModel)$/.test(textOfBase(base)) || (depth < MOST_DEEP && facts.valuesOf(base).some((value) => value.kind === 'callable' && value.definition?.kind === 'ClassDef' && isModelClass(facts, value.definition, depth + 1))));
}

function textOfBase(base: Expression): string {
  return base.kind === 'Name' ? base.id : base.kind === 'Attribute' ? base.attribute : '';
}
