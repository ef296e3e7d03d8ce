import assert from 'node:assert/strict';
import { plainCell, plainLines } from './plain-python.ts';

/** What is left of the source, trailing blanks cut; the magics as `name|arguments`. */
function plain(source: string): { readonly text: string; readonly language: string; readonly magics: readonly string[] } {
  const cell = plainCell(source, 100);
  assert.equal(cell.text.length, source.length);
  assert.deepEqual(cell.text.replace(/[^\r\n]/g, ''), source.replace(/[^\r\n]/g, ''));
  for (const { start, end } of cell.magics) assert.ok(100 <= start && start < end && end <= 100 + source.length);
  return {
    text: cell.text.replace(/ +$/gm, ''),
    language: cell.isGuess ? `${cell.language}?` : cell.language,
    magics: cell.magics.map(({ name, arguments: rest, isCellMagic }) => `${isCellMagic ? '%%' : ''}${name}|${rest}`),
  };
}

describe('IPython lines as plain Python', () => {
  for (const [why, source, text, magics] of [
    ['a line magic', '%matplotlib inline\nx = 1', '\nx = 1', ['matplotlib|inline']],
    ['a magic with a blank behind its sign', '% matplotlib inline\n', '\n', ['matplotlib|inline']],
    ['a shell line', '!pip install -q torch==2.1\nx', '\nx', ['!|pip install -q torch==2.1']],
    ['a shell line that is continued', '!pip install a \\\n  b \\\r\n  c\nx', '\n\r\n\nx', ['!|pip install a b c']],
    ['a magic in a block', 'if x:\n    %run a.py\n    y', 'if x:\n    pass\n    y', ['run|a.py']],
    ['a magic too short for `pass`', 'if x:\n  !a\n  y', 'if x:\n  0\n  y', ['!|a']],
    ['a shell line in a block that is continued', 'if x:\n\t!ls \\\n  -l\ny', 'if x:\n\tpass\n\ny', ['!|ls -l']],
    ['what a command gives', 'files = !ls *.csv\nfiles', 'files = __\nfiles', ['!|ls *.csv']],
    ['what a command of one letter gives', 'x = !w', 'x = __', ['!|w']],
    ['what a command without a name gives', 'x = !', 'x = _', ['!|']],
    ['several names and items', 'a, b = !c\nd["k"] = %env X', 'a, b = __\nd["k"] = __', ['!|c', 'env|X']],
    ['a timed statement', '%time model.fit(X, y)', 'pass; model.fit(X, y)', ['time|model.fit(X, y)']],
    ['a timed statement with options', '%timeit -n 10 -r3 f(x)', 'pass;             f(x)', ['timeit|-n 10 -r3 f(x)']],
    ['a timed block', '%time for i in x: f(i)\ny', '\ny', ['time|for i in x: f(i)']],
    ['a timed value', 'm = %time fit(X)', 'm =       fit(X)', ['time|fit(X)']],
    ['help before', '?df\n??df.head', '\n', ['?|df', '?|df.head']],
    ['help behind', 'df.head?\nX[0].mean??\nn*.read*?', '\n\n', ['?|df.head', '?|X[0].mean', '?|n*.read*']],
    ['help in a block', 'if x:\n    a?\n', 'if x:\n    0\n', ['?|a']],
    ['commands without a sign', 'pip install x==1\nconda install y\ncd ..\nls data', '\n\n\n', ['pip|install x==1', 'conda|install y', 'cd|..', 'ls|data']],
    ['a magic behind a broken text', "print('a)\n%cd x", "print('a)\n%cd x", []],
    ['a quote in a shell line', "!echo it's\nx = 'a'\n!ls", "\nx = 'a'\n", ["!|echo it's", '!|ls']],
    ['a bracket in a shell line', '!echo (\nx = 1\n!ls', '\nx = 1\n', ['!|echo (', '!|ls']],
    ['a shell line behind a timed statement of two lines', '%time f(1,\n 2)\n!ls', 'pass; f(1,\n 2)\n', ['time|f(1,', '!|ls']],
  ] as const) {
    it(why, () => assert.deepEqual(plain(source), { text, language: 'python', magics }));
  }

  for (const [why, source] of [
    ['a remainder in brackets', "print('%d'\n      % x)"],
    ['a remainder behind a backslash', "a = b \\\n  % c"],
    ['a remainder in a subscript', 'x = a[\n%b\n]'],
    ['a triple-quoted text', 's = """\n!ls\n%magic\nwhat?\n%%bash\n"""'],
    ['a triple-quoted text with quotes inside', "s = '''it's \\''' \"\n!ls\n'''"],
    ['a question in a comment', 'x = 1  # why?\n# really?\n'],
    ['a question in a text', "x = 'why?'\nprint('a?')"],
    ['formatting with a text first', '"x = %d" % 3'],
    ['formatting behind an equals sign', "x = '%s' % y\nx == '%'\nf(a='%')"],
    ['comparisons and unequal', 'a != b\nx = a != b'],
    ['names like commands', 'pip = 1\nls = [1]\ncd in ls\nls - 1\npip .x\nls if cd else pip\n'],
    ['a text of one line that goes on', "x = 'a\\\n!b'"],
    ['a nested f-string', 'x = f"{d["a"]}"\ny = 1'],
  ] as const) {
    it(`leaves ${why}`, () => {
      assert.equal(plainCell(source, 0).text, source);
      assert.deepEqual(plainCell(source, 0).magics, []);
    });
  }

  for (const [why, source, text, language, magics] of [
    ['timing keeps the cell', '%%time\nx = 1\n!ls', '\nx = 1\n', 'python', ['%%time|', '!|ls']],
    ['capturing keeps the cell', '\n%%capture out --no-stderr\nx', '\n\nx', 'python', ['%%capture|out --no-stderr']],
    ['magics under each other', '%%time\n%%capture\nx', '\n\nx', 'python', ['%%time|', '%%capture|']],
    ['a shell cell', '%%bash -s $x\nls | wc "\n', '\n\n', 'bash', ['%%bash|-s $x']],
    ['a shell cell by sign', '%%!\nls', '\n', 'bash', ['%%!|']],
    ['a cell of another language under a timed one', '%%time\n%%sql\nselect 1', '\n\n', 'sql', ['%%time|', '%%sql|']],
    ['a cell written to a file', '%%writefile a.py\nimport x', '\n', 'text', ['%%writefile|a.py']],
    ['R by its letter', '%%R -i df -o res\nres <- f(df)', '\n', 'r', ['%%R|-i df -o res']],
    ['a script', '%%script /bin/bash --out x\nls', '\n', 'bash', ['%%script|/bin/bash --out x']],
    ['Python in another process', '%%python3\nx = 1', '\n', 'script', ['%%python3|']],
    ['a magic below a comment', '# Step 1\n%%html\n<b>', '# Step 1\n\n', 'html', ['%%html|']],
    ['an unknown magic', '%%ipytest -q\ndef test(): pass', '\ndef test(): pass', 'ipytest?', ['%%ipytest|-q']],
    ['a cell magic in the middle', 'x = 1\n%%time\ny', 'x = 1\n\ny', 'python', ['%%time|']],
  ] as const) {
    it(`cell magics: ${why}`, () => assert.deepEqual(plain(source), { text, language, magics }));
  }

  it('gives the places of magics in their document', () => {
    const source = 'x = 1\nfiles = !ls\n  %cd a\n';
    const magics = plainLines(source, 7).magics.map(({ start, end }) => source.slice(start - 7, end - 7));
    assert.deepEqual(magics, ['!ls', '%cd a']);
  });

  it('takes no long over hostile text', () => {
    for (const source of ['%%time\n'.repeat(200_000), `${'x, '.repeat(300_000)}= !ls`, `${'a'.repeat(1_000_000)}?`, `x = ${'('.repeat(500_000)}\n!ls`, `%a \\\n${'\\\n'.repeat(500_000)}`, `!${'\\'.repeat(500_000)}\n`, `${'"'.repeat(999_999)}?`]) {
      assert.equal(plainCell(source, 0).text.length, source.length);
    }
  }).timeout(5000);
});
