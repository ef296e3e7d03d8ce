/** The port of the Python parser. A parser is total: any text gives a tree; what does not parse is in it as broken pieces. */
import type { Comment, SyntaxError } from '../../../rules/api/python/document.ts';
import type { Statement } from '../../../rules/api/python/syntax.ts';

export interface PythonParser {
  /**
   * Parses a piece of text: a whole script, or one cell. Offsets in the result start at `offset`. The parents of the statements
   * returned are set when the pieces are put together (`joinPieces`); all parents below are set.
   */
  parse(text: string, offset: number): ParsedPiece;
}

export interface ParsedPiece {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly SyntaxError[];
}
