/** Fills the placeholders of a rule's message. The same sentence goes to every output. Pure. */
import type { Word } from '../../../rules/api/rule.ts';

/** Values and names of the data shown in one message. Source: docs/guide, what Lintel prints of the data. */
const SHOWN = 3;
const SHOWN_CHARACTERS = 40;

export interface Filling {
  readonly words: Readonly<Record<string, Word>>;
  /** Values are not shown when the column looks personal. */
  readonly isPersonal: boolean;
}

/** Returns the message with every `{placeholder}` filled; an unknown placeholder is a bug of the rule and throws. */
export function fillMessage(template: string, filling: Filling): string {
  return template.replaceAll(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const word = filling.words[name];
    if (word === undefined) throw new Error(`no word for {${name}} in "${template}"`);
    return printWord(word, filling.isPersonal);
  });
}

function printWord(word: Word, isPersonal: boolean): string {
  if (typeof word === 'number') return formatNumber(word);
  if ('percent' in word) return formatPercent(word.percent);
  if ('text' in word) return word.text;
  if ('columns' in word) return list(word.columns);
  return isPersonal ? '(hidden)' : list(word.values);
}

function list(items: readonly string[]): string {
  const shown = items.slice(0, SHOWN).map((item) => quote(cut(item)));
  return items.length > SHOWN ? `${shown.join(', ')} and ${formatNumber(items.length - SHOWN)} more` : shown.join(', ');
}

/** Backticks, as everywhere in messages; double quotes round what holds one itself. */
function quote(item: string): string {
  return item.includes('`') ? `"${item}"` : `\`${item}\``;
}

/** Cut to what a message shows of a value or a name. */
export function cut(text: string): string {
  const characters = [...text];
  return characters.length > SHOWN_CHARACTERS ? `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…` : text;
}

/** Whole numbers grouped by thousands; others to three significant digits. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return group(String(value));
  if (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4) return String(Number(value.toPrecision(3)));
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : undefined;
  return group(digits === undefined ? String(Number(value.toPrecision(3))) : String(Number(value.toFixed(digits))));
}

/** One decimal at most; never rounds to 0 % or 100 % what is not. @param share 0..1 times 100 */
export function formatPercent(percent: number): string {
  if (percent > 0 && percent < 0.1) return '<0.1 %';
  if (percent > 99.9 && percent < 100) return '>99.9 %';
  return `${Number(percent.toFixed(1))} %`;
}

function group(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
