/** What a reader makes of one cell: missing, or text in which numbers are written plainly. */
import { PANDAS_MISSING_TOKENS } from '../../../../../rules/api/missing-tokens.ts';
import { isNumberText } from '../../../../../rules/api/number-text.ts';
import type { ReadAs } from '../../read-as.ts';

/** Returns the value of a cell in the column, null when it is missing. */
export type CellReader = (text: string | undefined) => string | null;

export function cellReader(as: ReadAs, column: string): CellReader {
  const tokens = missingTokens(as, column);
  const numbers = new Set([...tokens].filter(isNumberText).map(Number));
  const plain = numberReader(as);
  return (cell) => {
    if (cell === undefined && as.reader !== 'pandas') return null;
    const text = cell ?? '';
    if (tokens.has(text)) return null;
    const value = plain === null ? text : plain(text);
    return numbers.size > 0 && isDecimal(value) && numbers.has(Number(value)) ? null : value;
  };
}

/** In columns of decimal numbers pandas compares numbers; whole numbers it compares as written. */
function isDecimal(value: string): boolean {
  return /[.eE]/.test(value) && isNumberText(value);
}

/** pandas lists one blank among its tokens, but means the empty text. */
function missingTokens({ missing, reader }: ReadAs, column: string): ReadonlySet<string> {
  if (missing === null) return new Set();
  const own = missing.keepsDefault ? PANDAS_MISSING_TOKENS.filter((token) => token !== ' ') : reader === 'polars' ? [''] : [];
  return new Set([...own, ...missing.values, ...(missing.byColumn[column] ?? [])]);
}

function numberReader({ thousands, decimal }: ReadAs): ((text: string) => string) | null {
  if (thousands === null && decimal === '.') return null;
  return (text) => {
    const joined = thousands === null ? text : text.replaceAll(thousands, '');
    const value = decimal === '.' ? joined : text.includes('.') && thousands !== '.' ? text : joined.replace(decimal, '.');
    return isNumberText(value) ? value : text;
  };
}
