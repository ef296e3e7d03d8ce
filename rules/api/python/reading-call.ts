/** The parts of a reading call: its path, its other arguments, and edits of them. */
import type { CodeEdit } from '../python-rule.ts';
import type { ReadEvent } from './event.ts';
import type { Facts } from './facts.ts';
import { moduleOf, type Call, type Constant, type Expression, type Node } from './syntax.ts';
import type { TableFacts } from './table-facts.ts';
import type { Value } from './value.ts';

/** The argument with the path; the call where it cannot be told. */
export function pathArgument({ call, path }: ReadEvent): Node {
  const given = call.arguments.find(({ value }) => path !== null && isText(value, path)) ?? call.arguments[0];
  return given?.node ?? call.node;
}

function isText(value: Value, text: string): boolean {
  return value.kind === 'scalar' && value.value === text;
}

/** The table a read gives, where it was looked at. */
export function tableRead({ result }: ReadEvent): TableFacts | null {
  return result?.kind === 'data' ? result.table : null;
}

/** The argument a parameter is given by keyword; null when it is left out. */
export function keywordValue(call: Call, ...names: readonly string[]): Expression | null {
  return call.keywords.find(({ name }) => name !== null && names.includes(name))?.value ?? null;
}

/** The strings written in an expression: itself, or the elements of a list or tuple. */
export function stringsIn(expression: Expression): readonly Constant[] {
  const all = expression.kind === 'List' || expression.kind === 'Tuple' ? expression.elements : [expression];
  return all.filter((node): node is Constant => node.kind === 'Constant' && node.type === 'str');
}

/** Gives a parameter a value by keyword, in place of the one it has; null for calls outside the program itself. */
export function keywordEdit(call: Call, { facts, names, value }: { readonly facts: Facts; readonly names: readonly [string, ...string[]]; readonly value: string }): CodeEdit | null {
  const { document } = facts;
  if (moduleOf(call).path !== document.path) return null;
  const given = keywordValue(call, ...names);
  if (given !== null) return { document, start: given.start, end: given.end, newText: value };
  const last = Math.max(call.callee.end, ...call.arguments.map(({ end }) => end), ...call.keywords.map(({ end }) => end));
  return last === call.callee.end ? null : { document, start: last, end: last, newText: `, ${names[0]}=${value}` };
}

/** Puts another text into a string literal, its quotes kept; null for prefixed, joined and escaped ones. */
export function stringEdit(node: Constant, { facts, text }: { readonly facts: Facts; readonly text: string }): CodeEdit | null {
  const { document } = facts;
  if (moduleOf(node).path !== document.path) return null;
  const written = facts.textOf(node);
  const quote = written[0];
  const isPlain = (quote === '"' || quote === "'") && written === `${quote}${String(node.value)}${quote}` && !/["'\\\n]/.test(text);
  return isPlain ? { document, start: node.start + 1, end: node.end - 1, newText: text } : null;
}

/** True where the code cuts the file into other columns than it has, so that nothing else can be said of them. */
export function isMisread(table: TableFacts): boolean {
  return hasWrongSeparator(table) || hasMisreadHeader(table) !== null;
}

/** True when the separator of the file stands inside the names or values that another separator leaves whole. */
export function hasWrongSeparator({ reading, columns }: TableFacts): boolean {
  if (reading === undefined || reading.file.separator === null || reading.separator === reading.file.separator) return false;
  const { separator } = reading.file;
  const holdsIt = [...columns.map(({ name }) => name), ...reading.firstRow].some((text) => text.includes(separator));
  return holdsIt && columns.length < Math.max(2, reading.file.columns.length);
}

export type MisreadHeader = 'names-as-row' | 'row-as-names' | 'row-lost';

/** How the code mistakes the line with the names; null where nothing proves it. */
export function hasMisreadHeader({ reading, columns }: TableFacts): MisreadHeader | null {
  if (reading === undefined || reading.separator !== reading.file.separator) return null;
  const { headerLine, file, firstRow } = reading;
  if (headerLine === null) {
    const isNames = file.headerLine !== null && firstRow.length > 0 && firstRow.every((cell, column) => cell === file.columns[column]);
    return isNames && columns.some(({ kind }, column) => (kind === 'integer' || kind === 'float') && isWord(firstRow[column])) ? 'names-as-row' : null;
  }
  if (!reading.headerLooksLikeData) return null;
  if (reading.namesAreGiven) return file.headerLine === null ? 'row-lost' : null;
  return file.headerLine !== null && headerLine > file.headerLine ? 'row-as-names' : null;
}

/** A name, not a mark for a missing value. */
function isWord(cell: string | undefined): boolean {
  return cell !== undefined && /\p{L}{2}/u.test(cell) && !/^(?:nan|null|none|n\/?a|inf|nil)$/i.test(cell.trim());
}
