/** What all outputs of debt say in the same words. */
import type { DebtReport } from '../../core/debt/debt-report.ts';
import type { DebtOfKind, DebtPlace } from '../../core/debt/debt-view.ts';
import { counted } from '../numbers.ts';

export function debtPlaceText({ path, cell, line }: DebtPlace): string {
  if (cell !== null) return `${path}: cell ${cell}${line === null ? '' : `, line ${line}`}`;
  return line === null ? path : `${path}:${line}`;
}

/** `7 kinds of debt at 19 places, 4 counted, 3 to ask, 9 not found`. */
export function debtSummary({ view: { kinds } }: DebtReport): string {
  const of = (status: DebtOfKind['status']): readonly DebtOfKind[] => kinds.filter((kind) => kind.status === status);
  const places = new Set(of('found').flatMap((kind) => kind.places.map((place) => `${place.rule} ${debtPlaceText(place)} ${place.message}`))).size;
  return `${counted(of('found').length, 'kind of debt', 'kinds of debt')} at ${counted(places, 'place')}, ${of('counted').length} counted, ${of('open').length} to ask, ${of('clear').length} not found`;
}

export const DEBT_CAVEAT = 'What is not found may be there all the same: most debt stands between files, teams and systems.';
