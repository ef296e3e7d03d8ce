import assert from 'node:assert/strict';
import { seededRandom } from '../../../../tools/sample-project/random.ts';
import type { Random } from '../../../../tools/sample-project/random.ts';
import type { PythonParser } from '../parser.ts';
import { clearOutputs, deleteCell, insertCell } from './cell-edits.ts';
import { applyDocumentEdits, applyEdits } from './edit-notebook.ts';
import type { OpenNotebook, TextEdit } from './edit-notebook.ts';
import { readNotebook } from './read-notebook.ts';
import { notebookText } from './testing/notebook-text.ts';

/** Edits do not look at the syntax tree. */
const NO_TREE: PythonParser = { parse: () => ({ body: [], comments: [], syntaxErrors: [] }) };

function open(text: string): OpenNotebook {
  const result = readNotebook({ path: '/p/a.ipynb', text }, NO_TREE);
  assert.ok(result.ok, result.ok ? '' : result.message);
  return { text, document: result.document, map: result.map };
}

/** The edit that replaces the one place where `old` stands in the document. */
function replacing(notebook: OpenNotebook, old: string, newText: string): TextEdit {
  const start = notebook.document.source.indexOf(old);
  assert.ok(start >= 0);
  return { start, end: start + old.length, newText };
}

describe('editing notebooks', () => {
  const JUPYTER = notebookText([
    { type: 'markdown', source: '# é' },
    { source: 'import os\nx = 1\ny = "a\tb"', count: 1 },
  ]);

  it('touches only the string of the line', () => {
    const notebook = open(JUPYTER);
    assert.equal(applyDocumentEdits(notebook, [replacing(notebook, '1', '"ü\\n"')]), JUPYTER.replace('x = 1', 'x = \\"ü\\\\n\\"'));
  });

  it('adds a line as a string of its own', () => {
    const notebook = open(JUPYTER);
    assert.equal(applyDocumentEdits(notebook, [{ start: 10, end: 10, newText: 'import re\nimport io\n' }]), JUPYTER.replace('"x = 1', '"import re\\n",\n    "import io\\n",\n    "x = 1'));
  });

  it('adds a line at the end', () => {
    const notebook = open(JUPYTER);
    const end = notebook.document.source.length;
    assert.equal(applyDocumentEdits(notebook, [{ start: end, end, newText: '\nz' }]), JUPYTER.replace('b\\""', 'b\\"\\n",\n    "z"'));
  });

  it('takes a line away', () => {
    const notebook = open(JUPYTER);
    assert.equal(applyDocumentEdits(notebook, [replacing(notebook, 'x = 1\n', '')]), JUPYTER.replace('    "x = 1\\n",\n', ''));
  });

  it('takes the last line away with the break before it', () => {
    const notebook = open(JUPYTER);
    assert.equal(applyDocumentEdits(notebook, [replacing(notebook, '\ny = "a\tb"', '')]), JUPYTER.replace('\\n",\n    "y = \\"a\\tb\\""', '"'));
  });

  it('moves a line', () => {
    const notebook = open(JUPYTER);
    const edits = [replacing(notebook, 'x = 1\n', ''), { start: 0, end: 0, newText: 'x = 1\n' }];
    assert.equal(applyDocumentEdits(notebook, edits), JUPYTER.replace('    "import os\\n",\n    "x = 1\\n",\n', '    "x = 1\\n",\n    "import os\\n",\n'));
  });

  it('empties a cell and fills an empty one', () => {
    const text = notebookText([{ source: 'a\nb' }, { source: '' }]);
    const notebook = open(text);
    const edited = applyDocumentEdits(notebook, [
      { start: 0, end: 3, newText: '' },
      { start: 4, end: 4, newText: 'c\nd' },
    ]);
    assert.equal(edited, notebookText([{ source: '' }, { source: 'c\nd' }]));
  });

  it('escapes letters where the file does', () => {
    const notebook = open('{"cells":[{"cell_type":"code","source":"a = \'\\u00e9\\ud83d\\ude00\'"}]}');
    assert.equal(applyDocumentEdits(notebook, [{ start: 5, end: 6, newText: 'ü😀' }]), '{"cells":[{"cell_type":"code","source":"a = \'\\u00fc\\ud83d\\ude00\\ud83d\\ude00\'"}]}');
  });

  it('keeps one string where the file has one, and Windows line ends', () => {
    const text = '{\r\n  "cells": [ { "cell_type": "code", "source": "a\\r\\nb\\/" } ]\r\n}\r\n';
    const notebook = open(text);
    assert.equal(applyDocumentEdits(notebook, [{ start: 3, end: 3, newText: 'c\r\n' }]), text.replace('b', 'c\\r\\nb'));
  });

  it('refuses what no edit of one cell is', () => {
    const notebook = open(notebookText([{ source: 'ab' }, { source: 'cd' }]));
    const edit = (start: number, end: number): TextEdit => ({ start, end, newText: '' });
    for (const edits of [[edit(1, 4)], [edit(0, 2), edit(1, 2)], [edit(5, 6)], [edit(-1, 0)], [edit(2, 1)]]) assert.equal(applyDocumentEdits(notebook, edits), null);
    assert.equal(applyDocumentEdits(open('{"cells": [{"cell_type": "code", "source": ["a", 1]}]}'), [edit(0, 1)]), null);
  });

  it('adds cells that look like the others', () => {
    const specs = [{ source: 'a', id: 'aaaaaaaa' }, { type: 'markdown', source: 'b', id: 'bbbbbbbb' }] as const;
    const text = notebookText(specs);
    const insert = (index: number, type: 'code' | 'markdown', source: string): string => {
      const edit = insertCell(open(text), index, { type, source });
      assert.ok(edit);
      return applyEdits(text, [edit]);
    };
    assert.equal(insert(0, 'markdown', '# T\nü'), notebookText([{ type: 'markdown', source: '# T\nü', id: '9adfbd08' }, ...specs]));
    assert.equal(insert(1, 'code', 'x'), notebookText([specs[0], { source: 'x', id: 'fd0c5087' }, specs[1]]));
    assert.equal(insert(2, 'code', ''), notebookText([...specs, { source: '', id: '811c9dc5' }]));
  });

  it('adds cells to compact and empty files', () => {
    const added = (text: string): string | null => {
      const edit = insertCell(open(text), 0, { type: 'code', source: 'x\ny' });
      return edit === null ? null : applyEdits(text, [edit]);
    };
    assert.equal(added('{"cells":[{"cell_type":"raw","source":""}]}'), '{"cells":[{"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["x\\n","y"]},{"cell_type":"raw","source":""}]}');
    assert.equal(added(notebookText([])), notebookText([{ source: 'x\ny' }]));
    assert.equal(added('{"worksheets": [{"cells": []}]}'), null);
  });

  it('takes cells away', () => {
    const specs = [{ source: 'a' }, { source: '' }, { source: 'c' }];
    const without = (text: string, index: number): string | null => {
      const edit = deleteCell(open(text), index);
      return edit === null ? null : applyEdits(text, [edit]);
    };
    for (const index of [0, 1, 2]) assert.equal(without(notebookText(specs), index), notebookText(specs.filter((_, at) => at !== index)));
    assert.equal(without('{"cells": [{"a": 1}]}', 0), '{"cells": []}');
    assert.equal(without('{"cells": []}', 0), null);
  });

  it('clears outputs and counts', () => {
    const text = notebookText([{ source: 'a', count: 3, outputs: [{ output_type: 'stream', text: '"]' }] }, { source: 'b', count: 4 }, { type: 'raw', source: '' }]);
    const notebook = open(text);
    assert.equal(applyEdits(text, clearOutputs(notebook, 0)), notebookText([{ source: 'a' }, { source: 'b', count: 4 }, { type: 'raw', source: '' }]));
    assert.deepEqual([clearOutputs(open(notebookText([{ source: 'a' }])), 0), clearOutputs(notebook, 2), clearOutputs(notebook, 9)], [[], [], []]);
  });

  it('reads back what was edited, with all else as it was (2000 notebooks, seed 7)', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2000; round += 1) checkRound(random);
  }).timeout(60_000);
});

const PIECES = ['a', 'x = 1', '\n', '\n', '\r\n', '\\', '"', '\t', 'é', '😀', '\ud800', '\\n', '\u0001', '    ', '# c'];

function randomText(random: Random, most: number): string {
  return Array.from({ length: random.between(0, most) }, () => random.pick(PIECES)).join('');
}

function checkRound(random: Random): void {
  const indent = random.pick([0, 1, 2, '\t']);
  const cells = Array.from({ length: random.between(1, 4) }, () => randomCell(random));
  let text = JSON.stringify({ metadata: {}, cells, nbformat: 4 }, null, indent);
  if (random.chance(0.3)) text = text.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (random.chance(0.2)) text = text.replaceAll('\n', '\r\n');
  const notebook = open(text);
  const edits = randomEdits(random, notebook);
  const edited = applyDocumentEdits(notebook, edits);
  assert.ok(edited !== null);
  const back = open(edited);
  assert.equal(back.document.source, applyEdits(notebook.document.source, edits));
  assert.equal(withoutSources(back), withoutSources(notebook));
  checkUntouchedStrings(notebook, back, edits);
}

function randomCell(random: Random): unknown {
  const text = randomText(random, 12);
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  return { cell_type: random.chance(0.8) ? 'code' : 'markdown', id: String(random.between(0, 999)), source: random.chance(0.7) ? lines : text, outputs: [{ text: [randomText(random, 3)] }] };
}

function randomEdits(random: Random, { document }: OpenNotebook): readonly TextEdit[] {
  return document.cells.flatMap(({ range }) => {
    const edits: TextEdit[] = [];
    for (let at = range?.start ?? 0; range !== null && at <= range.end && random.chance(0.7); ) {
      const start = random.between(at, range.end);
      const end = Math.min(range.end, start + random.pick([0, 0, 1, 3, 20]));
      edits.push({ start, end, newText: randomText(random, 3) });
      at = end + 1;
    }
    return edits;
  });
}

/** The file with every source of code blanked. */
function withoutSources({ text, document, map }: OpenNotebook): string {
  return applyEdits(text, document.cells.flatMap(({ index, range }) => {
    const span = map.cells[index]?.source?.span;
    return range === null || span === undefined ? [] : [{ ...span, newText: '' }];
  }));
}

/** A string of a list that no edit touches is there again, byte by byte. */
function checkUntouchedStrings(before: OpenNotebook, after: OpenNotebook, edits: readonly TextEdit[]): void {
  for (const { index, range } of before.document.cells) {
    const source = before.map.cells[index]?.source;
    const now = after.map.cells[index]?.source;
    if (range === null || source?.kind !== 'list' || now === undefined || now === null) continue;
    const nowSpan = after.text.slice(now.span.start, now.span.end);
    for (const [at, string] of source.strings.entries()) {
      const start = range.start + string.offset;
      const end = range.start + (source.strings[at + 1]?.offset ?? range.end - range.start);
      if (edits.every((edit) => edit.end < start || edit.start > end)) assert.ok(nowSpan.includes(before.text.slice(string.start, string.end)));
    }
  }
}
