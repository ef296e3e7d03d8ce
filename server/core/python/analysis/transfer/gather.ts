/** Data out of lists: many values by row that are used as one. */
import type { Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Value } from '../../../../../rules/api/python/value.ts';
import { exactly, joinedColumns } from '../column-algebra.ts';
import { isReadInTurn, rowsOfAllTurns } from '../turn-rows.ts';
import { UNKNOWN_COLUMNS, dataWithin, elementwise, influencesOf, weakest } from '../values.ts';
import { symbolHere } from './call.ts';
import { predictedAcrossFolds } from './fold-predictions.ts';
import type { LibraryCall } from './call.ts';

/**
 * Returns the data a value is or holds, as one: columns side by side where all have the same rows, else their rows together. Lists
 * that a loop filled hold some of the rows their elements come from. Null when there is no data in it.
 */
export function gatherData(value: Value | null, call: LibraryCall): Data | null {
  if (value === null) return null;
  if (value.kind === 'data') return value;
  const all = dataWithin(value);
  const [first] = all;
  if (first === undefined || value.kind === 'unknown') return null;
  const ofFolds = predictedAcrossFolds(value);
  if (ofFolds !== null) return ofFolds;
  const together = elementwise(all) ?? first;
  const rows = areSideBySide(value, all) ? first.rows : (rowsOfTurns(value, call) ?? rowsReadTwice(value, call) ?? rowsTogether(all, value.kind === 'sequence' && !value.isComplete, call));
  return {
    ...together,
    rows,
    ...tableOf(value, all),
    selects: null,
    prediction: all.every((each) => each.prediction !== null) ? first.prediction : null,
    history: first.history,
    order: rows === first.rows ? first.order : 'unknown',
    origin: all.every((each) => each.origin === first.origin) ? first.origin : null,
    influences: influencesOf(value),
    confidence: weakest(...all.map((each) => each.confidence)),
  };
}

/** Tables side by side are a table. */
function tableOf(value: Value, all: readonly Data[]): Pick<Data, 'form' | 'className' | 'columns'> {
  if (value.kind === 'mapping') return { form: 'frame', className: null, columns: value.isComplete ? exactly([...value.entries.keys()].map(String)) : UNKNOWN_COLUMNS };
  if (!all.every((each) => each.form === 'frame' || each.form === 'series')) return { form: 'list', className: null, columns: UNKNOWN_COLUMNS };
  const isNamed = all.every((each) => each.form === 'frame' || each.columns.kind === 'exactly');
  return { form: 'frame', className: all.find((each) => each.form === 'frame')?.className ?? null, columns: isNamed ? all.map((each) => each.columns).reduce(joinedColumns) : UNKNOWN_COLUMNS };
}

/** Tuples are features and labels, mappings columns, and lists of tables are put beside each other: row by row. */
function areSideBySide(value: Value, all: readonly Data[]): boolean {
  if (value.kind === 'mapping') return true;
  if (value.kind !== 'sequence' || !value.isComplete) return false;
  return value.type === 'tuple' || all.every((each) => each.form === 'frame' || each.form === 'series');
}

/** Lists that a loop fills in each turn have all rows it goes over, twice where each turn adds two; null for other lists. */
function rowsOfTurns(value: Value, call: LibraryCall): Rows | null {
  if (value.kind !== 'sequence' || value.isComplete) return null;
  const added = value.elements.map((element) => [...new Set(dataWithin(element).map(({ rows }) => rows))]).filter((rows) => rows.length > 0);
  const whole = added.flatMap((rows) => rows.map(rowsOfAllTurns));
  const [all] = whole;
  if (all === undefined || whole.some((rows) => rows !== all) || !added.some((rows) => rows.some((each) => each !== all))) return null;
  const isRepeated = added.some(([rows], index) => rows === all || added.slice(index + 1).some((others) => others[0] === rows));
  return isRepeated ? call.machine.terms.union([all, all], call.site.node) : all;
}

/** Lists that each turn of a loop adds one and the same image to twice, as it is and turned around; null for other lists. */
function rowsReadTwice(value: Value, call: LibraryCall): Rows | null {
  if (value.kind !== 'sequence' || value.isComplete) return null;
  const added = value.elements.map((element) => (element.kind === 'data' ? element.rows : null));
  const read = added.filter((rows) => rows !== null && isReadInTurn(rows));
  const each = [...new Set(read)];
  const isRepeated = read.length === added.length && each.length > 1 && each.every((rows) => rows.node === each[0]?.node && read.indexOf(rows) !== read.lastIndexOf(rows));
  const { terms } = call.machine;
  const { node } = call.site;
  return isRepeated ? terms.union([terms.union(each, node), terms.union(each, node)], node) : null;
}

function rowsTogether(all: readonly Data[], isOpen: boolean, call: LibraryCall): Rows {
  const { terms } = call.machine;
  const rows = [...new Set(all.map((each) => each.rows))];
  const [first] = rows;
  if (first !== undefined && rows.length === 1 && !isOpen) return first;
  const common = isOpen ? commonAncestor(rows) : null;
  return common === null ? terms.union(rows, call.site.node) : terms.subset(common, symbolHere(call, 'gathered'), call.site.node);
}

/** Returns the nearest rows that all of them were chosen from, above what a loop's turn chose; null when there are none. */
function commonAncestor(all: readonly Rows[]): Rows | null {
  const [first, ...others] = all.map(chain);
  return first?.slice(1).find((candidate) => others.every((other) => other.includes(candidate))) ?? null;
}

/** The rows and those they were chosen from, nearest first. */
function chain(rows: Rows): readonly Rows[] {
  const all: Rows[] = [rows];
  for (let at = rows; at.kind !== 'source' && at.kind !== 'union' && at.kind !== 'unknown'; at = at.parent) all.push(at.parent);
  return all;
}
