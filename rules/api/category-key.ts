/** When two spellings mean the same category. Pure. */

/** Punctuation that people put in or leave out without a change of meaning, between letters. `+`, `#`, `%`, `<` and the like carry meaning. */
const SOFT = /[.,;:'’`´"“”„_-]/;

/**
 * Returns the text both spellings of a category share: case, outer and repeated spaces, soft punctuation and accents on Latin letters
 * are taken away. Digits, signs and whatever stands between digits stay: 1.5 is not 15, A- is not A, C++ is not C.
 */
export function categoryKey(text: string): string {
  return withoutAccents(accentedKey(text));
}

/** The same, accents kept. */
export function accentedKey(text: string): string {
  const characters = [...text.normalize('NFC').trim().replaceAll(/\s+/g, ' ')];
  const kept = characters.map((character, index) => (SOFT.test(character) ? softened(character, characters[index - 1], characters[index + 1]) : character));
  return kept.join('').replaceAll(/ +/g, ' ').trim().toLowerCase().normalize('NFC');
}

/** A dash or underscore joins words as a space does; the rest of the punctuation vanishes. Beside a digit, or at the end, a dash is a sign. */
function softened(character: string, before: string | undefined, after: string | undefined): string {
  const isJoint = character === '-' || character === '_';
  if (isJoint) return isLetter(before) && isLetter(after) ? ' ' : character;
  return isDigit(before) && isDigit(after) ? character : '';
}

function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && /\p{N}/u.test(character);
}

/** Only on Latin letters: in other scripts the marks make other letters. */
function withoutAccents(text: string): string {
  return text.normalize('NFD').replaceAll(/([a-z])[\u0300-\u036f]+/g, '$1').normalize('NFC');
}
