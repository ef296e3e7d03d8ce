import assert from 'node:assert/strict';
import type { PythonDocument } from '../../../../rules/api/python/document.ts';
import { testParser } from '../../../../tools/python-parser.ts';
import type { PythonParser } from '../parser.ts';
import { cellPlacesOf } from './cell-places.ts';
import { documentOfCells } from './notebook-document.ts';
import { readNotebook } from './read-notebook.ts';
import { notebookText } from './testing/notebook-text.ts';

describe('reading notebooks', () => {
  let parser: PythonParser;
  before(async () => {
    parser = await testParser();
  });

  function read(text: string): PythonDocument {
    const result = readNotebook({ path: '/p/a.ipynb', text }, parser);
    assert.ok(result.ok, result.ok ? '' : result.message);
    return result.document;
  }

  function refusal(text: string): string {
    const result = readNotebook({ path: '/p/a.ipynb', text }, parser);
    return result.ok ? 'read' : `${result.reason}: ${result.message}`;
  }

  /** The document without its tree, of which only the kinds of statements and their texts are told. */
  function summary({ module, ...rest }: PythonDocument): unknown {
    const body = module.body.map((node) => `${node.kind} ${rest.text.slice(node.start, node.end)}`);
    return { ...rest, module: body };
  }

  it('joins code cells and keeps what editors know of each', () => {
    const document = read(
      notebookText([
        { type: 'markdown', source: '# Title\nText' },
        { source: 'import os  # all\n!ls', count: 1, metadata: { tags: ['setup', 7] }, outputs: [{ name: 'stdout', output_type: 'stream', text: ['a\n', 'b\n'] }] },
        { type: 'raw', source: 'raw' },
        { source: '' },
        { source: '%%bash\nls', count: 3 },
        { source: 'os.name', count: 4, outputs: [{ data: { 'text/plain': ["'posix'"], 'image/png': 'AAAA' }, execution_count: 4, metadata: {}, output_type: 'execute_result' }] },
      ]),
    );
    assert.deepEqual(summary(document), {
      path: '/p/a.ipynb',
      projectPath: '/p/a.ipynb',
      kind: 'notebook',
      text: 'import os  # all\n   \n\n      \n  \nos.name',
      source: 'import os  # all\n!ls\n\n%%bash\nls\nos.name',
      module: ['Import import os', 'Expr os.name'],
      comments: [{ start: 11, end: 16 }],
      syntaxErrors: [],
      cells: [
        { index: 0, type: 'markdown', language: 'markdown', source: '# Title\nText', range: null, executionCount: null, outputs: [], tags: [] },
        {
          index: 1,
          type: 'code',
          language: 'python',
          source: 'import os  # all\n!ls',
          range: { start: 0, end: 20 },
          executionCount: 1,
          outputs: [{ type: 'stream', size: 107, text: 'a\nb\n', errorName: null, executionCount: null }],
          tags: ['setup'],
        },
        { index: 2, type: 'raw', language: 'raw', source: 'raw', range: null, executionCount: null, outputs: [], tags: [] },
        { index: 3, type: 'code', language: 'python', source: '', range: { start: 21, end: 21 }, executionCount: null, outputs: [], tags: [] },
        { index: 4, type: 'code', language: 'bash', source: '%%bash\nls', range: { start: 22, end: 31 }, executionCount: 3, outputs: [], tags: [] },
        {
          index: 5,
          type: 'code',
          language: 'python',
          source: 'os.name',
          range: { start: 32, end: 39 },
          executionCount: 4,
          outputs: [{ type: 'execute_result', size: 189, text: "'posix'", errorName: null, executionCount: 4 }],
          tags: [],
        },
      ],
      language: 'python',
      magics: [
        { start: 17, end: 20, name: '!', arguments: 'ls', isCellMagic: false },
        { start: 22, end: 28, name: 'bash', arguments: '', isCellMagic: true },
      ],
    });
  });

  it('reads format 3 with its worksheets, inputs and outputs', () => {
    const document = read(
      JSON.stringify({
        metadata: { name: '' },
        nbformat: 3,
        worksheets: [
          {
            cells: [
              { cell_type: 'heading', level: 1, source: ['Title'] },
              { cell_type: 'code', input: ['x = 1\n', 'x'], language: 'python', prompt_number: 2, outputs: [{ output_type: 'pyout', prompt_number: 2, text: ['1'] }, { output_type: 'pyerr', ename: 'E', evalue: 'v', traceback: [] }] },
            ],
          },
          { cells: [{ cell_type: 'code', input: 'y', outputs: [] }] },
        ],
      }),
    );
    assert.equal(document.source, 'x = 1\nx\ny');
    assert.deepEqual(document.cells.map(({ type, executionCount }) => [type, executionCount]), [['markdown', null], ['code', 2], ['code', null]]);
    assert.deepEqual(document.cells[1]?.outputs, [
      { type: 'execute_result', size: 54, text: '1', errorName: null, executionCount: 2 },
      { type: 'error', size: 63, text: 'E: v', errorName: 'E', executionCount: null },
    ]);
  });

  it('keeps what is broken in one cell away from the others', () => {
    const { module, syntaxErrors } = read(notebookText([{ source: "x = (1,\nprint('" }, { source: 'y = 1' }, { source: 's = """a' }, { source: 'z = 2' }]));
    const whole = module.body.filter(({ start }) => start >= 16).map((node) => node.kind);
    assert.deepEqual([whole.includes('Assign'), syntaxErrors.length > 0, module.body.at(-1)?.kind, module.body.at(-1)?.parent === module], [true, true, 'Assign', true]);
    assert.equal(module.body.some((node) => node.kind === 'Assign' && node.start === 16), true);
  });

  it('takes a cell of an unknown magic for Python if it parses', () => {
    const document = read(notebookText([{ source: '%%ipytest\nx = 1' }, { source: '%%chart\nbar { 1; 2 }' }]));
    assert.deepEqual([document.text, document.cells.map(({ language }) => language)], ['         \nx = 1\n       \n            ', ['python', 'chart']]);
    assert.deepEqual(document.syntaxErrors, []);
  });

  it('keeps the last line of a traceback, without colours', () => {
    const traceback = ['\u001b[0;31m-----\u001b[0m', '\u001b[0;31mNameError\u001b[0m: name \u001b[0;31mx\u001b[0m is not defined\n'];
    const [cell] = read(notebookText([{ source: 'x', outputs: [{ output_type: 'error', ename: 'NameError', evalue: 'x', traceback }] }])).cells;
    assert.deepEqual(cell?.outputs.map(({ type, text, errorName }) => [type, text, errorName]), [['error', 'NameError: name x is not defined', 'NameError']]);
  });

  it('cuts long outputs', () => {
    const [cell] = read(notebookText([{ source: 'x', outputs: [{ output_type: 'stream', text: ['a'.repeat(99_999), 'éé', 'b'] }, { output_type: 'stream', text: 'ü\n'.repeat(90_000) }] }])).cells;
    assert.deepEqual(cell?.outputs.map(({ text }) => [text.length, text.slice(-2)]), [[100_000, 'aé'], [100_000, 'ü\n']]);
  });

  for (const [why, metadata, language] of [
    ['the kernel says R', { kernelspec: { language: 'R', name: 'ir' } }, 'r'],
    ['only the name of the kernel is there', { kernelspec: { name: 'julia-1.9' } }, 'julia'],
    ['the language info says Scala', { language_info: { name: 'Scala' } }, 'scala'],
    ['nothing is said', {}, 'python'],
    ['metadata is no object', [1], 'python'],
    ['the kernel is a Python one', { kernelspec: { language: 'Python3', name: 'x' } }, 'python'],
  ] as const) {
    it(`knows the language when ${why}`, () => {
      const document = read(notebookText([{ source: 'x <- c(1, 2)\n!ls' }], metadata));
      assert.deepEqual([document.language, document.cells[0]?.language, document.text.length], [language, language, 16]);
      if (language !== 'python') assert.deepEqual([document.module.body, document.syntaxErrors, document.magics, document.text.trim()], [[], [], [], '']);
    });
  }

  it('gives the same document for an open editor', () => {
    const cells = [
      { type: 'markdown', languageId: 'markdown', text: '# A', executionCount: null, tags: [] },
      { type: 'code', languageId: 'python', text: 'x = 1\n%time x', executionCount: 1, tags: ['a'] },
      { type: 'code', languageId: 'sql', text: 'select 1', executionCount: null, tags: [] },
    ] as const;
    const live = documentOfCells({ path: '/p/a.ipynb', cells }, parser);
    const file = read(
      notebookText([
        { type: 'markdown', source: '# A' },
        { source: 'x = 1\n%time x', count: 1, metadata: { tags: ['a'] } },
        { source: 'select 1', metadata: { vscode: { languageId: 'sql' } } },
      ]),
    );
    assert.ok(live.ok);
    assert.deepEqual(summary(live.document), summary(file));
    assert.equal(file.text, 'x = 1\npass; x\n        ');
  });

  it('leads places to cells and back', () => {
    const document = read(notebookText([{ type: 'markdown', source: 'a' }, { source: 'x = 1\nyé' }, { source: '' }, { type: 'raw', source: 'b' }, { source: 'z\r\nw' }]));
    const places = cellPlacesOf(document);
    assert.deepEqual(
      [0, 6, 8, 9, 10, 13, 99].map((offset) => places.positionAt(offset)),
      [
        { cell: 2, at: { line: 1, column: 1 } },
        { cell: 2, at: { line: 2, column: 1 } },
        { cell: 2, at: { line: 2, column: 3 } },
        { cell: 3, at: { line: 1, column: 1 } },
        { cell: 5, at: { line: 1, column: 1 } },
        { cell: 5, at: { line: 2, column: 1 } },
        { cell: 5, at: { line: 2, column: 2 } },
      ],
    );
    assert.deepEqual(places.rangeOf({ start: 4, end: 12 }), { cell: 2, at: { start: { line: 1, column: 5 }, end: { line: 2, column: 3 } } });
    for (const offset of [0, 3, 6, 8, 9, 10, 13]) {
      const place = places.positionAt(offset);
      assert.ok(place);
      assert.equal(places.offsetAt(place), offset);
    }
    assert.equal(places.offsetAt({ cell: 1, at: { line: 1, column: 1 } }), null);
    assert.equal(cellPlacesOf(read(notebookText([]))).positionAt(0), null);
  });

  for (const [why, text, expected] of [
    ['nothing', '', 'empty: the notebook is empty; open it, write a cell and save it'],
    ['blanks', '\uFEFF \n', 'empty: the notebook is empty; open it, write a cell and save it'],
    ['Python', 'import os\n', 'damaged: the notebook is not JSON at line 1, column 1; restore the file'],
    ['a list', '[]', 'not-a-notebook: the file is JSON but no notebook: it is not an object; export the notebook again'],
    ['a number', '3', 'not-a-notebook: the file is JSON but no notebook: it is not an object; export the notebook again'],
    ['another object', '{"a": 1}', 'not-a-notebook: the file is JSON but no notebook: it has no list of cells; export the notebook again'],
    ['cells that are no list', '{"cells": {"a": 1}, "nbformat": 4}', 'not-a-notebook: the file is JSON but no notebook: it has no list of cells; export the notebook again'],
    ['a missing comma', '{\n "cells": []\n "a": 1}', 'damaged: the notebook is not JSON at line 3, column 2; restore the file'],
    ['text behind the end', '{"cells": []} x', 'damaged: the notebook is not JSON at line 1, column 15; restore the file'],
    ['a merge conflict', '{\n "cells": [\n<<<<<<< HEAD\n {}\n=======\n]}', 'damaged: the notebook has a merge conflict at line 3; resolve it'],
    ['deep nesting', `{"cells": ${'['.repeat(1_000_000)}`, 'too-deep: the JSON of the notebook nests more than 400 deep; clear its outputs and save it again'],
    ['deep objects', `{"cells": ${'{"a":'.repeat(1_000_000)}`, 'too-deep: the JSON of the notebook nests more than 400 deep; clear its outputs and save it again'],
    ['masses of cells', `{"cells": [${'0,'.repeat(500_001)}0]}`, 'too-large: the notebook has more than half a million cells, lines and outputs; split it'],
    ['too much code', notebookText([{ source: 'x = 1\n'.repeat(400_000) }]), 'too-large: more than 2,000,000 characters of Python; move data into files and code into modules'],
    ['deep code', notebookText([{ source: 'x' }, { source: '('.repeat(1_000_000) }]), 'too-deep: brackets nested more than 200 deep, which Python refuses too; split the expression'],
  ] as const) {
    it(`says what is wrong with ${why}`, () => assert.equal(refusal(text), expected));
  }

  it('says where any truncated notebook ends, and never throws', () => {
    const text = notebookText([{ source: 'x = "é\\n"\n', count: 1, outputs: [{ output_type: 'stream', text: ['\u001b[0m'] }] }]).trimEnd();
    for (let length = 1; length < text.length; length += 1) {
      assert.equal(refusal(text.slice(0, length)).replace(/at line .*;/, 'somewhere;'), 'damaged: the JSON of the notebook ends in the middle; restore the file', text.slice(0, length));
    }
  });

  it('takes wrong types for missing', () => {
    const wrong = [null, true, 1.5, -0, 'a', [], ['a', 1], {}, { tags: 1, vscode: 1 }, { kernelspec: [1] }];
    const names = ['cell_type', 'source', 'outputs', 'metadata', 'execution_count', 'id', 'text', 'data', 'traceback', 'ename', 'output_type', 'input'];
    for (const value of wrong) {
      const cell = Object.fromEntries(names.map((name) => [name, value]));
      const document = read(JSON.stringify({ cells: [value, cell, { ...cell, cell_type: 'code' }, { cell_type: 'code', source: 'x', outputs: [value, cell] }], metadata: value }));
      assert.equal(document.cells.length, 4);
      assert.equal(document.module.body.at(-1)?.kind, 'Expr');
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) assert.equal(read(JSON.stringify({ cells: [], metadata: value })).language, 'python');
    }
  });

  it('takes the last of repeated keys, and skips byte order marks', () => {
    const document = read('\uFEFF{"cells": [{}], "cells": [{"cell_type": "raw", "cell_type": "code", "source": ["a", "b"], "source": "x\\u003d1", "outputs": [{}], "outputs": []}]}');
    assert.deepEqual([document.source, document.cells[0]?.outputs, document.cells.length], ['x=1', [], 1]);
  });

  it('reads lone surrogates, raw control characters, unknown escapes and numbers of Python', () => {
    const document = read('{"cells": [{"cell_type": "code", "source": "a = \'\\ud800\'\\q\nb\\u12", "execution_count": NaN, "metadata": {"x": [-Infinity, 1e5, -0.5E-3]}}]}');
    assert.deepEqual([document.source, document.cells[0]?.executionCount], ["a = '\ud800'q\nbu12", null]);
  });

  it('reads 100 MB of images and charts, and keeps none of them', () => {
    const image = { output_type: 'display_data', data: { 'image/png': 'iVBORw0KGgo'.repeat(850_000) }, metadata: {} };
    const chart = { output_type: 'display_data', data: { 'application/vnd.plotly.v1+json': { data: [{ x: Array.from({ length: 20_000 }, (_, index) => index / 8) }] } } };
    const cells = Array.from({ length: 11 }, (_, index) => ({ source: `x = ${index}`, count: index + 1, outputs: [image, chart] }));
    const text = notebookText(cells);
    assert.ok(text.length > 100_000_000);
    const document = read(text);
    assert.deepEqual([document.cells.length, document.module.body.length, document.cells[0]?.outputs.map((output) => output.text)], [11, 11, ['', '']]);
  }).timeout(20_000);

  it('refuses what is larger than the limit without looking at it', () => {
    assert.equal(refusal(' '.repeat(150_000_001)), 'too-large: the notebook has more than 150 million characters; clear its outputs and save it again');
  });
});
