/**
 * Blanks out what is no code, so that cheap checks by pattern do not trip over texts and comments. Pure.
 * Not a parser: a slash starts a pattern where no value can stand before it.
 */

export interface MaskedSource {
  /** Same length and lines as the source; comments, and what stands inside quotes and patterns, are spaces. */
  readonly code: string;
  /** 0-based offset and text of every comment. */
  readonly comments: readonly { readonly offset: number; readonly text: string }[];
}

type Kind = 'code' | 'comment' | 'text';

const BEFORE_PATTERN = /(?:^|[(,=:[!&|?{};+\-*%<>~^])$|(?:\b(?:return|typeof|case|in|of|do|else|void|throw|new|delete|await|yield))$/;

export function maskSource(source: string): MaskedSource {
  const comments: { offset: number; text: string }[] = [];
  let code = '';
  const put = (kind: Kind, text: string): void => {
    if (kind === 'comment') comments.push({ offset: code.length, text });
    code += kind === 'code' ? text : text.replaceAll(/[^\n]/g, ' ');
  };
  /** Depth of braces inside each open `${`. */
  const templates: number[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at, at + 2);
    const character = source.charAt(at);
    const depth = templates.at(-1);
    let end = at + 1;
    if (rest === '//') put('comment', source.slice(at, (end = endOf(source, at, /\n/g))));
    else if (rest === '/*') put('comment', source.slice(at, (end = endAfter(source, at + 2, /\*\//g))));
    else if (character === "'" || character === '"') end = putText(source, at, endAfter(source, at + 1, character === "'" ? /(?<!\\)(?:\\\\)*'/g : /(?<!\\)(?:\\\\)*"/g), put);
    else if (character === '`' || (character === '}' && depth === 0)) {
      if (character === '}') templates.pop();
      end = endAfter(source, at + 1, /(?<!\\)(?:\\\\)*(?:`|\$\{)/g);
      if (source.slice(at, end).endsWith('${')) templates.push(0);
      end = putText(source, at, end, put);
    } else if (character === '/' && BEFORE_PATTERN.test(code.trimEnd())) end = putText(source, at, endAfter(source, at + 1, /(?<!\\)(?:\\\\)*\/(?<!\[[^\]\n]*)|\n/g), put);
    else {
      if (depth !== undefined && character === '{') templates[templates.length - 1] = depth + 1;
      if (depth !== undefined && character === '}') templates[templates.length - 1] = depth - 1;
      put('code', character);
    }
    at = end;
  }
  return { code, comments };
}

/** Keeps the quotes and blanks what they hold. */
function putText(source: string, from: number, to: number, put: (kind: Kind, text: string) => void): number {
  put('code', source.charAt(from));
  put('text', source.slice(from + 1, to - 1));
  if (to - 1 > from) put('code', source.charAt(to - 1));
  return to;
}

function endOf(source: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  return pattern.exec(source)?.index ?? source.length;
}

function endAfter(source: string, from: number, pattern: RegExp): number {
  pattern.lastIndex = from;
  const match = pattern.exec(source);
  return match === null ? source.length : match.index + match[0].length;
}
