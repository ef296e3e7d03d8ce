/**
 * JSON text taken apart without losing anything: numbers keep their digits as written, keys are only names, places are known.
 * Accepts NaN and Infinity as Python writes them. Depth is limited, so recursion is safe.
 */

export type JsonKind = 'null' | 'integer' | 'float' | 'boolean' | 'text' | 'list' | 'struct';

export interface JsonCell {
  readonly kind: JsonKind;
  /** The value as text: strings unescaped, numbers as written, lists and structs without insignificant blanks; null for null. */
  readonly text: string | null;
  readonly start: number;
  readonly end: number;
}

export interface JsonEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly cell: JsonCell;
}

export type JsonParse<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly isTooDeep: boolean };

/** Deeper data is no table, and some parsers die of it. Own choice; Python's json gives up near 1,000. */
export const MAX_JSON_DEPTH = 200;

/** Returns the entries of a text that is one object; a repeated key appears repeatedly. */
export function parseObject(text: string): JsonParse<JsonEntry[]> {
  return parseWith(text, (cursor) => cursor.entries());
}

/** Returns the items of a text that is one array. */
export function parseList(text: string): JsonParse<JsonCell[]> {
  return parseWith(text, (cursor) => cursor.items());
}

function parseWith<T>(text: string, parse: (cursor: JsonCursor) => T): JsonParse<T> {
  try {
    const cursor = new JsonCursor(text);
    cursor.blanks();
    const value = parse(cursor);
    cursor.blanks();
    return cursor.at === text.length ? { ok: true, value } : { ok: false, isTooDeep: false };
  } catch (error) {
    if (error instanceof JsonTrouble) return { ok: false, isTooDeep: error.isTooDeep };
    throw error;
  }
}

class JsonTrouble extends Error {
  readonly isTooDeep: boolean;
  constructor(isTooDeep: boolean) {
    super('not JSON');
    this.isTooDeep = isTooDeep;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /null|true|false|NaN|-?Infinity/y;
const WORD_KINDS: ReadonlyMap<string, JsonKind> = new Map([['null', 'null'], ['true', 'boolean'], ['false', 'boolean']]);

class JsonCursor {
  at = 0;
  private depth = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  entries(): JsonEntry[] {
    const entries: JsonEntry[] = [];
    this.sequence('{', '}', () => {
      const keyStart = this.at;
      const key = this.string();
      const keyEnd = this.at;
      this.blanks();
      this.expect(':');
      this.blanks();
      entries.push({ key, keyStart, keyEnd, cell: this.cell() });
    });
    return entries;
  }

  items(): JsonCell[] {
    const items: JsonCell[] = [];
    this.sequence('[', ']', () => items.push(this.cell()));
    return items;
  }

  cell(): JsonCell {
    const start = this.at;
    const first = this.text[start];
    if (first === '"') return { kind: 'text', text: this.string(), start, end: this.at };
    if (first === '{' || first === '[') {
      const out: string[] = [];
      this.compact(out);
      return { kind: first === '{' ? 'struct' : 'list', text: out.join(''), start, end: this.at };
    }
    const { kind, text } = this.scalar();
    return { kind, text: kind === 'null' ? null : text, start, end: this.at };
  }

  /** Appends the value at the cursor without insignificant blanks. */
  private compact(out: string[]): void {
    const start = this.at;
    const first = this.text[start];
    if (first === '"') {
      this.string();
      out.push(this.text.slice(start, this.at));
    } else if (first === '{' || first === '[') {
      out.push(first);
      const size = out.length;
      this.sequence(first, first === '{' ? '}' : ']', () => {
        if (out.length > size) out.push(',');
        if (first === '{') this.compactKey(out);
        this.compact(out);
      });
      out.push(first === '{' ? '}' : ']');
    } else out.push(this.scalar().text);
  }

  private compactKey(out: string[]): void {
    const start = this.at;
    this.string();
    out.push(this.text.slice(start, this.at), ':');
    this.blanks();
    this.expect(':');
    this.blanks();
  }

  private sequence(open: string, close: string, item: () => void): void {
    this.expect(open);
    this.depth += 1;
    if (this.depth > MAX_JSON_DEPTH) throw new JsonTrouble(true);
    this.blanks();
    if (this.text[this.at] === close) this.at += 1;
    else {
      for (;;) {
        item();
        this.blanks();
        const next = this.text[this.at];
        this.at += 1;
        if (next === close) break;
        if (next !== ',') throw new JsonTrouble(false);
        this.blanks();
      }
    }
    this.depth -= 1;
  }

  private scalar(): { kind: JsonKind; text: string } {
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text);
    if (number !== null) {
      this.at += number[0].length;
      return { kind: number[1] === undefined && number[2] === undefined ? 'integer' : 'float', text: number[0] };
    }
    WORD.lastIndex = this.at;
    const word = WORD.exec(this.text)?.[0];
    if (word === undefined) throw new JsonTrouble(false);
    this.at += word.length;
    return { kind: WORD_KINDS.get(word) ?? 'float', text: word };
  }

  private string(): string {
    const start = this.at;
    this.expect('"');
    let hasEscape = false;
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (!(code >= 0x20)) throw new JsonTrouble(false);
      if (code === BACKSLASH) {
        hasEscape = true;
        this.at += 1;
      }
      this.at += 1;
    }
    this.at += 1;
    return hasEscape ? unescape(this.text.slice(start, this.at)) : this.text.slice(start + 1, this.at - 1);
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw new JsonTrouble(false);
    this.at += 1;
  }
}

function unescape(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new JsonTrouble(false);
  }
}
