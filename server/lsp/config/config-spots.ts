/** Keys and values of a config file with their paths, also of one that is half written. Pure. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isMap, isScalar, isSeq, parseDocument, type Node } from 'yaml';
import type { RepositoryPlace } from '../../../rules/api/repository/place.ts';
import { at, type TreeNode } from '../../../rules/api/repository/tree.ts';
import { firstTooDeep } from '../../core/config/read-yaml.ts';
import { readToml } from '../../core/repository/trees/read-toml.ts';

export type ConfigFormat = 'yaml' | 'toml';

export type ConfigPath = readonly (string | number)[];

export interface ConfigSpot {
  readonly kind: 'key' | 'value';
  /** Keys and indices of lists from the top of the configuration, a key itself included. */
  readonly path: ConfigPath;
  /** Without quotes. */
  readonly text: string;
  /** UTF-16 offsets of what is written, with quotes. */
  readonly start: number;
  readonly end: number;
}

export interface ReadSpots {
  readonly spots: readonly ConfigSpot[];
  readonly errorCount: number;
}

/** Returns the spots in the order they stand; null where nothing can be read. */
export function readSpots(text: string, format: ConfigFormat): ReadSpots | null {
  try {
    if (firstTooDeep(text) !== null) return null;
    return format === 'yaml' ? yamlSpots(text) : { spots: tomlSpots(text), errorCount: 0 };
  } catch {
    // a TOML text that is half written, or one that is too large for either reader
    return null;
  }
}

function yamlSpots(text: string): ReadSpots {
  const { contents, errors } = parseDocument(text, { schema: 'core', prettyErrors: false, logLevel: 'silent', merge: false, uniqueKeys: false });
  const spots: ConfigSpot[] = [];
  const visit = (node: unknown, path: ConfigPath): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        if (!isScalar(key)) continue;
        const inner = [...path, String(key.value)];
        add(key, 'key', inner);
        visit(value, inner);
      }
    } else if (isSeq(node)) {
      node.items.forEach((item, index) => visit(item, [...path, index]));
    } else if (isScalar(node)) {
      add(node, 'value', path);
    }
  };
  const add = (node: Node & { readonly value: unknown }, kind: ConfigSpot['kind'], path: ConfigPath): void => {
    const [start = 0, end = start] = node.range ?? [];
    if (end > start) spots.push({ kind, path, text: String(node.value), start, end });
  };
  visit(contents, []);
  return { spots, errorCount: errors.length };
}

/** Those below `[tool.lintel]`. Errors: throws for what is no TOML. */
function tomlSpots(text: string): readonly ConfigSpot[] {
  const document = TextDocument.create('', 'toml', 0, text);
  const spots: ConfigSpot[] = [];
  const offset = ({ line, column }: { readonly line: number; readonly column: number }): number => document.offsetAt({ line: line - 1, character: column - 1 });
  const add = ({ range }: RepositoryPlace, spot: Pick<ConfigSpot, 'kind' | 'path' | 'text'>): void => {
    if (range !== null) spots.push({ ...spot, start: offset(range.start), end: offset(range.end) });
  };
  const visit = (node: TreeNode, path: ConfigPath): void => {
    if (node.kind === 'list') node.items.forEach((item, index) => visit(item, [...path, index]));
    else if (node.kind === 'scalar') add(node.at, { kind: 'value', path, text: node.text });
    else {
      for (const { key, at: place, value } of node.entries) {
        add(place, { kind: 'key', path: [...path, key], text: key });
        visit(value, [...path, key]);
      }
    }
  };
  const [tree] = readToml('', text);
  const own = at(tree?.root, 'tool', 'lintel');
  if (own !== null) visit(own, []);
  return spots.toSorted((a, b) => a.start - b.start);
}

/** What a choice takes the place of, and how it is written there. */
export interface CursorSpot {
  readonly spot: ConfigSpot;
  /** Of the text without the mark. */
  readonly spots: readonly ConfigSpot[];
  /** The quote around what is there; empty where there is none. */
  readonly quote: string;
  /** Whether a key still needs what follows it. */
  readonly isBare: boolean;
}

/** No name of anything. */
const MARK = 'lintel0here0';

/** Puts a mark at the cursor in the ways that could make sense there, and takes the reading with the fewest errors. Null in comments and elsewhere. */
export function spotAtCursor(text: string, offset: number, format: ConfigFormat): CursorSpot | null {
  const candidates = format === 'yaml' ? yamlCandidates(text, offset) : tomlCandidates(text, offset);
  let best: (CursorSpot & { readonly errorCount: number }) | null = null;
  for (const { marked, from, added, isBare } of candidates) {
    const read = readSpots(marked, format);
    const spot = read?.spots.find((each) => each.text.includes(MARK)) ?? null;
    if (read === null || spot === null || (best !== null && best.errorCount <= read.errorCount)) continue;
    const written = marked.slice(spot.start, spot.end);
    // texts over several lines are prose, or two lines taken for one
    if (written.includes('\n')) continue;
    const quote = /^["']/.exec(written)?.[0] ?? '';
    const typed = { ...spot, text: spot.text.replace(MARK, ''), start: Math.min(spot.start, from), end: spot.end - added };
    best = { spot: typed, spots: read.spots.filter((each) => each !== spot), quote: isBare === 'quoted' ? '' : quote, isBare: isBare === 'key' || (isBare === 'plain' && spot.kind === 'value'), errorCount: read.errorCount };
  }
  return best;
}

interface Candidate {
  readonly marked: string;
  /** Where what is replaced begins at the latest. */
  readonly from: number;
  /** How much longer the marked text is within the spot. */
  readonly added: number;
  /** As it stands, as a key that lacks its value, or as a text that lacks its quotes. */
  readonly isBare: 'plain' | 'key' | 'quoted';
}

function yamlCandidates(text: string, offset: number): readonly Candidate[] {
  const put = (mark: string): string => text.slice(0, offset) + mark + text.slice(offset);
  return [
    { marked: put(MARK), from: offset, added: MARK.length, isBare: 'plain' },
    { marked: put(`${MARK}: `), from: offset, added: MARK.length, isBare: 'key' },
  ];
}

/** TOML has to be whole to be read: where a later line is broken, what follows the line is left out. */
function tomlCandidates(text: string, offset: number): readonly Candidate[] {
  const word = /[\w./-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const rest = /^[\w./-]*/.exec(text.slice(offset))?.[0] ?? '';
  const from = offset - word.length;
  const lineEnd = text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset);
  return [text.length, lineEnd].flatMap((until): readonly Candidate[] => [
    { marked: text.slice(0, offset) + MARK + text.slice(offset, until), from: offset, added: MARK.length, isBare: 'plain' },
    { marked: `${text.slice(0, from)}"${word}${MARK}${rest}"${text.slice(offset + rest.length, until)}`, from, added: MARK.length + 2, isBare: 'quoted' },
    { marked: `${text.slice(0, offset)}${MARK} = 0${text.slice(offset, until)}`, from: offset, added: MARK.length, isBare: 'key' },
  ]);
}
