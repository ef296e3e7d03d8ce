/**
 * Examples of a rule. They are printed on its page and are its first tests: each bad one reports exactly its marks and each
 * good one nothing.
 */

/**
 * A small table as text. A line of carets under a line marks the cell above by its first and last character and names the
 * message: `    ^^^^ padded`. A line `! messageId` at the top marks the whole table (its first line). Caret lines may start with `#`.
 * Caret and `!` lines are taken out before the table is read.
 */
export interface TextExample {
  /** One sentence that says what the example shows. */
  readonly title: string;
  readonly format: 'csv' | 'jsonl' | 'json';
  readonly text: string;
  /** The file's name where it matters, e.g. `train.tsv`. */
  readonly fileName?: string;
  /** Option values of the rule, where the example needs others than the defaults (small tables and minimum supports). */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Name of the label column, where the rule needs one. */
  readonly label?: string;
  /** How the text is written, where the bytes are the point; UTF-8 when left out. */
  readonly encoding?: ExampleEncoding;
}

/** `broken-utf-8` is UTF-8 in which every U+FFFD of the text is written as the byte FF. */
export type ExampleEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'broken-utf-8';

/** A typed table, checked as Parquet. Findings of binary files stand on the file, so they are listed by column. */
export interface TypedExample {
  readonly title: string;
  readonly format: 'parquet';
  /** Column name -> DuckDB type name and values as they would be written in CSV; null is missing. */
  readonly columns: Readonly<Record<string, { readonly type: string; readonly values: readonly (string | null)[] }>>;
  /** Expected `column: messageId` (or `: messageId` for the table), sorted; empty for good examples. */
  readonly expect: readonly string[];
  readonly options?: Readonly<Record<string, unknown>>;
  readonly label?: string;
}

/**
 * A Python program. A comment line of carets under a line marks the code above: `#   ^^^^ messageId`; a first line `# ! messageId`
 * marks the whole file. Both are taken out before the program is read; carets under carets mark the same line again.
 * Notebooks are written with cell markers: `# %% [3]` is a code cell with execution count 3 (no number: never run),
 * `# %% [markdown]` a Markdown cell whose lines start with `# `, `#> text` after the code a line of output,
 * `#! NameError: text` an error output. A first line `# ! messageId` inside a cell marks the cell.
 */
export interface PythonExample {
  readonly title: string;
  readonly format: 'python' | 'notebook';
  readonly text: string;
  /** The file's name where it matters; `main.py` or `main.ipynb` when left out. */
  readonly fileName?: string;
  /** Other files of the project, by relative path: modules, data, requirements. Marks in `.py` files count too. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The text after the first fix of the first finding, where the rule has fixes. Must be without findings of the rule. */
  readonly after?: string;
}

/**
 * A small repository. A line of carets under a line marks the text above it in any of its files, `! messageId` at the top of a file its first
 * line; both are taken out before the files are read.
 */
export interface RepositoryExample {
  /** One sentence that says what the example shows. */
  readonly title: string;
  readonly format: 'repository';
  /** The first file. */
  readonly fileName: string;
  readonly text: string;
  /** Other files by relative path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** The first file after the first fix of the first finding, where the rule has fixes. */
  readonly after?: string;
}

export type Example = TextExample | TypedExample | PythonExample | RepositoryExample;
