/**
 * Text whose UTF-8 bytes were read as Latin-1 or windows-1252. Patterns of RE2 and JavaScript syntax. Precise rather than complete:
 * a pair that also stands in real words (capital Ã before a quote) counts only where a lower-case letter touches it.
 */

/** What the bytes 80 to BF look like in Latin-1 and in windows-1252. */
const CONTINUATION = '\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** Of these, what never follows a capital letter in real text: no quotes, dashes, dots, no-break space, signs behind a word. */
const UNUSUAL = '\u0080-\u009f\u00a1-\u00aa\u00ac-\u00ad\u00af-\u00b6\u00b8-\u00ba\u00bc-\u00bf€ƒ†‡ˆ‰ŠŒŽ˜šœžŸ';

/** A character above U+007F that is broken into two or three, by the first of them. */
const BROKEN: readonly string[] = [
  // é = Ã©, ü = Ã¼: U+00C0 to U+00FF.
  `Ã[${UNUSUAL}]`,
  `Ã[${CONTINUATION}][a-z]`,
  `[a-z]Ã[${CONTINUATION}]`,
  // ° = Â°, £ = Â£, no-break space = Â and itself: U+00A0 to U+00BF.
  'Â[\u00a1-\u00aa\u00ac-\u00ba\u00bc-\u00bf]',
  '[a-z0-9.,;]Â[\u00a0\u00ab\u00bb]',
  // ł = Å‚, ć = Ä‡: U+0100 to U+017F.
  `[a-z][ÄÅ][${CONTINUATION}]`,
  `[ÄÅ][${CONTINUATION}][a-z]`,
  // ’ = â€™, € = â‚¬, ™ = â„¢: U+2000 to U+21FF.
  'â€',
  'â[\u0080-\u0082\u0084][\u0080-\u00bf]',
  'â‚¬',
  'â„¢',
  // Emoji, byte order mark.
  'ð[\u009fŸ]',
  'ï»¿',
  // Cyrillic and Greek, East Asian scripts: two in a row.
  `[ÐÑ][${CONTINUATION}][ÐÑ][${CONTINUATION}]`,
  `[ÎÏ][${CONTINUATION}][ÎÏ][${CONTINUATION}]`,
  `[ã-í][${CONTINUATION}]{2}[ã-í][${CONTINUATION}]{2}`,
];

export const MOJIBAKE_PATTERN: string = BROKEN.join('|');

/** The replacement character: what stood there is lost. */
export const LOST_PATTERN = '\ufffd';
