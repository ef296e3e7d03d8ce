/**
 * Notebooks as text: `# %%` and `# %% [markdown]` begin cells, `# %% [3]` one with an execution count, `#> text` is output, `#! Name: text`
 * an error output. Words in braces after the marker are tags: `# %% [3] {parameters, slow}`. Pure.
 */

export interface NotebookText {
  /** The JSON of the notebook. */
  readonly json: string;
  readonly cells: readonly TextCell[];
}

export interface TextCell {
  /** 1-based line of its marker in the text. */
  readonly markerLine: number;
  /** 1-based line of its first source line. */
  readonly firstLine: number;
  readonly type: 'code' | 'markdown' | 'raw';
  readonly source: readonly string[];
  readonly output: readonly string[];
  readonly count: number | null;
  readonly tags: readonly string[];
}

const MARKER = /^# %%[ \t]*(?:\[(markdown|raw|\d+)\])?[ \t]*(?:\{([^}]*)\})?[ \t]*$/;

/** Errors: throws when something stands before the first marker. */
export function parseNotebookText(text: string): NotebookText {
  const cells: { markerLine: number; firstLine: number; type: TextCell['type']; source: string[]; output: string[]; count: number | null; tags: string[] }[] = [];
  for (const [index, line] of text.replace(/\n$/, '').split('\n').entries()) {
    const marker = MARKER.exec(line);
    const cell = cells.at(-1);
    if (marker !== null) {
      const [, kind, tags = ''] = marker;
      const type = kind === 'markdown' || kind === 'raw' ? kind : 'code';
      const names = tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '');
      cells.push({ markerLine: index + 1, firstLine: index + 2, type, source: [], output: [], count: type === 'code' && kind !== undefined ? Number(kind) : null, tags: names });
    } else if (cell === undefined) {
      throw new Error(`a notebook begins with a cell marker, not with \`${line}\``);
    } else if (cell.type === 'code' && /^#[>!](?: |$)/.test(line)) {
      cell.output.push(line);
    } else cell.source.push(line);
  }
  // blank lines before the next marker only set cells apart
  for (const cell of cells) while (cell.source.at(-1) === '') cell.source.pop();
  return { json: notebookJson(cells), cells };
}

/** Columns that a text line has in front of the cell's own line. */
export function textOffset({ type }: TextCell): number {
  return type === 'code' ? 0 : '# '.length;
}

function notebookJson(cells: readonly TextCell[]): string {
  const kernel = { display_name: 'Python 3', language: 'python', name: 'python3' };
  return `${JSON.stringify({ cells: cells.map(jsonCell), metadata: { kernelspec: kernel, language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

function jsonCell(cell: TextCell, index: number): object {
  const lines = cell.source.map((line) => (cell.type === 'code' ? line : line.replace(/^# ?/, '')));
  const source = lines.map((line, at) => (at < lines.length - 1 ? `${line}\n` : line));
  const common = { cell_type: cell.type, id: `cell-${index + 1}`, metadata: cell.tags.length === 0 ? {} : { tags: cell.tags }, source };
  return cell.type === 'code' ? { ...common, execution_count: cell.count, outputs: outputsOf(cell) } : common;
}

function outputsOf({ output }: TextCell): readonly object[] {
  const stream = output.filter((line) => line.startsWith('#>')).map((line) => `${line.slice('#> '.length)}\n`);
  const errors = output.filter((line) => line.startsWith('#!')).map((line) => {
    const [, ename = 'Exception', evalue = ''] = /^#! ?(\w+):? ?(.*)$/.exec(line) ?? [];
    return { output_type: 'error', ename, evalue, traceback: [`${ename}: ${evalue}`] };
  });
  return [...(stream.length === 0 ? [] : [{ output_type: 'stream', name: 'stdout', text: stream }]), ...errors];
}
