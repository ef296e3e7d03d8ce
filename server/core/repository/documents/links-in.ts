/** Where a text links to: addresses, paths, anchors. */

const PATTERNS: readonly RegExp[] = [
  // Markdown: links, images, definitions
  /\]\(\s*<?([^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+["'(][^\n]*)?\)/g,
  /^ {0,3}\[[^\]\n]+\]:[ \t]*<?(\S+?)>?(?:[ \t]|$)/gm,
  // reStructuredText and AsciiDoc
  /`[^`\n<]*<([^<>\n]+)>`__?/g,
  /\b(?:link|xref|image):{1,2}([^\s[\]]+)\[/g,
  /<a\s[^>\n]*?href=["']([^"'\n]+)["']/gi,
  /(?<![(<"'\w])(https?:\/\/[^\s<>()[\]"'`|]+)/g,
  /<(https?:\/\/[^\s<>]+)>/g,
];

/** Longer lines are data. */
const MOST_CHARACTERS = 5000;

/** In the order they stand in the text, each once. */
export function linksIn(text: string): readonly string[] {
  const shown = text.split('\n').filter((line) => line.length <= MOST_CHARACTERS).join('\n');
  const found = PATTERNS.flatMap((pattern) => [...shown.matchAll(pattern)].map((match) => ({ at: match.index, link: (match[1] ?? '').replace(/[.,;:!?]+$/, '') })));
  return [...new Set(found.toSorted((a, b) => a.at - b.at).flatMap(({ link }) => (link === '' ? [] : [link])))];
}
