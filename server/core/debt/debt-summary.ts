/** What all outputs of debt say of it in one line. */
import type { DebtOfKind, DebtPlace, DebtView } from './debt-view.ts';

export function debtPlaceText({ path, cell, line }: DebtPlace): string {
  if (cell !== null) return `${path}: cell ${cell}${line === null ? '' : `, line ${line}`}`;
  return line === null ? path : `${path}:${line}`;
}

/** `7 kinds of debt at 19 places, 4 counted, 3 to ask, 9 not found`. */
export function debtSummary({ kinds }: DebtView): string {
  const of = (status: DebtOfKind['status']): readonly DebtOfKind[] => kinds.filter((kind) => kind.status === status);
  const places = new Set(of('found').flatMap((kind) => kind.places.map((place) => `${place.rule} ${debtPlaceText(place)} ${place.message}`))).size;
  return `${counted(of('found').length, 'kind of debt', 'kinds of debt')} at ${counted(places, 'place', 'places')}, ${of('counted').length} counted, ${of('open').length} to ask, ${of('clear').length} not found`;
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
