/** What one cell looks like, for telling headers from data. Says nothing about a column's type. */
import { isNumberText } from '../../../../rules/api/number-text.ts';

export type CellShape = 'empty' | 'number' | 'date' | 'text';

const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T].*)?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}([ T].*)?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/;

export function cellShape(cell: string): CellShape {
  const text = cell.trim();
  if (text === '') return 'empty';
  if (isNumberText(text)) return 'number';
  return DATE.test(text) ? 'date' : 'text';
}
