/** Takes a line of options apart as a shell does: blanks divide, quotes hold together. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [match] of text.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/gu)) words.push(match.replace(/"([^"]*)"|'([^']*)'/gu, '$1$2'));
  return words;
}
