/** Strings: literals, neighbours joined, f-strings and t-strings. */
import type { Constant, Expression } from '../../../rules/api/python/syntax.ts';
import { lowerExpression } from './lower-expression.ts';
import { brokenAt, endOf, kindOf, nextOf, NOWHERE, partsOf, spanOf, startOf, textBetween, textOf, type Lowering } from './lowering.ts';
import { decodeString, stringPrefix } from './string-literal.ts';

export function lowerString(l: Lowering, index: number): Expression {
  return joinStrings(l, index, [index]);
}

export function lowerNeighbours(l: Lowering, index: number): Expression {
  return joinStrings(l, index, partsOf(l, index).filter((part) => kindOf(l, part) === 'string'));
}

function joinStrings(l: Lowering, index: number, strings: readonly number[]): Expression {
  const pieces = strings.flatMap((string) => piecesOf(l, string));
  const literals = pieces.filter((piece): piece is Constant => piece.kind === 'Constant');
  const [only] = pieces;
  if (only?.kind === 'BrokenExpression' && strings.length === 1) return only;
  const isFormat = strings.some((string) => stringPrefix(openingOf(l, string)).isFormat);
  if (isFormat || literals.length < pieces.length) return { kind: 'JoinedStr', ...spanOf(l, index), values: pieces };
  const type = literals.some((piece) => piece.type === 'bytes') ? 'bytes' : 'str';
  return { kind: 'Constant', ...spanOf(l, index), type, value: literals.map((piece) => piece.value).join('') };
}

function openingOf(l: Lowering, string: number): string {
  const first = string + 1;
  return first < nextOf(l, string) && kindOf(l, first) === 'string_start' ? textOf(l, first) : '';
}

/** Constants and interpolated expressions of one literal. */
function piecesOf(l: Lowering, string: number): readonly Expression[] {
  const opening = openingOf(l, string);
  const prefix = stringPrefix(opening);
  const last = partsOf(l, string).at(-1);
  const quotes = opening.length - opening.search(/['"`]/);
  const close = endOf(l, string) - (last !== undefined && kindOf(l, last) === 'string_end' ? quotes : 0);
  if (opening.endsWith('`')) return [brokenAt(startOf(l, string), endOf(l, string), [])];
  const constant = (start: number, end: number): Constant => ({
    kind: 'Constant',
    start,
    end,
    parent: NOWHERE,
    type: prefix.isBytes ? 'bytes' : 'str',
    value: decodeString(textBetween(l, start, end), prefix),
  });
  const from = startOf(l, string) + opening.length;
  if (!prefix.isFormat) return [constant(from, Math.max(from, close))];
  const pieces: Expression[] = [];
  let at = from;
  for (const part of partsOf(l, string)) {
    if (kindOf(l, part) !== 'interpolation') continue;
    if (startOf(l, part) > at) pieces.push(constant(at, startOf(l, part)));
    pieces.push(...interpolated(l, part));
    at = endOf(l, part);
  }
  if (close > at) pieces.push(constant(at, close));
  return pieces;
}

/** The expression of a `{...}`, then those of its format. */
function interpolated(l: Lowering, index: number): readonly Expression[] {
  const found: Expression[] = [];
  for (const part of partsOf(l, index)) {
    const kind = kindOf(l, part);
    if (kind === 'format_specifier') {
      for (const inner of partsOf(l, part)) {
        if (kindOf(l, inner) === 'format_expression' || kindOf(l, inner) === 'interpolation') found.push(...interpolated(l, inner));
      }
    } else if (kind !== 'type_conversion') found.push(lowerExpression(l, part));
  }
  return found;
}
