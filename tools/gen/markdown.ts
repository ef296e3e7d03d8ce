/** Small pieces of Markdown. */

/** Returns a table; cells may hold Markdown, bars in them are escaped. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(header), `|${header.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Returns inline code that may hold backticks; control characters are shown as symbols. */
export function inlineCode(text: string): string {
  const shown = visible(text);
  return shown.includes('`') ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}

/** Returns a fenced block whose fence is longer than any in the text. */
export function codeBlock(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}${language}\n${visible(text).replace(/\n?$/, '\n')}${fence}`;
}

/** Control characters but tab and line feed become their Unicode pictures. */
function visible(text: string): string {
  return text.replaceAll(/[\0-\x08\x0b-\x1f]/g, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)));
}
