/**
 * Reads JSON text from front to back with positions, value by value, without building a tree: a notebook is mostly images and logs
 * nobody asks for. What Python's `json` reads is read (NaN, Infinity). The first problem stays: from then on every read ends at once,
 * so callers need not look after each step.
 */

export interface Span {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface JsonProblem {
  readonly kind: 'syntax' | 'cut-off' | 'too-deep' | 'too-many';
  readonly offset: number;
}

/** A place in JSON text that moves on as values are read. */
export interface JsonCursor {
  readonly text: string;
  at: number;
  depth: number;
  /** Values that callers keep. */
  kept: number;
  problem: JsonProblem | null;
}

export type JsonKind = 'object' | 'list' | 'string' | 'other';

/** Deepest nesting. Lintel's own choice: charts in outputs nest about 20 deep. */
const MAX_NESTING = 400;
/** Most values kept. Lintel's own choice: keeps memory within a few hundred MB whatever the file holds. */
const MAX_KEPT = 500_000;

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const BLANK = 32;
const BYTE_ORDER_MARK = 0xfeff;

const NUMBER_OR_WORD = /-?(?:\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|true|false|null|NaN/y;

/** Returns a cursor before the first value of the text, behind a byte order mark. */
export function openJson(text: string): JsonCursor {
  return { text, at: text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0, depth: 0, kept: 0, problem: null };
}

/** Notes that nothing but blanks may follow. */
export function expectEnd(cursor: JsonCursor): void {
  if (cursor.problem === null && skipBlanks(cursor) >= 0) fail(cursor, 'syntax');
}

/** Returns what kind of value comes next, without reading it. */
export function nextKind(cursor: JsonCursor): JsonKind {
  const code = skipBlanks(cursor);
  return code === OPEN_OBJECT ? 'object' : code === OPEN_LIST ? 'list' : code === QUOTE ? 'string' : 'other';
}

/** Reads an object. @param visit is given each key as text and has to read its value */
export function readMembers(cursor: JsonCursor, visit: (key: string) => void): Span {
  return readMany(cursor, CLOSE_OBJECT, () => {
    if (skipBlanks(cursor) !== QUOTE) return fail(cursor, cursor.at < cursor.text.length ? 'syntax' : 'cut-off');
    const key = readString(cursor);
    if (skipBlanks(cursor) !== COLON) return fail(cursor, cursor.at < cursor.text.length ? 'syntax' : 'cut-off');
    cursor.at += 1;
    visit(cursor.text.slice(key.start + 1, key.end - 1));
  });
}

/** Reads a list. @param visit has to read one item */
export function readItems(cursor: JsonCursor, visit: () => void): Span {
  return readMany(cursor, CLOSE_LIST, visit);
}

/** Reads a string. Returns it with its quotes. */
export function readString(cursor: JsonCursor): Span {
  const start = cursor.at;
  const { text } = cursor;
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((quote - before) % 2 === 1) {
      cursor.at = quote + 1;
      return { start, end: quote + 1 };
    }
  }
  fail(cursor, 'cut-off');
  return { start, end: text.length };
}

/** Reads any value without keeping it. */
export function skipValue(cursor: JsonCursor): Span {
  switch (nextKind(cursor)) {
    case 'object':
      return readMembers(cursor, () => skipValue(cursor));
    case 'list':
      return readItems(cursor, () => skipValue(cursor));
    case 'string':
      return readString(cursor);
    case 'other':
      return readNumberOrWord(cursor);
  }
}

/** Counts a value that is kept; too many are a problem. */
export function keep(cursor: JsonCursor): void {
  cursor.kept += 1;
  if (cursor.kept > MAX_KEPT) fail(cursor, 'too-many');
}

function readMany(cursor: JsonCursor, close: number, readOne: () => void): Span {
  const start = cursor.at;
  cursor.at += 1;
  cursor.depth += 1;
  if (cursor.depth > MAX_NESTING) fail(cursor, 'too-deep');
  if (skipBlanks(cursor) === close) cursor.at += 1;
  else {
    while (cursor.problem === null) {
      readOne();
      const code = skipBlanks(cursor);
      if (code !== COMMA && code !== close) fail(cursor, code < 0 ? 'cut-off' : 'syntax');
      cursor.at += 1;
      if (code === close) break;
    }
  }
  cursor.depth -= 1;
  return { start, end: cursor.at };
}

function readNumberOrWord(cursor: JsonCursor): Span {
  const start = cursor.at;
  NUMBER_OR_WORD.lastIndex = start;
  const word = NUMBER_OR_WORD.exec(cursor.text);
  if (word === null) fail(cursor, start < cursor.text.length ? 'syntax' : 'cut-off');
  else cursor.at += word[0].length;
  return { start, end: cursor.at };
}

/** Returns the code of what comes behind blanks; -1 at the end or after a problem. */
function skipBlanks(cursor: JsonCursor): number {
  if (cursor.problem !== null) return -1;
  for (; cursor.at < cursor.text.length; cursor.at += 1) {
    const code = cursor.text.charCodeAt(cursor.at);
    if (code > BLANK) return code;
  }
  return -1;
}

function fail(cursor: JsonCursor, kind: JsonProblem['kind']): void {
  cursor.problem ??= { kind, offset: Math.min(cursor.at, cursor.text.length) };
}
