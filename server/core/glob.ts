/**
 * Globs of the config file: `*` and `?` within a name, `**` over folders, `[abc]`, `{a,b}`, and `\` to take the next character
 * as it is. Matching takes time proportional to pattern times path, whatever the pattern.
 */

import { relativePath } from './paths.ts';

/** Says whether the absolute path matches the glob, which is relative to `folder`; `data/` is everything below `data`. */
export function globMatches(glob: string, path: string, folder: string): boolean {
  const plain = glob.replace(/^(?:\.\/)+/, '');
  return matchesGlob(plain.endsWith('/') ? `${plain}**` : plain, relativePath(folder, path));
}

/** Says whether the path, relative to the glob's folder, or a folder it lies in is excluded; a bare name matches in every folder. */
export function isExcluded(relative: string, globs: readonly string[]): boolean {
  const segments = relative.split('/');
  const paths = segments.map((_, index) => segments.slice(0, index + 1).join('/'));
  return globs.some((glob) => {
    const plain = glob.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
    return plain.includes('/') ? paths.some((path) => matchesGlob(plain, path)) : segments.some((name) => matchesGlob(plain, name));
  });
}

/** Says whether the glob matches the whole path. A path also matches the glob that is spelled exactly like it. */
export function matchesGlob(glob: string, path: string): boolean {
  if (glob === path) return true;
  return alternatives(glob).some((each) => matchesSegments(each.split('/'), path.split('/')));
}

/** Returns a glob that matches exactly this text. */
export function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]{}]/g, '\\$&');
}

/** Says whether the glob can match one path only. */
export function isLiteralGlob(glob: string): boolean {
  return !/[*?[\]{}\\]/.test(glob);
}

/** Braces beyond this many alternatives are taken literally. */
const MAX_ALTERNATIVES = 64;

function alternatives(glob: string): readonly string[] {
  let done: string[] = [''];
  let rest = glob;
  while (rest !== '') {
    const brace = /^((?:[^\\{]|\\.)*)\{([^{}/]*)\}/s.exec(rest);
    if (brace === null) break;
    const choices = (brace[2] ?? '').split(',');
    if (done.length * choices.length > MAX_ALTERNATIVES) break;
    done = done.flatMap((head) => choices.map((choice) => head + (brace[1] ?? '') + choice));
    rest = rest.slice(brace[0].length);
  }
  return done.map((head) => head + rest);
}

function matchesSegments(glob: readonly string[], path: readonly string[]): boolean {
  // reachable[i]: the globs so far can end just before path segment i
  let reachable = path.map((_, index) => index === 0).concat(path.length === 0);
  for (const segment of glob) {
    const next = reachable.map(() => false);
    for (let index = 0; index < reachable.length; index += 1) {
      if (segment === '**') {
        next[index] = reachable[index] === true || (index > 0 && next[index - 1] === true);
      } else if (index > 0 && reachable[index - 1] === true) {
        next[index] = matchesName(segment, path[index - 1] ?? '');
      }
    }
    reachable = next;
  }
  return reachable[path.length] === true;
}

type Token = { readonly kind: 'star' } | { readonly kind: 'one'; readonly accepts: (character: string) => boolean };

function matchesName(glob: string, name: string): boolean {
  const tokens = tokensOf(glob);
  const characters = [...name];
  let token = 0;
  let star = -1;
  let retryAt = 0;
  for (let at = 0; at < characters.length; ) {
    const current = tokens[token];
    if (current?.kind === 'one' && current.accepts(characters[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (current?.kind === 'star') {
      star = token;
      retryAt = at;
      token += 1;
    } else if (star >= 0) {
      token = star + 1;
      retryAt += 1;
      at = retryAt;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((each) => each.kind === 'star');
}

function tokensOf(glob: string): readonly Token[] {
  const tokens: Token[] = [];
  const characters = [...glob];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? '';
    const close = character === '[' ? characters.indexOf(']', at + 2) : -1;
    if (character === '*') {
      tokens.push({ kind: 'star' });
    } else if (character === '?') {
      tokens.push({ kind: 'one', accepts: () => true });
    } else if (close > 0) {
      tokens.push({ kind: 'one', accepts: setOf(characters.slice(at + 1, close)) });
      at = close;
    } else {
      if (character === '\\' && at + 1 < characters.length) at += 1;
      const literal = characters[at] ?? '';
      tokens.push({ kind: 'one', accepts: (each) => each === literal });
    }
  }
  return tokens;
}

function setOf(body: readonly string[]): (character: string) => boolean {
  const isNegated = body[0] === '!' || body[0] === '^';
  const members = isNegated ? body.slice(1) : body;
  return (character) => {
    let isMember = false;
    for (let at = 0; at < members.length; at += 1) {
      const low = members[at] ?? '';
      const high = members[at + 1] === '-' ? members[at + 2] : undefined;
      isMember ||= high === undefined ? character === low : character >= low && character <= high;
      if (high !== undefined) at += 2;
    }
    return isMember !== isNegated;
  };
}
