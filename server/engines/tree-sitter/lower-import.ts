/** Imports. */
import type { Import, ImportAlias, ImportFrom } from '../../../rules/api/python/syntax.ts';
import { childOfKind, kindOf, partsOf, spanOf, textOf, type Lowering } from './lowering.ts';

export function lowerImport(l: Lowering, index: number): Import {
  return { kind: 'Import', ...spanOf(l, index), names: partsOf(l, index).map((part) => lowerAlias(l, part)) };
}

export function lowerImportFrom(l: Lowering, index: number): ImportFrom {
  const [from, ...names] = partsOf(l, index);
  return { kind: 'ImportFrom', ...spanOf(l, index), ...moduleOf(l, from), names: names.map((part) => lowerAlias(l, part)) };
}

export function lowerFutureImport(l: Lowering, index: number): ImportFrom {
  return { kind: 'ImportFrom', ...spanOf(l, index), module: '__future__', level: 0, names: partsOf(l, index).map((part) => lowerAlias(l, part)) };
}

/** @param index a dotted name, or dots with or without one */
export function moduleOf(l: Lowering, index: number | undefined): { readonly module: string; readonly level: number } {
  if (index === undefined) return { module: '', level: 0 };
  if (kindOf(l, index) !== 'relative_import') return { module: dottedName(l, index), level: 0 };
  const dots = childOfKind(l, index, 'import_prefix');
  const name = childOfKind(l, index, 'dotted_name');
  return { module: name === null ? '' : dottedName(l, name), level: dots === null ? 0 : textOf(l, dots).replace(/[^.]/g, '').length };
}

/** @param index a dotted name, `name as other`, or a star */
export function lowerAlias(l: Lowering, index: number): ImportAlias {
  const [name = index, other] = kindOf(l, index) === 'aliased_import' ? partsOf(l, index) : [index];
  return { kind: 'ImportAlias', ...spanOf(l, index), name: dottedName(l, name), asName: other === undefined ? null : textOf(l, other) };
}

/** Without the blanks that may stand around the dots. */
function dottedName(l: Lowering, index: number): string {
  return textOf(l, index).replace(/[\s\\]+/g, '');
}
