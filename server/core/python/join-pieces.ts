/** Puts the parsed pieces of a document (a script, or the cells of a notebook) into one module. */
import type { Comment, SyntaxError } from '../../../rules/api/python/document.ts';
import type { Module, Node } from '../../../rules/api/python/syntax.ts';
import type { ParsedPiece } from './parser.ts';

/** Syntax errors kept per document; whoever has more has one problem, not hundreds. Our own choice. */
const MAX_SYNTAX_ERRORS = 100;

export interface JoinedPieces {
  readonly module: Module;
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly SyntaxError[];
}

/**
 * One module of all pieces; sets the parents of their statements.
 * @param pieces in the order of the document
 * @param length UTF-16 length of the document
 */
export function joinPieces(pieces: readonly ParsedPiece[], { path, projectPath, length }: { readonly path: string; readonly projectPath: string; readonly length: number }): JoinedPieces {
  const module: Module = { kind: 'Module', start: 0, end: length, parent: null, path, projectPath, body: pieces.flatMap((piece) => piece.body) };
  for (const statement of module.body) {
    const child: { parent: Node } = statement;
    child.parent = module;
  }
  return {
    module,
    comments: pieces.flatMap((piece) => piece.comments),
    syntaxErrors: pieces.flatMap((piece) => piece.syntaxErrors).slice(0, MAX_SYNTAX_ERRORS),
  };
}
