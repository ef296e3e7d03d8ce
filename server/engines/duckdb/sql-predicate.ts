/** Prints predicates. Every test yields true or false, never null, so that `not` means what it says. Pure. */
import { isNumberText } from '../../../rules/api/number-text.ts';
import type { Predicate } from '../../../rules/api/predicate.ts';
import { hasNumbers, type SqlColumn } from './sql-rows.ts';
import { numberLiteral, textLiteral, wholeLiteral } from './sql-text.ts';

/** What JavaScript trims, as `\s` of its regular expressions. */
const WHITESPACE = '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** `\s` in RE2's syntax, to be put in brackets. */
const WHITESPACE_CLASS = '\\t\\n\\v\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

export function predicateSql(predicate: Predicate, column: SqlColumn): string {
  switch (predicate.op) {
    case 'missing':
      return `(${column.value} IS NULL)`;
    case 'in':
      return isIn(notNumbers(column, predicate.values, `ELSE ${column.text}`) ?? column.text, predicate.values);
    case 'folded-in':
      return isIn(folded(column, predicate.values), predicate.values);
    case 'matches':
      return `coalesce(regexp_matches(${column.text}, ${textLiteral(re2Pattern(predicate.pattern))}${predicate.ignoreCase === true ? ", 'i'" : ''}), false)`;
    case 'compare':
      return numberTest(column, `${column.number} ${predicate.is} ${numberLiteral(predicate.than)} AND NOT isnan(${column.number})`);
    case 'is-number':
      return numberTest(column, `isfinite(${column.number})`);
    case 'is-nan':
      return numberTest(column, `isnan(${column.number})`);
    case 'is-infinite':
      return numberTest(column, `isinf(${column.number})`);
    case 'list-length':
      return `coalesce(${listLength(column)} = ${wholeLiteral(predicate.length)}, false)`;
    case 'not':
      return `(NOT ${predicateSql(predicate.of, column)})`;
    case 'and':
      return joined(predicate.of, column, 'AND', 'true');
    case 'or':
      return joined(predicate.of, column, 'OR', 'false');
  }
}

/** True when the predicate holds neither for a finite number nor for a missing value, whatever the column. */
export function holdsForNonNumbersOnly(predicate: Predicate): boolean {
  switch (predicate.op) {
    case 'in':
    case 'folded-in':
      return !predicate.values.some((value) => value === '' || isNumberText(value));
    case 'is-nan':
    case 'is-infinite':
      return true;
    case 'and':
      return predicate.of.some(holdsForNonNumbersOnly);
    case 'or':
      return predicate.of.every(holdsForNonNumbersOnly);
    default:
      return false;
  }
}

/** The number of items of a list; of text, where it is a JSON array. Null for everything else. */
export function listLength(column: SqlColumn): string {
  if (column.physical === 'list') return `len(${column.value})`;
  if (column.physical !== 'text') return 'NULL::BIGINT';
  return `CASE WHEN starts_with(${column.value}, '[') AND json_valid(${column.value}) THEN json_array_length(${column.value})::BIGINT END`;
}

/** The same pattern for RE2: `\s` covers what JavaScript's does, `\uXXXX` is written `\x{XXXX}`. */
export function re2Pattern(pattern: string): string {
  let isInClass = false;
  return pattern.replaceAll(/\\u([0-9a-fA-F]{4})|\\([^])|[[\]]/g, (match, hex: string | undefined, escaped: string | undefined) => {
    if (hex !== undefined) return `\\x{${hex}}`;
    if (escaped === 's') return isInClass ? WHITESPACE_CLASS : `[${WHITESPACE_CLASS}]`;
    if (escaped === 'S' && !isInClass) return `[^${WHITESPACE_CLASS}]`;
    if (match === '[') {
      // A bracket within a class is a plain one; RE2 would read `[:` as the start of a named class.
      if (isInClass) return '\\[';
      isInClass = true;
    } else if (match === ']') isInClass = false;
    return match;
  });
}

/** Trimming by a set of characters is slow in DuckDB, so only text with white space at an end is trimmed. */
function folded(column: SqlColumn, values: readonly string[]): string {
  const { text } = column;
  const trimmed = `WHEN regexp_matches(${text}, '^[${WHITESPACE_CLASS}]|[${WHITESPACE_CLASS}]$') THEN trim(${text}, ${textLiteral(WHITESPACE)}) ELSE ${text}`;
  return `lower(${notNumbers(column, values, trimmed) ?? `CASE ${trimmed} END`})`;
}

/** The text with numbers left out, where they are known anyway and no value looked for is one; else null. */
function notNumbers(column: SqlColumn, values: readonly string[], rest: string): string | null {
  const isOfUse = column.physical === 'text' && column.isReadAsNumber && !values.some(isNumberText);
  return isOfUse ? `CASE WHEN isfinite(${column.number}) THEN NULL ${rest} END` : null;
}

function isIn(expression: string, values: readonly string[]): string {
  if (values.length === 0) return 'false';
  return `coalesce(${expression} IN (${values.map(textLiteral).join(', ')}), false)`;
}

function numberTest(column: SqlColumn, test: string): string {
  return hasNumbers(column.physical) ? `coalesce(${test}, false)` : 'false';
}

function joined(predicates: readonly Predicate[], column: SqlColumn, operator: 'AND' | 'OR', neutral: string): string {
  return predicates.length === 0 ? neutral : `(${predicates.map((one) => predicateSql(one, column)).join(` ${operator} `)})`;
}
