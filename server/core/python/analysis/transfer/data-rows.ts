/** Which rows a call on data gives: the row effects of the knowledge base as row terms. */
import type { DataApi, RowEffect } from '../../../../../rules/api/python/knowledge.ts';
import type { Bound, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { leaveOutRows, pickRows } from '../pick-rows.ts';
import { rowsOfAllTurns } from '../turn-rows.ts';
import { ORDERED_ANEW, constantOf, isData, isNone, numberOf } from '../values.ts';
import { wholeOf } from '../whole-of-parts.ts';
import { argument, constantArgument, isGiven, symbolByText, symbolHere } from './call.ts';
import type { LibraryCall } from './call.ts';

/** Methods that give values another shape. Rows stay rows unless the first dimension becomes one. */
const RESHAPING: ReadonlySet<string> = new Set(['reshape', 'view', 'resize']);

/** Returns the effect of the entry with the arguments given. */
export function effectOf(api: DataApi, call: LibraryCall): RowEffect {
  for (const { parameter, values, rows } of api.rowsWhen ?? []) {
    const value = argument(call, parameter);
    if (value === null) continue;
    const known = constantOf(value);
    if (values === undefined ? !isNone(value) : known !== undefined && values.includes(known)) return rows;
  }
  return api.rows === 'unknown' && RESHAPING.has(call.shortName) && keepsRows(call) ? 'same' : api.rows;
}

function keepsRows(call: LibraryCall): boolean {
  const shape = call.site.arguments.map(({ value }) => value).find((value) => value.kind !== 'data') ?? null;
  const first = shape?.kind === 'sequence' ? (shape.elements[0] ?? null) : shape;
  return first !== null && numberOf(first) !== 1 && (numberOf(first) !== null || (first.kind === 'scalar' && first.countOf?.share === 1));
}

/** What a call does its work on. */
export interface DataInputs {
  readonly base: Data;
  /** All data given for rows, the base first. */
  readonly all: readonly Data[];
}

/** Returns the rows of the result. */
export function rowsAfter(effect: RowEffect, api: DataApi, { base, all }: DataInputs, call: LibraryCall): Rows {
  const { terms } = call.machine;
  const { node } = call.site;
  switch (effect) {
    case 'same':
      return sampledRows(base, call) ?? base.rows;
    case 'groups':
    case 'window':
      return base.rows;
    case 'subset':
      return subsetAfter(api, base, call);
    case 'reordered':
      // what one turn of a loop holds is turned around within itself
      return rowsOfAllTurns(base.rows) === base.rows ? terms.reordered(base.rows, orderSymbol(api, call), node) : base.rows;
    case 'union':
      return allTogether(all, call);
    case 'join':
      return constantArgument(call, 'how') === 'left' ? base.rows : terms.subset(base.rows, symbolHere(call, 'join'), node);
    case 'copies':
      return terms.copies(base.rows, symbolHere(call, 'copies'), node);
    case 'aggregate':
    case 'grouped':
      return terms.grouped(base.rows, symbolHere(call, 'groups'), node);
    case 'unknown':
      return (call.shortName === 'transpose' ? turnedBack(base.rows) : null) ?? terms.unknown(all.map((each) => each.rows), node);
    case 'new':
      return newRows(call);
    case 'picked':
      return pickedAfter(api, base, call);
  }
}

/** All parts of a split, put together, are what was split. */
function allTogether(all: readonly Data[], call: LibraryCall): Rows {
  const rows = all.map((each) => each.rows);
  return (areAllKnown(call) ? wholeOf(rows) : null) ?? call.machine.terms.union(rows, call.site.node);
}

/** Whether lists that are given hold nothing but what is seen in them. */
export function areAllKnown({ site }: LibraryCall): boolean {
  return site.arguments.every(({ value }) => value.kind !== 'sequence' || value.isComplete || value.elements.length === 1);
}

/** The same call with the same seed gives the same order. */
function orderSymbol({ random }: DataApi, call: LibraryCall): number {
  const seed = random === undefined || random.parameter === null ? null : numberOf(argument(call, random.parameter));
  return seed === null ? symbolHere(call, 'order') : symbolByText(call, `order by ${call.shortName} of ${seed}`);
}

/** Returns the rows that stand in columns of what was transposed; null for other rows. */
export function turnedBack(rows: Rows): Rows | null {
  if (rows.kind !== 'unknown' || rows.node === null) return null;
  const by = rows.node.kind === 'Call' ? rows.node.callee : rows.node;
  const name = by.kind === 'Attribute' ? by.attribute : '';
  return name === 'T' || name === 'transpose' ? (rows.from[0] ?? null) : null;
}

/** `DataLoader(data, sampler=SubsetRandomSampler(indices))` gives the rows the sampler picks; null without one. */
function sampledRows(base: Data, call: LibraryCall): Rows | null {
  for (const { value } of call.site.arguments) {
    const api = value.kind === 'object' ? value.api : null;
    if (value.kind !== 'object' || api?.is !== 'class') continue;
    if (api.tags?.includes('copies-rows') === true) return call.machine.terms.copies(base.rows, symbolHere(call, 'copies'), call.site.node);
    if (api.tags?.includes('picks-rows') !== true) continue;
    const indices = [...value.arguments.values()].find(isData);
    const picked = indices === undefined ? null : pickRows(base.rows, indices, call.machine.terms);
    return picked ?? call.machine.terms.subset(base.rows, symbolHere(call, 'sampled'), call.site.node);
  }
  return null;
}

/** Rows that come from nowhere else, as far as can be seen: what is put into them later may come from any rows. */
export function newRows(call: LibraryCall): Rows {
  const { machine, site } = call;
  return machine.terms.source({ key: `new:${call.shortName}#${symbolHere(call, 'made')}`, label: `${call.shortName}()`, purpose: null, node: site.node });
}

function subsetAfter(api: DataApi, base: Data, call: LibraryCall): Rows {
  const { terms } = call.machine;
  const { node } = call.site;
  const left = leftOutBy(api, base, call);
  if (left !== null) return left;
  const amount = api.share === undefined ? null : argument(call, api.share);
  if (api.takes !== undefined) return takenRows(api.takes, amount, base, call);
  const share = api.orders === 'shuffled' ? drawnShare(call, api) : null;
  if (share === 1) return terms.reordered(base.rows, orderSymbol(api, call), node);
  return terms.subset(base.rows, symbolHere(call, 'subset'), node, share);
}

/** Returns the share of rows drawn by chance; null when unknown or a count. */
function drawnShare(call: LibraryCall, api: DataApi): number | null {
  const names = api.share === undefined ? ['frac', 'fraction'] : [api.share, 'frac', 'fraction'];
  for (const name of names) {
    const value = argument(call, name);
    const share = numberOf(value);
    if (share !== null && share > 0 && (share < 1 || (share === 1 && name.startsWith('frac')))) return share;
    if (value?.kind === 'scalar' && value.countOf?.share === 1) return 1;
  }
  return null;
}

function leftOutBy(api: DataApi, base: Data, call: LibraryCall): Rows | null {
  for (const parameter of api.leavesOut ?? []) {
    const value = argument(call, parameter);
    if (!isData(value)) continue;
    const rest = leaveOutRows(base.rows, value, call.machine.terms, call.site.node);
    if (rest !== null) return rest;
  }
  return null;
}

function takenRows(takes: NonNullable<DataApi['takes']>, amount: Value | null, base: Data, call: LibraryCall): Rows {
  const { terms } = call.machine;
  // the first rows of one pass are other rows than those of the next
  if (base.history.includes(ORDERED_ANEW)) return terms.subset(base.rows, symbolHere(call, 'taken'), call.site.node, 'some');
  const bound = boundAt(amount, takes === 'last' ? 'fromEnd' : 'row', call);
  if (takes === 'first') return terms.slice(base.rows, { kind: 'start' }, bound, call.site.node);
  return terms.slice(base.rows, bound, { kind: 'end' }, call.site.node);
}

/** Rows `head` and `tail` give when they are not told how many. */
const USUAL_COUNT = 5;

function boundAt(amount: Value | null, kind: 'row' | 'fromEnd', call: LibraryCall): Bound {
  const count = amount === null ? USUAL_COUNT : numberOf(amount);
  if (count !== null) return kind === 'row' ? { kind, index: count } : { kind, count };
  if (amount?.kind === 'scalar' && amount.countOf !== null) return { kind: 'share', share: kind === 'row' ? amount.countOf.share : 1 - amount.countOf.share };
  const symbol = amount?.kind === 'scalar' && kind === 'row' ? amount.symbol : null;
  return { kind: 'symbol', symbol: symbol ?? symbolHere(call, 'count') };
}

function pickedAfter(api: DataApi, base: Data, call: LibraryCall): Rows {
  const picker = api.picks === undefined ? null : argument(call, api.picks);
  const picked = isData(picker) ? pickRows(base.rows, picker, call.machine.terms) : spannedRows(picker, base, call);
  return picked ?? leftOutBy(api, base, call) ?? call.machine.terms.subset(base.rows, symbolHere(call, 'picked'), call.site.node);
}

/** `data.select(range(1000))`; null for what is no range. */
function spannedRows(picker: Value | null, base: Data, call: LibraryCall): Rows | null {
  const span = picker === null ? null : call.machine.spanOf(picker);
  if (span === null) return null;
  const from: Bound = span.from === null || numberOf(span.from) === 0 ? { kind: 'start' } : boundAt(span.from, 'row', call);
  return call.machine.terms.slice(base.rows, from, boundAt(span.to, 'row', call), call.site.node);
}

/** Whether the call only changes what it is called on. */
export function isInPlace(api: DataApi, call: LibraryCall): boolean {
  return api.mutates === true || (api.inplace !== undefined && isGiven(call, api.inplace) === true && constantArgument(call, api.inplace) === true);
}
