/** Between places in the editor's documents and offsets into a program's document. */
import type { Position } from 'vscode-languageserver';
import type { PythonDocument } from '../../../rules/api/python/document.ts';
import { documentPlaces } from '../../core/python/check/code-places.ts';
import type { FilePlace } from '../../core/python/check/code-places.ts';
import { lineIndexOf } from '../../core/python/line-index.ts';
import { cellPlacesOf } from '../../core/python/notebook/cell-places.ts';
import { toReportPosition } from './open-programs.ts';

/** Null where the cell is no part of the document. @param cell 1-based; null for scripts */
export function offsetIn(document: PythonDocument, cell: number | null, position: Position): number | null {
  const at = toReportPosition(position);
  return cell === null ? lineIndexOf(document.source).offsetAt(at) : cellPlacesOf(document).offsetAt({ cell, at });
}

export function placeIn(document: PythonDocument, span: { readonly start: number; readonly end: number }): FilePlace {
  return documentPlaces(document).placeOf(span);
}
