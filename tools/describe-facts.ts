/** Facts as text that people can read, for tests. */
import type { Event } from '../rules/api/python/event.ts';
import type { Facts } from '../rules/api/python/facts.ts';
import type { Bound, Rows } from '../rules/api/python/rows.ts';
import type { Columns, Data, Value } from '../rules/api/python/value.ts';

/** Returns one line for each event but calls. */
export function describeEvents(facts: Facts): readonly string[] {
  const names = new Names();
  return facts.events.flatMap((event) => {
    const told = describeEvent(event, names);
    return told === null ? [] : [told];
  });
}

/** Returns what a variable holds after the program: the value of its last use as an expression statement. */
export function describeVariable(facts: Facts, name: string): string {
  const last = facts.nodes('Expr').findLast(({ value }) => value.kind === 'Name' && value.id === name);
  const value = last === undefined ? null : facts.valueOf(last.value);
  return value === null ? 'never' : describeValue(value);
}

function describeEvent(event: Event, names: Names): string | null {
  const where = event.loops.length > 0 ? ` in turn ${event.loops.map(({ turn }) => names.of('turn', turn)).join('.')}` : '';
  const maybe = event.isUnconditional ? '' : ' maybe';
  switch (event.kind) {
    case 'call':
      return null;
    case 'read':
      return `read ${event.path ?? '?'}${where}${maybe}`;
    case 'write':
      return `write ${event.path ?? '?'}${where}${maybe}`;
    case 'split':
      return `split ${event.way} ${event.inputs.map((data) => describeRows(data.rows, names)).join(', ')}${where}${maybe}`;
    case 'fit':
      return `${event.way} ${shortName(event.estimator.className)} on ${event.features === null ? (event.labels === null ? '?' : `labels ${describeData(event.labels, names)}`) : describeData(event.features, names)}${event.isPerFold ? ' per fold' : ''}${where}${maybe}`;
    case 'predict':
      return `predict ${shortName(event.model.className)} for ${describeData(event.features, names)}${where}${maybe}`;
    case 'evaluation':
      return `${event.way} ${event.metric ?? shortName(event.model?.className ?? null)} on ${describeData(event.data, names)}${where}${maybe}`;
  }
}

function shortName(name: string | null): string {
  return name?.slice(name.lastIndexOf('.') + 1) ?? '?';
}

export function describeValue(value: Value, names = new Names()): string {
  switch (value.kind) {
    case 'data':
      return describeData(value, names);
    case 'scalar':
      return value.value === undefined ? `${value.type}${describeCount(value.countOf, names)}` : JSON.stringify(value.value);
    case 'object':
      return `${shortName(value.className)} object${value.fits.length > 0 ? ` fitted ${String(value.fits.length)}x` : ''}`;
    case 'sequence':
      return `${value.type}[${value.elements.map((element) => describeValue(element, names)).join(', ')}${value.isComplete ? '' : ', ...'}]`;
    case 'mapping':
      return `{${[...value.entries].map(([key, entry]) => `${String(key).replaceAll('\u0000', '?')}: ${describeValue(entry, names)}`).join(', ')}${value.isComplete ? '' : ', ...'}}`;
    case 'callable':
      return `callable ${value.name ?? '?'}`;
    case 'module':
      return `module ${value.name}`;
    case 'unknown':
      return 'unknown';
  }
}

function describeCount(countOf: { readonly rows: Rows; readonly share: number } | null, names: Names): string {
  return countOf === null ? '' : ` ${String(countOf.share)} of ${describeRows(countOf.rows, names)}`;
}

function describeData(data: Data, names: Names): string {
  const columns = describeColumns(data.columns);
  const selects = data.selects === null ? '' : ` selects ${describeRows(data.selects, names)}`;
  const influences = data.influences.map(({ name, rows, isApplied }) => `${name}(${describeRows(rows, names)})${isApplied ? '' : '?'}`);
  return `${data.form} ${describeRows(data.rows, names)}${columns}${selects}${influences.length > 0 ? ` via ${influences.join(' ')}` : ''}${data.confidence === 'certain' ? '' : ` (${data.confidence})`}`;
}

function describeColumns(columns: Columns): string {
  if (columns.kind === 'unknown') return '';
  if (columns.kind === 'exactly') return `[${columns.names.join(' ')}]`;
  const changed = [...columns.removed.map((name) => `-${name}`), ...columns.added.map((name) => `+${name}`)];
  return changed.length === 0 ? '' : `[${changed.join(' ')}]`;
}

function describeRows(rows: Rows, names: Names): string {
  switch (rows.kind) {
    case 'source':
      return rows.label;
    case 'part':
      return `${describeRows(rows.parent, names)}/${names.of('split', rows.split)}.${String(rows.side)}${rows.turn === null ? '' : `@${names.of('turn', rows.turn)}`}`;
    case 'slice':
      return `${describeRows(rows.parent, names)}[${describeBound(rows.from, names)}:${describeBound(rows.to, names)}]`;
    case 'mask':
      return `${describeRows(rows.parent, names)}{${rows.isNegated ? '~' : ''}${rows.test === null ? names.of('mask', rows.mask) : `${rows.test.column}${rows.test.operator}${String(rows.test.value)}`}}`;
    case 'rest':
      return `(${describeRows(rows.parent, names)} without ${describeRows(rows.without, names)})`;
    case 'union':
      return `(${rows.of.map((each) => describeRows(each, names)).join(' + ')})`;
    case 'unknown':
      return `?(${rows.from.map((each) => describeRows(each, names)).join(', ')})`;
    default:
      return `${rows.kind}(${describeRows(rows.parent, names)})`;
  }
}

function describeBound(bound: Bound, names: Names): string {
  switch (bound.kind) {
    case 'row':
      return String(bound.index);
    case 'fromEnd':
      return `-${String(bound.count)}`;
    case 'share':
      return String(bound.share);
    case 'symbol':
      return names.of('n', bound.symbol);
    default:
      return '';
  }
}

/** Small numbers for symbols, in the order they are met. */
export class Names {
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  of(kind: string, symbol: number): string {
    const key = `${kind} ${String(symbol)}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const made = `${kind}${String(count)}`;
    this.#known.set(key, made);
    return made;
  }
}
