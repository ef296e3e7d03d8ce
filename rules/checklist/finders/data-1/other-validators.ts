/** Deequ, Deepchecks, JSON Schema, Soda from Python, Frictionless, Cerberus, Voluptuous, Fastavro, Spark and row models of pydantic. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Expression, Node } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { rowsGiven } from '../data-origin.ts';
import type { CodeRequest } from '../judged.ts';
import { callsOf, checksByResult, raisingCheck, rootName } from '../results.ts';
import { sourceOf } from '../source-of.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/other-validators',
  find: (request) => ({
    checks: [
      ...raising(request),
      ...checksByResult(request, { items: ['data-1'], is: (call, name) => isReturning(request.facts, call, name), text: '`{call}` checks data against a schema' }),
      ...rowModels(request),
    ],
  }),
};

/** These raise by themselves. */
const RAISING = /^(?:jsonschema\.(?:validate|validators\.validate)|fastjsonschema\.validate|jsonschema\.(?:validators\.)?Draft\w+Validator\.validate|soda\.scan\.Scan\.(?:assert_no_checks_fail|assert_no_error_logs|assert_no_checks_warn_or_fail)|fastavro\.(?:validate|validation\.validate|validation\.validate_many)|dataenforce\.validate)$/;

function raising(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return callsOf(facts).flatMap(({ node, name }) => {
    const isAssert = node.callee.kind === 'Attribute' && node.callee.attribute === 'assert_no_checks_fail';
    if (!RAISING.test(name) && !isAssert) return [];
    const rows = rowsGiven(request, node);
    if (rows === null) return [];
    return [{ ...raisingCheck(request, { call: node, items: ['data-1'], text: '`{call}` checks data against a schema', ...rows, ...emptySchema(request, node, name) }), ...(rows.rowsFrom === undefined ? {} : { rowsFrom: rows.rowsFrom }) }];
  });
}

/** `{}` fits everything. */
function emptySchema({ facts, placeOf }: CodeRequest, call: Call, name: string): { readonly isReal?: Outcome } {
  if (!/^jsonschema\.(?:validators\.)?validate$/.test(name)) return {};
  const schema = writtenArgument(call, { name: 'schema', position: 1 });
  const source = schema === null ? null : sourceOf(facts, schema);
  if (schema === null || source?.kind !== 'Dict' || source.items.length > 0) return {};
  return { isReal: { answer: 'no', links: [{ at: placeOf(schema), text: 'the schema is empty, so everything fits' }] } };
}

function isReturning(facts: Facts, call: Call, name: string): boolean {
  const { callee } = call;
  if (/^(?:frictionless\.validate|tableschema\.validate|goodtables\.validate|soda\.scan\.Scan\.(?:execute|has_check_fails))$/.test(name)) return name !== 'soda.scan.Scan.execute' || !mentions(facts, 'assert_no_checks_fail');
  if (callee.kind !== 'Attribute') return false;
  const root = rootName(facts, callee.value) ?? '';
  if (/^pydeequ(?:\.|$)/.test(root)) return callee.attribute === 'run' && /VerificationSuite/.test(`${root}${facts.textOf(callee.value)}`);
  if (/^deepchecks\.(?:\w+\.)*data_integrity$/.test(root)) return callee.attribute === 'run';
  if (/^cerberus\./.test(root)) return callee.attribute === 'validate';
  return /^jsonschema\./.test(root) && (callee.attribute === 'is_valid' || callee.attribute === 'iter_errors');
}

function mentions(facts: Facts, attribute: string): boolean {
  return facts.nodes('Attribute').some((node) => node.attribute === attribute);
}

const ROWS = /\.(?:to_dict|iterrows|itertuples|DictReader|reader|collect|toLocalIterator)\b|\b(?:consumer|messages?|rows?|records?|events?|lines?)\b/i;

/** A model of pydantic that each row of a source is put through. */
function rowModels(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return callsOf(facts).flatMap(({ node }) => {
    const { callee } = node;
    const isParsing = callee.kind === 'Attribute' && /^(?:model_validate|model_validate_json|parse_obj|parse_raw|validate_python)$/.test(callee.attribute);
    const isSpread = node.arguments.length === 0 && node.keywords.length === 1 && node.keywords[0]?.name === null;
    if (!isParsing && !isSpread) return [];
    const model = isParsing && callee.kind === 'Attribute' ? callee.value : callee;
    if (!isPydantic(facts, model)) return [];
    const over = loopOver(node);
    if (over === null || !ROWS.test(facts.textOf(over))) return [];
    return [raisingCheck(request, { call: node, items: ['data-1'], text: '`{call}` checks each row by its types' })];
  });
}

/** What the nearest loop in the same function goes over. */
function loopOver(node: Call): Expression | null {
  for (let at: Node = node; at.parent !== null && at.kind !== 'FunctionDef'; at = at.parent) {
    if (at.kind === 'For') return at.iter;
    if (at.kind === 'ListComp' || at.kind === 'GeneratorExp' || at.kind === 'SetComp') return at.generators[0]?.iter ?? null;
  }
  return null;
}

function isPydantic(facts: Facts, model: Call['callee']): boolean {
  return facts.valuesOf(model).some((value) => value.kind === 'callable' && value.definition?.kind === 'ClassDef' && value.definition.bases.some((base) => /(?:^|\.)BaseModel$/.test(textOfBase(base))));
}

function textOfBase(base: Call['callee']): string {
  return base.kind === 'Name' ? base.id : base.kind === 'Attribute' ? base.attribute : '';
}
