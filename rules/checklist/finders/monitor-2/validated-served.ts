/** Served rows that code holds against a schema or against invariants of columns, and raises or tells somebody. */
import { walk } from '../../../api/python/children.ts';
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call, Node } from '../../../api/python/syntax.ts';
import { YES } from '../../../api/repository/place.ts';
import { coneOf, nameOfCall } from '../cone.ts';
import type { CodeRequest } from '../judged.ts';
import { madeBy } from '../made-by.ts';
import { pathOf } from '../project-calls.ts';
import { boundsQuality } from '../quality.ts';
import { calleeText, callsOf } from '../results.ts';
import { originOf } from '../served-origin.ts';
import { judgementsIn } from '../telling.ts';
import { isExamplePath, isTestPath } from '../test-paths.ts';

const ITEMS = ['monitor-2'] as const;

export const codeFinder: CodeFinder = {
  name: 'monitor-2/validated-served',
  find: (request) => (isExamplePath(request.program.path) || isTestPath(request.program.path) ? {} : { checks: [...validations(request), ...invariants(request)] }),
};

const RAISES = /^(?:jsonschema\.(?:\w+\.)*validate|fastavro\.(?:\w+\.)*validate|frictionless\.\w*validate|pandera\.(?:\w+\.)*validate|patito\.\S*validate)$/;

function validations(request: CodeRequest): readonly FoundCheck[] {
  const { facts, placeOf, ownerOf } = request;
  return callsOf(facts).flatMap(({ node, name }): readonly FoundCheck[] => {
    const [rows] = node.arguments;
    if (rows === undefined || !(RAISES.test(name) || isSchema(facts, node))) return [];
    const id = ownerOf(node);
    if (originOf(coneOf(facts, [rows]), [pathOf(id), id.slice(id.indexOf('::') + 2)]) !== 'served') return [];
    return [{ items: ITEMS, at: placeOf(node), text: `\`${calleeText(facts, node)}\` holds served rows against a schema`, isReal: YES, data: 'served', ranBy: { kind: 'function', id } }];
  });
}

/** `schema.validate(rows)` of a schema of pandera, made here or in another module. */
function isSchema(facts: Facts, { callee }: Call): boolean {
  if (callee.kind !== 'Attribute' || callee.attribute !== 'validate') return false;
  return /^pandera(?:\.|$)/.test(madeBy(facts, callee.value)?.name ?? '');
}

const OF_COLUMNS = /\.(?:isna|isnull|notna|notnull|between|isin|duplicated|is_unique|null_count|is_null|is_between|hasnans)$/;

/** `if requests["age"].isna().mean() > 0.05: raise` */
function invariants(request: CodeRequest): readonly FoundCheck[] {
  const { facts } = request;
  return judgementsIn(request).flatMap(({ at, id, tests, cone, isReal, kind }): readonly FoundCheck[] => {
    if (!tests.some((test) => asksColumns(facts, test)) || boundsQuality(facts, tests)) return [];
    if (originOf(cone, [pathOf(id), id.slice(id.indexOf('::') + 2)]) !== 'served') return [];
    return [{ items: ITEMS, at, text: `values of served rows are held against a bound${kind === 'telling' ? ', and somebody hears of it' : ''}`, isReal, data: 'served', ranBy: { kind: 'function', id } }];
  });
}

function asksColumns(facts: Facts, test: Node): boolean {
  let asks = false;
  walk(test, (node) => {
    if (node.kind !== 'Call') return;
    const isColumn = node.callee.kind === 'Attribute' && /^(?:min|max)$/.test(node.callee.attribute) && node.callee.value.kind === 'Subscript';
    if (isColumn || OF_COLUMNS.test(nameOfCall(facts, node))) asks = true;
  });
  return asks;
}
