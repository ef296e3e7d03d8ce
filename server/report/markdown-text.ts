/** Markdown as a sink: foreign text that formats nothing. */

/** Foreign text in a line or cell of Markdown. Backticks that pair up are kept as code. It links to nothing and calls nobody. */
export function markdownText(text: string): string {
  return visible(text)
    .split(/(`[^`]*`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part.replaceAll('|', '\\|') : part.replace(/[\\*_[\]<>#|`~&$]|(?<=https?|ftp):|(?<=www)\.|@(?=\w)/gi, (character) => (character === '@' ? '@<!-- -->' : character === '<' ? '&lt;' : character === '>' ? '&gt;' : character === '&' ? '&amp;' : `\\${character}`))))
    .join('');
}

/** Foreign text as code, in a line or cell of Markdown. */
export function markdownCode(text: string): string {
  const safe = visible(text).replaceAll('|', '\\|');
  const ticks = '`'.repeat(Math.max(0, ...(safe.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  return safe.includes('`') ? `${ticks} ${safe} ${ticks}` : `\`${safe}\``;
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').replace(/\p{Cs}/gu, '\ufffd');
}
