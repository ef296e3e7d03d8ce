/** The page of a test of the score for the terminal. */
import type { ChecklistItem } from '../../../rules/api/checklist/item.ts';
import { wrap } from '../terminal.ts';
import type { Paint } from '../terminal.ts';

export function itemPage(item: ChecklistItem, { paint, width }: { readonly paint: Paint; readonly width: number }): string {
  const { docs, next, confidence } = item;
  const prose = (text: string): readonly string[] => wrap(text, width - 2).map((line) => `  ${line}`);
  const section = (title: string, texts: readonly string[]): readonly string[] => ['', paint.bold(title), ...texts.flatMap(prose)];
  const lines = [
    `${paint.bold(item.id)}  ${paint.dim(`told from a repository alone with ${confidence.automated} confidence (automated), ${confidence.absent} (absent)`)}`,
    ...wrap(item.title, width),
    ...section('What it asks', [docs.what]),
    ...section('Why it matters', [docs.why]),
    ...section('Half a point', [docs.manual]),
    ...section('A full point', [docs.automated, ...(item.data === 'served' ? ['Its checks must look at newly arriving or served data.'] : []), ...(item.blocks === 'promotion' ? ['Its check must be able to keep a model from being served.'] : [])]),
    ...section('What only looks like it', [docs.traps]),
    ...section('What to do next', [`From nothing: ${next.start}`, `When nothing runs the check: ${next.wire}`, `When its failure stops nothing: ${next.enforce}`, `When only people start it: ${next.repeat}`, `For half a point: ${next.document}`]),
    ...section('What people may attest', [`In .lintel/attestations.yaml, for at most ${item.attestationDays} days.`]),
    ...(item.aliases.length === 0 ? [] : section('Also known as', item.aliases)),
  ];
  return `${lines.join('\n')}\n`;
}
