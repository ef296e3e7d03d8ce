/** The Python parser: tree-sitter in WASM, its tree lowered once to ours. */
import { Language, LANGUAGE_VERSION, MIN_COMPATIBLE_VERSION, Parser } from 'web-tree-sitter';
import type { Comment, SyntaxError } from '../../../rules/api/python/document.ts';
import type { Node, Statement } from '../../../rules/api/python/syntax.ts';
import { forEachChild } from '../../../rules/api/python/children.ts';
import type { ParsedPiece, PythonParser } from '../../core/python/parser.ts';
import { flattener, type FlatTree } from './flat-tree.ts';
import { prepareText } from './prepare-text.ts';
import { lowerBlock } from './lower-statement.ts';
import { endOf, kindOf, startOf, textOf, type Lowering } from './lowering.ts';

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
  const parser = new Parser();
  parser.setLanguage(language);
  const flatten = flattener(language);
  const parse = (text: string, offset: number): ParsedPiece => {
    const tree = parser.parse(prepareText(text));
    if (tree === null) throw new Error('the Python parser has no language');
    const piece = lowerTree({ tree: flatten(tree, offset), text, offset });
    tree.delete();
    return piece;
  };
  testParser(parse);
  return { parse };
}

function testParser(parse: PythonParser['parse']): void {
  const [statement] = parse('é = f(1)\n', 7).body;
  const isRight = statement?.kind === 'Assign' && statement.value.kind === 'Call' && statement.value.start === 11 && statement.value.end === 15;
  if (!isRight) throw new Error('the Python parser does not parse a line it must know; install Lintel again');
}

function lowerTree({ tree, text, offset }: { readonly tree: FlatTree; readonly text: string; readonly offset: number }): ParsedPiece {
  const l: Lowering = { tree, text, offset, isFlawed: tree.flaws.length > 0, depth: 0 };
  const body = lowerBlock(l, 0);
  setParents(body);
  return { body, comments: commentsOf(l), syntaxErrors: tree.flaws.map((flaw) => syntaxError(l, flaw)) };
}

function setParents(body: readonly Statement[]): void {
  const stack: Node[] = [...body];
  for (let parent = stack.pop(); parent !== undefined; parent = stack.pop()) {
    const above = parent;
    forEachChild(above, (child) => {
      const below: { parent: Node | null } = child;
      below.parent = above;
      stack.push(child);
    });
  }
}

function commentsOf(l: Lowering): readonly Comment[] {
  const comments: Comment[] = [];
  const count = l.tree.nexts[0] ?? 0;
  for (let index = 0; index < count; index += 1) {
    if (kindOf(l, index) === 'comment') comments.push({ start: startOf(l, index), end: endOf(l, index) });
  }
  return comments;
}

function syntaxError(l: Lowering, flaw: number): SyntaxError {
  const kind = kindOf(l, flaw);
  const message = kind === 'ERROR' ? `\`${textOf(l, flaw).slice(0, 40)}\` is not understood` : `\`${kind.replace(/^\$/, '')}\` is missing`;
  return { start: startOf(l, flaw), end: endOf(l, flaw), message };
}
