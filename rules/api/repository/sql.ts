/** Queries in files of SQL, as rules on them ask for it. */
import type { RepositoryFiles } from './files.ts';

export const SQL_FILES: readonly string[] = ['**/*.{sql,hql}'];

export interface SqlFile {
  readonly path: string;
  /** Comments and what stands in quotes are blanks, at the same length. */
  readonly text: string;
}

/** Changes of schemas, dumps, tests and what packages bring along are left out. */
const ELSEWHERE = /(?:^|\/)(?:migrations?|alembic|flyway|tests?|testdata|fixtures|dumps?|vendor|third_party)\/|(?:^|[_.-])(?:dump|backup|schema|ddl|test|migration)[_.-]|\/V\d+__|(?:^|\/)\d{8,}_/i;

/** Longer files are dumps of data. Own choice. */
const MOST_CHARACTERS = 200_000;

export function sqlFiles(files: RepositoryFiles): readonly SqlFile[] {
  return files.matching(...SQL_FILES).flatMap(({ path }) => {
    const text = ELSEWHERE.test(path) ? null : files.text(path);
    return text === null || text.length > MOST_CHARACTERS ? [] : [{ path, text: text.replace(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g, (piece) => piece.replace(/[^\n]/g, ' ')) }];
  });
}

/** Statements between semicolons, with where they start. */
export function statementsOf({ text }: SqlFile): readonly { readonly text: string; readonly start: number }[] {
  const statements: { text: string; start: number }[] = [];
  let start = 0;
  for (const part of text.split(';')) {
    statements.push({ text: part, start });
    start += part.length + 1;
  }
  return statements;
}
