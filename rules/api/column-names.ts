/** Column names as words: rules match whole tokens, never parts of words. */

/**
 * Returns the lower-cased tokens of a name: `zipCode`, `zip_code`, `ZIP-Code` and `zip code` are all `zip`, `code`. Digits
 * stay with the letters before them (`zip5`).
 */
export function nameTokens(name: string): readonly string[] {
  return name
    .replaceAll(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
}
