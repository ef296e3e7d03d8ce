import assert from 'node:assert/strict';
import { testParser } from '../../../tools/python-parser.ts';
import { checkLimits } from './limits.ts';
import { lineIndexOf } from './line-index.ts';
import { readScript } from './read-script.ts';

async function documentOf(text: string): Promise<Extract<ReturnType<typeof readScript>, { ok: true }>['document']> {
  const read = readScript({ path: '/a.py', text }, await testParser());
  assert.ok(read.ok);
  return read.document;
}

describe('a script', () => {
  it('that is empty is a module without statements', async () => {
    const { module, cells, syntaxErrors } = await documentOf('');
    assert.deepEqual({ body: module.body, cells, syntaxErrors }, { body: [], cells: [], syntaxErrors: [] });
  });

  it('has its statements as children of the module', async () => {
    const { module } = await documentOf('x = 1\ny = 2\n');
    assert.deepEqual(module.body.map(({ parent }) => parent === module), [true, true]);
  });

  it('with %% comments has cells, and is still one module', async () => {
    const text = 'import a\n# %% Load\nx = 1\n#%%\ny = 2\n# %% [markdown]\n# Text\n# %%timeit\n';
    const { module, cells } = await documentOf(text);
    assert.equal(module.body.length, 3);
    assert.deepEqual(
      cells.map(({ index, type, source, range }) => ({ index, type, source, isCut: range !== null && text.slice(range.start, range.end) === source })),
      [
        { index: 0, type: 'code', source: 'import a\n', isCut: true },
        { index: 1, type: 'code', source: '# %% Load\nx = 1\n', isCut: true },
        { index: 2, type: 'code', source: '#%%\ny = 2\n', isCut: true },
        { index: 3, type: 'markdown', source: '# %% [markdown]\n# Text\n# %%timeit\n', isCut: true },
      ],
    );
  });

  it('with lines of IPython is Python around them', async () => {
    const { text, source, syntaxErrors, magics } = await documentOf('%matplotlib inline\nfiles = !ls\nif files:\n    !rm a\n');
    assert.deepEqual(
      { text: text.replace(/ +$/gm, ''), isSource: source.includes('!rm a'), syntaxErrors, magics: magics.map(({ name }) => name) },
      { text: '\nfiles = __\nif files:\n    pass\n', isSource: true, syntaxErrors: [], magics: ['matplotlib', '!', '!'] },
    );
  });

  it('with marks of other kinds has none', async () => {
    assert.deepEqual((await documentOf('# %%timeit\nx = 1 # %%\n')).cells, []);
  });
});

describe('limits of a script', () => {
  const refusals: Readonly<Record<string, string>> = {
    'a million brackets': '('.repeat(1_000_000),
    'brackets closed again': `${'['.repeat(300)}${']'.repeat(300)}`,
    'a hundred blocks': Array.from({ length: 105 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join(''),
    'a huge text': '#'.repeat(2_000_001),
    'a huge list': `x = [${'1,'.repeat(200_000)}]`,
  };

  it('name what is too much and what to do', () => {
    const seen = Object.entries(refusals).map(([name, text]) => [name, checkLimits(text)]);
    const deep = 'brackets nested more than 200 deep, which Python refuses too; split the expression';
    const large = 'more than 300,000 words and signs of Python; move data into files and code into modules';
    assert.deepEqual(Object.fromEntries(seen), {
      'a million brackets': { ok: false, reason: 'too-deep', message: deep },
      'brackets closed again': { ok: false, reason: 'too-deep', message: deep },
      'a hundred blocks': { ok: false, reason: 'too-deep', message: 'blocks nested more than 100 deep, which Python refuses too; move inner ones into functions' },
      'a huge text': { ok: false, reason: 'too-large', message: 'more than 2,000,000 characters of Python; move data into files and code into modules' },
      'a huge list': { ok: false, reason: 'too-large', message: large },
    });
  });

  it('do not count brackets in strings and comments', () => {
    assert.deepEqual(checkLimits('x = "(" # (\n'.repeat(500)), { ok: true });
  });
});

describe('lines', () => {
  it('end with any line break, and columns leave out the byte order mark', () => {
    const lines = lineIndexOf('\ufeffa\r\nb😀c\rd\n');
    assert.equal(lines.lineCount, 4);
    assert.deepEqual([0, 1, 4, 7, 9, 11, 99].map((offset) => lines.positionAt(offset)), [
      { line: 1, column: 1 },
      { line: 1, column: 1 },
      { line: 2, column: 1 },
      { line: 2, column: 4 },
      { line: 3, column: 1 },
      { line: 4, column: 1 },
      { line: 4, column: 1 },
    ]);
  });

  it('and columns give the offset back', () => {
    const lines = lineIndexOf('ab\r\ncd\n');
    assert.deepEqual([lines.offsetAt({ line: 2, column: 2 }), lines.offsetAt({ line: 1, column: 99 }), lines.offsetAt({ line: 9, column: 1 })], [5, 2, 7]);
  });
});
