/** Templates in settings: what Helm, Go, Jinja and cookiecutter put between braces is blanked at the same length, so that places stay. */

const CLOSES: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);

/** Returns the text with values turned into words of the same length, and with tags and lines of nothing but tags turned into blanks. */
export function blankTemplates(text: string): string {
  return text
    .split('\n')
    .map((line) => (/\{[{%#]|<%/.test(line) ? blankLine(line) : line))
    .join('\n');
}

function blankLine(line: string): string {
  const words = replaceTags(line, 'x');
  const blanks = replaceTags(line, ' ');
  return blanks.trim() === '' ? blanks : words;
}

/** @param filler what stands for values; other tags become blanks */
function replaceTags(line: string, filler: string): string {
  let result = '';
  let from = 0;
  const unclosed = new Set<string>();
  const opening = /\{[{%#]|<%/g;
  for (let match = opening.exec(line); match !== null; match = opening.exec(line)) {
    const [open] = match;
    const close = CLOSES.get(open) ?? open;
    const end = unclosed.has(open) ? -1 : line.indexOf(close, match.index + 2);
    if (end < 0) {
      unclosed.add(open);
      continue;
    }
    result += line.slice(from, match.index) + (open === '{{' ? filler : ' ').repeat(end + 2 - match.index);
    from = end + 2;
    opening.lastIndex = from;
  }
  return result + line.slice(from);
}
