/** Tables validated against a pandera schema. */
import type { CodeFinder, FoundCheck } from '../../../api/checklist/check.ts';
import type { Facts } from '../../../api/python/facts.ts';
import type { Call } from '../../../api/python/syntax.ts';
import { moduleOf } from '../../../api/python/syntax.ts';
import { writtenArgument } from '../../../api/python/call-arguments.ts';
import type { Outcome } from '../../../api/repository/place.ts';
import { UNKNOWN, YES } from '../../../api/repository/place.ts';
import { coneOf } from '../cone.ts';
import { both, rowsGiven } from '../data-origin.ts';
import { madeBy } from '../made-by.ts';

export const codeFinder: CodeFinder = {
  name: 'data-1/pandera',
  find: (request) => ({
    checks: request.facts.nodes('Call').flatMap((call): readonly FoundCheck[] => {
      const { facts, placeOf, ownerOf } = request;
      const schema = schemaOf(facts, call);
      const rows = schema === null ? null : rowsGiven(request, call);
      if (schema === null || rows === null) return [];
      const isReal = canFail(schema, { facts, at: placeOf(call) });
      return [
        {
          items: ['data-1'],
          at: placeOf(call),
          text: `\`${facts.textOf(call.callee)}\` checks a table against a pandera schema`,
          ...rows,
          isReal: rows.isReal === undefined ? isReal : both(isReal, rows.isReal),
          data: 'unknown',
          ranBy: { kind: 'function', id: ownerOf(call) },
        },
      ];
    }),
  }),
};

const SCHEMAS: readonly string[] = ['DataFrameSchema', 'SeriesSchema'];

/** The call that made the schema, `made` null for a schema whose making is not seen; null when no table is validated here. */
function schemaOf(facts: Facts, { callee }: Call): { readonly made: Call | null } | null {
  if (callee.kind !== 'Attribute' || callee.attribute !== 'validate') return null;
  const making = madeBy(facts, callee.value);
  if (making === null || making.call === null || !/^pandera/.test(making.name)) {
    // one of several that are written in a mapping
    const chosen = callee.value.kind === 'Name' || callee.value.kind === 'Subscript' || callee.value.kind === 'Call' ? coneOf(facts, [callee.value]).calls.find(({ name }) => /^pandera(?:\.\w+)*\.DataFrameSchema$/.test(name)) : undefined;
    if (chosen !== undefined && moduleOf(chosen.call) === facts.document.module) return { made: chosen.call };
  }
  if (making === null || !/^pandera(?:\.|$)/.test(making.name)) return null;
  return SCHEMAS.includes(making.name.slice(making.name.lastIndexOf('.') + 1)) ? { made: making.call } : null;
}

/** A schema without a column passes every table. */
function canFail({ made }: { readonly made: Call | null }, { facts, at }: { readonly facts: Facts; readonly at: FoundCheck['at'] }): Outcome {
  if (made === null) return UNKNOWN;
  const columns = writtenArgument(made, { name: 'columns', position: 0 });
  const isEmpty = (columns === null || (columns.kind === 'Dict' && columns.items.length === 0)) && writtenArgument(made, { name: 'checks', position: 1 }) === null && made.keywords.every(({ name }) => name !== null);
  return isEmpty ? { answer: 'no', links: [{ at, text: `\`${facts.textOf(made.callee)}\` names no column, so every table passes` }] } : YES;
}
