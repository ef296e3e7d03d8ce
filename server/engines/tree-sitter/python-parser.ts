/** The Python parser: tree-sitter in WASM, its tree lowered once to ours. */
import { Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION, Parser, type Tree } from 'web-tree-sitter';
import type { ParsedPiece, PythonParser } from '../../core/python/parser.ts';
import { flattener } from './flat-tree.ts';
import { lowerTree, type Gap } from './lower-tree.ts';
import { commentsIn, prepareFlawedText, prepareText } from './prepare-text.ts';
import { repair, type FlawsIn, type Replaced } from './repair.ts';
import { gapError } from './syntax-errors.ts';

export interface ParserFiles {
  /** `web-tree-sitter.wasm` */
  readonly runtimeWasm: Uint8Array;
  /** `tree-sitter-python.wasm` */
  readonly grammarWasm: Uint8Array;
}

/** Errors: throws when the two files do not fit each other or this version; nothing can be parsed then. */
export async function createPythonParser({ runtimeWasm, grammarWasm }: ParserFiles): Promise<PythonParser> {
  await Parser.init({ wasmBinary: runtimeWasm });
  const language = await Language.load(grammarWasm);
  if (language.abiVersion < MIN_COMPATIBLE_VERSION || language.abiVersion > LANGUAGE_VERSION) {
    throw new Error(`the Python grammar has ABI ${language.abiVersion}, the parser takes ${MIN_COMPATIBLE_VERSION} to ${LANGUAGE_VERSION}; install Lintel again`);
  }
  const parser = pieceParser(language);
  testParser(parser);
  return parser;
}

/** Flaws a text may have for its lines to be mended; one with more is not Python with mistakes. Our own choice. */
const MAX_FLAWS = 300;

function testParser({ parse }: PythonParser): void {
  const [statement] = parse('é = f(1)\n', 7).body;
  const isRight = statement?.kind === 'Assign' && statement.value.kind === 'Call' && statement.value.start === 11 && statement.value.end === 15;
  if (!isRight) throw new Error('the Python parser does not parse a line it must know; install Lintel again');
}

function pieceParser(language: Language): PythonParser {
  const parser = new Parser();
  parser.setLanguage(language);
  const flatten = flattener(language);
  const parseTree = <T>(text: string, use: (tree: Tree) => T): T => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error('the Python parser has no language');
    try {
      return use(tree);
    } finally {
      tree.delete();
    }
  };
  const lower = (text: string, { parsed, offset, gaps }: { readonly parsed: string; readonly offset: number; readonly gaps: readonly Gap[] }): ParsedPiece =>
    parseTree(parsed, (tree) => lowerTree({ tree: flatten(tree, offset), text, offset, gaps }));
  const flawsIn: FlawsIn = (text) =>
    parseTree(text, (tree) => {
      if (!tree.rootNode.hasError) return [];
      const { flaws, starts, ends } = flatten(tree, 0);
      return flaws.map((flaw) => ({ start: starts[flaw] ?? 0, end: ends[flaw] ?? 0 }));
    });
  return {
    parse: (text, offset) => {
      const prepared = prepareText(text);
      const piece = lower(text, { parsed: prepared, offset, gaps: [] });
      const { length } = piece.syntaxErrors;
      if (length === 0 || length > MAX_FLAWS) return piece;
      const fitted = prepareFlawedText(prepared);
      const isFitted = flawsIn(fitted).length < length;
      const mended = repair(isFitted ? fitted : prepared, flawsIn);
      if (mended.replaced.length === 0 && !isFitted) return piece;
      const gaps = mended.replaced.map((replaced) => gapOf(replaced, { text, offset, lower }));
      const comments = commentsIn(prepared).map(({ start, end }) => ({ start: start + offset, end: end + offset }));
      return { ...lower(text, { parsed: mended.text, offset, gaps }), comments };
    },
  };
}

type Lower = (text: string, request: { readonly parsed: string; readonly offset: number; readonly gaps: readonly Gap[] }) => ParsedPiece;

/** What a replaced line says when it is parsed alone. */
function gapOf(replaced: Replaced, { text, offset, lower }: { readonly text: string; readonly offset: number; readonly lower: Lower }): Gap {
  const line = text.slice(replaced.start, replaced.end);
  const start = replaced.start + offset;
  const { body, syntaxErrors } = lower(line, { parsed: prepareText(line), offset: start, gaps: [] });
  return {
    start,
    end: replaced.end + offset,
    salvaged: body.flatMap((statement) => (statement.kind === 'Broken' ? statement.salvaged : [statement])),
    error: gapError(replaced, { line, offset, errors: syntaxErrors }),
  };
}
