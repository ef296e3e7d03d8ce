/**
 * Values from files that other programs wrote: their row terms belong to another analysis, so they are made again here. Symbols are
 * told apart by the file they came through; programs that share sources by path share them here too.
 */
import type { FitEvent } from '../../../../../rules/api/python/event.ts';
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Influence, ObjectValue, Value } from '../../../../../rules/api/python/value.ts';
import type { Run } from './run.ts';

interface Adoption {
  readonly run: Run;
  readonly path: string;
  readonly rows: Map<Rows, Rows>;
  readonly fits: Map<FitEvent, FitEvent>;
}

/** How deep values inside values are taken over. Own choice. */
const MOST_DEPTH = 4;

export function adoptValue(value: Value, path: string, run: Run): Value {
  return adopt(value, { run, path, rows: new Map(), fits: new Map() }, 0);
}

function adopt<V extends Value>(value: V, adoption: Adoption, depth: number): V;
function adopt(value: Value, adoption: Adoption, depth: number): Value {
  const influences = value.influences.map((influence) => adoptInfluence(influence, adoption));
  const inner = <V extends Value>(each: V): V => (depth < MOST_DEPTH ? adopt(each, adoption, depth + 1) : { ...each, influences: [] });
  switch (value.kind) {
    case 'data':
      return adoptData({ ...value, influences }, adoption, depth);
    case 'object':
      return adoptObject({ ...value, influences }, adoption, depth);
    case 'sequence':
      return { ...value, influences, elements: value.elements.map(inner), elementOfTurn: null };
    case 'mapping':
      return { ...value, influences, entries: new Map([...value.entries].map(([key, entry]) => [key, inner(entry)])) };
    case 'unknown':
      return { ...value, influences, from: [] };
    case 'scalar':
      return { ...value, influences, countOf: null, symbol: null };
    case 'callable':
      return { ...value, influences, receiver: null };
    case 'module':
      return { ...value, influences };
  }
}

function adoptData(data: Data, adoption: Adoption, depth: number): Data {
  const { prediction, selects, columns } = data;
  return {
    ...data,
    rows: adoptRows(data.rows, adoption),
    selects: selects === null ? null : adoptRows(selects, adoption),
    // the number of a read means another one here
    columns: columns.kind === 'all' ? { kind: 'unknown' } : columns,
    prediction: prediction === null || depth >= MOST_DEPTH ? null : { ...prediction, fits: prediction.fits.map((fit) => adoptFit(fit, adoption, depth)), modelId: null },
  };
}

function adoptObject(object: ObjectValue, adoption: Adoption, depth: number): ObjectValue {
  const inner = (value: Value): Value => (depth < MOST_DEPTH ? adopt(value, adoption, depth + 1) : { ...value, influences: [] });
  const id = adoption.run.symbols.ofKey(`object of ${adoption.path} ${String(object.id)}`);
  const known = adoption.run.objects.get(id);
  if (known?.kind === 'object') return known;
  const made: ObjectValue = {
    ...object,
    id,
    isLoaded: true,
    fits: object.fits.map((fit) => adoptFit(fit, adoption, depth)),
    parts: object.parts.map(inner),
    attributes: new Map([...object.attributes].map(([name, value]) => [name, inner(value)])),
    arguments: new Map([...object.arguments].map(([name, value]) => [name, inner(value)])),
  };
  adoption.run.store.set(adoption.run.objects, id, made);
  return made;
}

function adoptFit(fit: FitEvent, adoption: Adoption, depth: number): FitEvent {
  const known = adoption.fits.get(fit);
  if (known !== undefined) return known;
  const data = (each: Data | null): Data | null => (each === null ? null : adoptData({ ...each, influences: each.influences.map((influence) => adoptInfluence(influence, adoption)) }, adoption, depth + 1));
  const made: FitEvent = { ...fit, features: data(fit.features), labels: data(fit.labels), validation: fit.validation.map((each) => data(each) ?? each) };
  adoption.fits.set(fit, made);
  return made;
}

function adoptInfluence(influence: Influence, adoption: Adoption): Influence {
  return { ...influence, rows: adoptRows(influence.rows, adoption) };
}

function adoptRows(rows: Rows, adoption: Adoption): Rows {
  const known = adoption.rows.get(rows);
  if (known !== undefined) return known;
  const made = remake(rows, adoption);
  adoption.rows.set(rows, made);
  return made;
}

function remake(rows: Rows, adoption: Adoption): Rows {
  const { terms, symbols } = adoption.run;
  const here = (each: Rows): Rows => adoptRows(each, adoption);
  const symbol = (foreign: number): number => symbols.ofKey(`of ${adoption.path} ${String(foreign)}`);
  const key = (): number => symbol(rows.id);
  switch (rows.kind) {
    case 'source':
      return terms.source(rows);
    case 'part':
      return terms.part({ ...rows, parent: here(rows.parent), split: symbol(rows.split), turn: rows.turn === null ? null : symbol(rows.turn) });
    case 'slice':
      return terms.slice(here(rows.parent), rows.from, rows.to, rows.node);
    case 'mask':
      return terms.mask(here(rows.parent), { ...rows, mask: symbol(rows.mask) });
    case 'rest':
      return terms.rest(here(rows.parent), here(rows.without), rows.node);
    case 'subset':
      return terms.subset(here(rows.parent), key(), rows.node);
    case 'reordered':
      return terms.reordered(here(rows.parent), key(), rows.node);
    case 'union':
      return terms.union(rows.of.map(here), rows.node);
    case 'copies':
      return terms.copies(here(rows.parent), key(), rows.node);
    case 'grouped':
      return terms.grouped(here(rows.parent), key(), rows.node);
    case 'unknown':
      return terms.unknown(rows.from.map(here), rows.node);
  }
}
