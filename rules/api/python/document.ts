/**
 * A Python file or notebook as text with positions. A notebook is one document: the sources of its code cells of Python, one after
 * the other in document order with one line break between, so that offsets count through all cells.
 */
import type { Module } from './syntax.ts';

export interface PythonDocument {
  /** Absolute, forward slashes. */
  readonly path: string;
  /** From the folder that holds the project, so that it says nothing of the machine; starts with the project's own folder where nothing marks that as one. */
  readonly projectPath: string;
  /** A script with `# %%` markers is a script that has cells. */
  readonly kind: 'script' | 'notebook';
  /**
   * What is parsed. As long as the original: magics, shell lines and cells of other languages are replaced by blanks, by `pass` where
   * a block needs a statement, or by the name `__`, of which nothing is known. Equals `source` for plain scripts.
   */
  readonly text: string;
  /** As written: the file's text, or the joined sources of the code cells. */
  readonly source: string;
  readonly module: Module;
  /** Every comment with its `#`, in order. */
  readonly comments: readonly Comment[];
  /** Where the text does not parse, in order; at most the first 100. */
  readonly syntaxErrors: readonly SyntaxError[];
  /** All cells as the editor counts them, Markdown and raw ones too; empty for scripts without cells. */
  readonly cells: readonly Cell[];
  /** Language of a notebook's kernel in lower case, `python` when it says nothing; `python` for scripts. */
  readonly language: string;
  readonly magics: readonly Magic[];
}

export interface Comment {
  readonly start: number;
  readonly end: number;
}

export interface SyntaxError {
  readonly start: number;
  readonly end: number;
  /** One sentence: what was expected or not understood. */
  readonly message: string;
}

export interface Cell {
  /** 0-based among all cells. */
  readonly index: number;
  readonly type: 'code' | 'markdown' | 'raw';
  /** Language of a code cell: `python`, or what its `%%` magic says (`bash`, `sql`, `html`, `r`, ...). */
  readonly language: string;
  /** As written. */
  readonly source: string;
  /** Offsets into the document; null for cells that are not part of it (Markdown, raw). */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** The number in `In [n]`; null when never run, and always for scripts. */
  readonly executionCount: number | null;
  readonly outputs: readonly CellOutput[];
  /** From the cell's metadata. */
  readonly tags: readonly string[];
}

export interface CellOutput {
  readonly type: 'stream' | 'display_data' | 'execute_result' | 'error';
  /** UTF-16 length of the output's JSON text in the file. */
  readonly size: number;
  /** Plain text of the output, joined, cut at 100,000 characters; the traceback's last line for errors. */
  readonly text: string;
  /** `NameError` and so on, for errors. */
  readonly errorName: string | null;
  readonly executionCount: number | null;
}

/** An IPython line that is not Python. */
export interface Magic {
  readonly start: number;
  readonly end: number;
  /** `pip` of `%pip`, `timeit` of `%%timeit`, `!` for shell lines, `?` for help. */
  readonly name: string;
  /** The rest of the line, or for cell magics the rest of the first line. */
  readonly arguments: string;
  readonly isCellMagic: boolean;
}
