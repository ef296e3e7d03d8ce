/** The only place where text becomes Markdown. Names and values of the data are foreign: they pass `escapeMarkdown`, always. */

/** Longest piece of a foreign text in a hover. */
const MAX_CHARACTERS = 40;

/** Every ASCII punctuation mark may be escaped. Source: CommonMark 0.31, section 2.4. */
const PUNCTUATION = /[!-/:-@[-`{-~]/g;

/** Control characters and those that reorder or hide text (Trojan Source, https://trojansource.codes). */
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Returns Markdown that shows exactly this text on one line: no markup, link, HTML, entity or icon can come out of it. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(INVISIBLE, '\ufffd').replace(PUNCTUATION, '\\$&');
}

/** Returns Markdown that shows the text, with what stands between backticks as code. */
export function escapeWithCode(text: string): string {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) return escapeMarkdown(text);
  return pieces.map((piece, index) => (index % 2 === 0 ? escapeMarkdown(piece) : `\`${piece.replace(/\s+/g, ' ').replace(INVISIBLE, '\ufffd')}\``)).join('');
}

/** Returns the text cut to 40 characters and escaped; empty text is named. */
export function escapeValue(text: string): string {
  if (text === '') return '\\(empty\\)';
  const characters = [...text.slice(0, 2 * MAX_CHARACTERS + 1)];
  return escapeMarkdown(characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS - 1).join('')}…` : characters.join(''));
}

/** Returns a link that runs a command of Lintel's client with the arguments given. */
export function commandLink(label: string, command: string, args: readonly unknown[]): string {
  const query = encodeURIComponent(JSON.stringify(args)).replace(/[()'*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `[${escapeMarkdown(label)}](command:${command}?${query})`;
}
