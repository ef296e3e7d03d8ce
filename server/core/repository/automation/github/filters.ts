/**
 * Filter patterns of GitHub workflows. Matching takes time proportional to pattern times text.
 * Source: docs.github.com, Workflow syntax, "Filter pattern cheat sheet".
 */

interface Token {
  readonly accepts: (character: string) => boolean;
  readonly repeats: 'once' | 'optional' | 'many' | 'any';
  /** How many tokens, itself among them, may be left out together. */
  readonly skips?: number;
}

export interface Filter {
  readonly isNegated: boolean;
  matches(text: string): boolean;
}

export function filterOf(pattern: string): Filter {
  const isNegated = pattern.startsWith('!');
  const plain = isNegated ? pattern.slice(1) : pattern;
  const literal = /^[^*?+[\]\\]*$/.test(plain);
  const tokens = literal ? [] : tokensOf(plain);
  const sure = longestLiteral(plain);
  return { isNegated, matches: (text) => (literal ? text === plain : text.includes(sure) && run(tokens, text)) };
}

/** The longest text that is in everything the pattern matches. A character before `?` is not sure to be there, nor is a slash beside stars. */
function longestLiteral(pattern: string): string {
  const parts = pattern.replace(/\[[^\]]*\][?+]?/g, '*').split(/\*+[?+]?|[/\\[\]]|.[?+]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** Says whether patterns in their order let the text pass: the last one that matches decides. */
export function passes(filters: readonly Filter[], text: string): boolean {
  let isIn = false;
  for (const filter of filters) if (filter.isNegated === isIn && filter.matches(text)) isIn = !isIn;
  return isIn;
}

const notSlash = (character: string): boolean => character !== '/';
const anything = (): boolean => true;

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    if (character === '*' && characters[at + 1] === '*') {
      while (characters[at + 1] === '*') at += 1;
      const isFolders = characters[at + 1] === '/' && (at === 1 || characters[at - 2] === '/');
      tokens.push({ accepts: anything, repeats: 'any', ...(isFolders ? { skips: 2 } : {}) });
      // `**/x` is any folders before `x`, or none
      if (isFolders) {
        tokens.push({ accepts: (each) => each === '/', repeats: 'once' });
        at += 1;
      }
    } else if (character === '*') {
      tokens.push({ accepts: notSlash, repeats: 'any' });
    } else if ((character === '?' || character === '+') && tokens.length > 0) {
      const before = tokens.pop();
      if (before !== undefined) tokens.push({ accepts: before.accepts, repeats: character === '?' ? 'optional' : 'many' });
    } else {
      const close = character === '[' ? characters.indexOf(']', at + 2) : -1;
      if (close > 0) {
        tokens.push({ accepts: setOf(characters.slice(at + 1, close)), repeats: 'once' });
        at = close;
        continue;
      }
      if (character === '\\' && at + 1 < characters.length) at += 1;
      const literal = characters[at] ?? '';
      tokens.push({ accepts: (each) => each === literal, repeats: 'once' });
    }
  }
  return tokens;
}

function setOf(body: readonly string[]): (character: string) => boolean {
  return (character) => {
    for (let at = 0; at < body.length; at += 1) {
      const low = body[at] ?? '';
      const high = body[at + 1] === '-' ? body[at + 2] : undefined;
      if (high === undefined ? character === low : character >= low && character <= high) return true;
      if (high !== undefined) at += 2;
    }
    return false;
  };
}

/** Keeps all places of the pattern that the text so far can have led to. */
function run(tokens: readonly Token[], text: string): boolean {
  let here = new Set<number>();
  const enter = (places: Set<number>, token: number): void => {
    for (let at = token; !places.has(at); at += 1) {
      places.add(at);
      const { repeats, skips } = tokens[at] ?? { repeats: 'once' as const, skips: undefined };
      if (skips !== undefined) enter(places, at + skips);
      if (repeats !== 'optional' && repeats !== 'any') return;
    }
  };
  enter(here, 0);
  for (const character of text) {
    const next = new Set<number>();
    for (const at of here) {
      const token = tokens[at];
      if (token === undefined || !token.accepts(character)) continue;
      if (token.repeats === 'any' || token.repeats === 'many') {
        // a repeated token may be entered again, or left
        next.add(at);
        enter(next, at + 1);
      } else {
        enter(next, at + 1);
      }
    }
    if (next.size === 0) return false;
    here = next;
  }
  return here.has(tokens.length);
}
