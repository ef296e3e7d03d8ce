/** Which tables SQL reads, writes and declares, told by its words; a parser of no dialect, so that all dialects and templates pass. Pure and total. */

export interface SqlTables {
  readonly reads: readonly SqlName[];
  readonly writes: readonly SqlName[];
  readonly declares: readonly { readonly name: string; readonly start: number; readonly columns: readonly { readonly name: string; readonly type: string | null }[] }[];
}

export interface SqlName {
  /** Without quotes. */
  readonly name: string;
  /** Whether it names a file: `FROM 'data/a.parquet'`. */
  readonly isFile: boolean;
  /** UTF-16 offset into the text. */
  readonly start: number;
}

/** Longer texts are dumps. Own choice. */
const MOST_CHARACTERS = 200_000;
/** Own choices: names of one kind, and characters of one table's columns. */
const MOST_NAMES = 1000;
const MOST_COLUMN_CHARACTERS = 10_000;

const PART = '(?:[\\w$]+|"[^"\\n]{1,128}"|`[^`\\n]{1,128}`|\\[[^\\]\\n]{1,128}\\])';
const NAME = `${PART}(?:\\s{0,3}\\.\\s{0,3}${PART}){0,3}`;
const READ = new RegExp(`\\b(?:FROM|JOIN)\\s+(?:ONLY\\s+|LATERAL\\s+)?(${NAME})(?!\\s{0,3}[\\w.]*\\()`, 'gi');
const ALSO_READ = new RegExp(`^(?:\\s+(?:AS\\s+)?[a-z_]\\w{0,30})?\\s*,\\s*(${NAME})(?!\\s{0,3}[\\w.]*\\()`, 'i');
const WRITE = new RegExp(`\\b(?:INSERT\\s+(?:INTO|OVERWRITE(?:\\s+TABLE)?)|MERGE\\s+INTO|REPLACE\\s+INTO|COPY(?=[^;]{1,200}\\bFROM\\b)|(?<!\\b(?:FOR|ON|DO|KEY|THEN)\\s{1,9})UPDATE)\\s+(?:TABLE\\s+)?(${NAME})`, 'gi');
const CREATE = new RegExp(`\\bCREATE\\s+(?:OR\\s+REPLACE\\s+)?(?:(?:GLOBAL|LOCAL|TEMP|TEMPORARY|EXTERNAL|TRANSIENT|UNLOGGED|MATERIALIZED)\\s+){0,2}(?:TABLE|VIEW|STREAM)\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?(${NAME})\\s*`, 'gi');
const FILE = /\b(?:FROM|JOIN)\s+(?:read_(?:csv|csv_auto|parquet|json|json_auto|ndjson)\s*\(\s*)?'([^'\n]{1,400})'/gi;
/** Words that follow FROM or JOIN and name no table. */
const NO_TABLE = /^(?:select|values|unnest|lateral|dual|where|set|stdin|stdout|on|only|table|the|with|group|order|limit|union)$/i;

/** What a database says of itself. */
export function isSystemTable(name: string): boolean {
  return /^(?:information_schema\.|pg_|sqlite_|sys\.|(?:stv|stl|svv|svl)_|v\$|dba_|all_tab)/i.test(name);
}

export function sqlTables(written: string): SqlTables {
  const text = written.slice(0, MOST_CHARACTERS);
  const files = [...blankComments(text).matchAll(FILE)].map((match): SqlName => ({ name: match[1] ?? '', isFile: true, start: match.index }));
  const sql = blankComments(text)
    .replace(/'(?:[^'\\]|''|\\.){0,5000}'/g, (found) => `'${found.slice(1, -1).replace(/[^\n]/g, ' ')}'`)
    .replace(/\b(?:extract|trim|substring|overlay)\s*\([^()]{0,200}\)/gi, (found) => ' '.repeat(found.length));
  const own = new Set([...sql.matchAll(/(?:\bWITH\s+(?:RECURSIVE\s+)?|,\s*)([\w$]+|"[^"\n]+"|`[^`\n]+`)\s*(?:\([^()]{0,2000}\)\s*)?AS\s+(?:NOT\s+)?(?:MATERIALIZED\s*)?\(/gi)].map(([, name = '']) => unquoted(name).toLowerCase()));
  const isTable = (name: string): boolean => name !== '' && !isSystemTable(name) && !NO_TABLE.test(name) && !own.has(name.toLowerCase());
  const reads: SqlName[] = [];
  for (const match of sql.matchAll(READ)) {
    if (reads.length >= MOST_NAMES) break;
    if (/\b(?:DELETE|IS\s+(?:NOT\s+)?DISTINCT)\s*$/i.test(sql.slice(Math.max(0, match.index - 24), match.index))) continue;
    reads.push({ name: unquoted(match[1] ?? ''), isFile: false, start: match.index });
    let end = match.index + match[0].length;
    for (let also = ALSO_READ.exec(sql.slice(end, end + 300)); also !== null && reads.length < MOST_NAMES; also = ALSO_READ.exec(sql.slice(end, end + 300))) {
      reads.push({ name: unquoted(also[1] ?? ''), isFile: false, start: end });
      end += also[0].length;
    }
  }
  const creates = [...sql.matchAll(CREATE)].slice(0, MOST_NAMES).map((match) => ({ name: unquoted(match[1] ?? ''), start: match.index, end: match.index + match[0].length }));
  const filled = creates.filter(({ end }) => /^(?:\([^()]{0,2000}\)\s*)?(?:[\w\s='"`,.]{0,300}?\s)?AS\b/i.test(sql.slice(end, end + 2600)));
  const writes = [...[...sql.matchAll(WRITE)].slice(0, MOST_NAMES).map((match): SqlName => ({ name: unquoted(match[1] ?? ''), isFile: false, start: match.index })), ...filled.map(({ name, start }): SqlName => ({ name, isFile: false, start }))];
  return {
    reads: [...reads.filter(({ name }) => isTable(name)), ...files],
    writes: writes.filter(({ name }) => isTable(name)),
    declares: creates.filter(({ name }) => isTable(name)).map(({ name, start, end }) => ({ name, start, columns: columnsOf(sql, end) })),
  };
}

function blankComments(text: string): string {
  return blank(blankBetween(blankBetween(text, '{#', '#}'), '/*', '*/'), /--[^\n]{0,5000}/g);
}

/** What is never closed stays. */
function blankBetween(text: string, open: string, close: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, done)) {
    const end = text.indexOf(close, start + open.length);
    if (end < 0) break;
    parts.push(text.slice(done, start), text.slice(start, end + close.length).replace(/[^\n]/g, ' '));
    done = end + close.length;
  }
  return parts.join('') + text.slice(done);
}

function blank(text: string, what: RegExp): string {
  return text.replace(what, (found) => found.replace(/[^\n]/g, ' '));
}

function unquoted(name: string): string {
  return name.replace(/["`[\]]/g, '').replace(/\s*\.\s*/g, '.').trim();
}

/** Words that begin a constraint rather than a column. */
const CONSTRAINT = /^(?:constraint|primary|foreign|unique|check|key|index|exclude|like|partition)\b/i;
/** Own choice: wider tables are rare. */
const MOST_COLUMNS = 500;

/** Columns within the parentheses that begin here. */
function columnsOf(sql: string, start: number): readonly { readonly name: string; readonly type: string | null }[] {
  if (sql[start] !== '(') return [];
  const parts: string[] = [];
  let depth = 0;
  let from = start + 1;
  const last = Math.min(sql.length, start + MOST_COLUMN_CHARACTERS);
  for (let at = start; at < last && parts.length < MOST_COLUMNS; at += 1) {
    const sign = sql[at];
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if ((sign === ',' && depth === 1) || depth === 0) {
      parts.push(sql.slice(from, at).trim());
      from = at + 1;
    }
    if (depth === 0) break;
  }
  return parts.flatMap((part) => {
    if (CONSTRAINT.test(part)) return [];
    const match = /^("[^"\n]+"|`[^`\n]+`|\[[^\]\n]+\]|[\w$]+)\s+([A-Za-z]\w*(?:\s+(?:precision|varying|unsigned))?(?:\s*\([^()]{0,40}\))?)/.exec(part);
    return match === null ? [] : [{ name: unquoted(match[1] ?? ''), type: (match[2] ?? '').toLowerCase().replace(/\s+/g, ' ') }];
  });
}
