/** Deequ, Deepchecks, JSON Schema, Soda from Python, Frictionless, Cerberus, Voluptuous, Fastavro, Spark and Evidently. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { coneOf } from '../cone.ts';
import { rowsGiven } from '../data-origin.ts';
import type { CodeRequest } from '../judged.ts';
import { callsOf, checksByResult, raisingCheck, rootName } from '../results.ts';
import { sourceOf } from '../source-of.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/other-validators',
  find: (request) => ({
    checks: [
      ...raising(request),
      ...checksByResult(request, { items: ['data-1'], is: (call, name) => isReturning(request.facts, call, name) && !isOfSettings(request.facts, call), text: '`{call}` checks data against a schema' }),
      ...failFast(request),
    ],
  }),
};

/** These raise by themselves. */
const RAISING = /^(?:jsonschema\.(?:validate|validators\.validate)|fastjsonschema\.validate|jsonschema\.(?:validators\.)?Draft\w+Validator\.validate|soda\.scan\.Scan\.(?:assert_no_checks_fail|assert_no_error_logs|assert_no_checks_warn_or_fail)|fastavro\.(?:validate|validation\.validate|validation\.validate_many)|dataenforce\.validate)$/;

function raising(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return callsOf(facts).flatMap(({ node, name }) => {
    const isAssert = node.callee.kind === 'Attribute' && node.callee.attribute === 'assert_no_checks_fail';
    if ((!RAISING.test(name) && !isAssert) || isOfSettings(facts, node)) return [];
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
  if (isEvidently(facts, call)) return true;
  if (callee.kind !== 'Attribute') return false;
  const root = rootName(facts, callee.value) ?? '';
  if (/^pydeequ(?:\.|$)/.test(root)) return callee.attribute === 'run' && /VerificationSuite/.test(`${root}${facts.textOf(callee.value)}`);
  if (/^deepchecks\.(?:\w+\.)*data_integrity$/.test(root)) return callee.attribute === 'run';
  if (/^cerberus\./.test(root)) return callee.attribute === 'validate';
  // a row that is written there tests the schema
  if (call.arguments[0]?.kind === 'Dict') return false;
  return /^jsonschema\./.test(root) && (callee.attribute === 'is_valid' || callee.attribute === 'iter_errors');
}

const SETTINGS = /^(?:\w+_)?(?:config\w*|cfg|conf|settings|manifest|spec|options|params|hyper_?params|help|usecase|pipeline|workflow)(?:_\w+)?$/i;

/** What people write for programs, in files they alone write: no rows. */
function isOfSettings(facts: Facts, { arguments: args, keywords }: Call): boolean {
  const given = args[0] ?? keywords.find(({ name }) => name === 'instance')?.value;
  if (given === undefined) return false;
  if (given.kind === 'Name' && SETTINGS.test(given.id)) return true;
  const { calls } = coneOf(facts, [given]);
  const reads = calls.filter(({ name }) => /(?:^|\.)(?:safe_load\w*|loads?|read_text|open|read_\w+|DictReader|reader|fetch\w*|consume|poll)$/.test(name));
  return reads.some(({ name }) => /^(?:yaml|ruamel|tomllib|tomli|toml|omegaconf|hydra|configparser)\b/.test(name)) && !reads.some(({ name }) => /^(?:json|csv|pandas|polars|pyarrow)\b/.test(name));
}

function mentions(facts: Facts, attribute: string): boolean {
  return facts.nodes('Attribute').some((node) => node.attribute === attribute);
}

/** A suite of Evidently that tests types, missing values, ranges; drift alone is no schema. */
function isEvidently(facts: Facts, { callee }: Call): boolean {
  if (callee.kind !== 'Attribute' || !/^(?:as_dict|json|dict)$/.test(callee.attribute) || !/^evidently(?:\.|$)/.test(rootName(facts, callee.value) ?? '')) return false;
  return facts.nodes('Call').some((call) => /^evidently\.(?:\w+\.)*(?:Test(?:ColumnsType|NumberOf\w+|Share\w+|ColumnAllUniqueValues|Column\w+|ValueRange|ValueList|ValueMin|ValueMax|ConflictTarget|EmptyRows)|DataQualityTestPreset|DataStabilityTestPreset)$/.test(facts.names.qualifiedName(call.callee) ?? ''));
}

/** Spark ends the reading at the first row that does not fit the schema. */
function failFast(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return facts.nodes('Call').flatMap((call): readonly FoundCheck[] => {
    const [key, value] = call.arguments;
    const isOption = call.callee.kind === 'Attribute' && call.callee.attribute === 'option' && key?.kind === 'Constant' && key.value === 'mode' && value?.kind === 'Constant' && String(value.value).toUpperCase() === 'FAILFAST';
    return isOption ? [raisingCheck(request, { call, items: ['data-1'], text: 'rows that do not fit the schema end the reading' })] : [];
  });
}
