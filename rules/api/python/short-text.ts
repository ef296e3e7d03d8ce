/** Pieces of code in a message. */

/** The text as it is where it fits, else its beginning and `…`; line breaks become blanks. */
export function shortText(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
