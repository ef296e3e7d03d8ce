/** Notebook files for tests, written as Jupyter writes them. */

export interface CellSpec {
  readonly type?: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly count?: number | null;
  readonly outputs?: readonly unknown[];
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly id?: string;
}

/** Returns a notebook of format 4 with Jupyter's indentation. */
export function notebookText(cells: readonly CellSpec[], metadata: unknown = { kernelspec: { language: 'python', name: 'python3' } }): string {
  return `${JSON.stringify({ cells: cells.map(cellJson), metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function cellJson({ type = 'code', source, count = null, outputs = [], metadata = {}, id }: CellSpec): unknown {
  return {
    cell_type: type,
    ...(type === 'code' ? { execution_count: count } : {}),
    ...(id === undefined ? {} : { id }),
    metadata,
    ...(type === 'code' ? { outputs } : {}),
    source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
  };
}
