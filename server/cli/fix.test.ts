/** `lintel fix`, run on small projects: what is written, what is printed, what is left alone. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.resolve(import.meta.dirname, '../../dist/cli.cjs');

const SCRIPT = 'import numpy as np\nimport pandas as pd\n\ndf = pd.read_csv("people.csv")  # everyone\nunknown = df[df["age"] == np.nan]\n';
const MENDED = SCRIPT.replace('df["age"] == np.nan', 'df["age"].isna()');
const NOTEBOOK = `{"cells": [{"cell_type": "code", "execution_count": null, "id": "a", "metadata": {}, "outputs": [], "source": ${JSON.stringify(SCRIPT)}}], "metadata": {"x":  1}, "nbformat": 4, "nbformat_minor": 5}`;
const RULE = ['--select', 'correctness/nan-equality', '--isolated'];

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('mending from the command line', function () {
  this.timeout(60_000);
  let folder: string;
  before(() => freshBundle());
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-fix-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string | Buffer): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const lintel = (...args: readonly string[]): Result => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args, ...RULE, '--no-progress', '--format', 'concise'], { cwd: folder, encoding: 'utf8' });
    return { code: status, stdout, stderr };
  };

  it('writes the mended script and notebook, and reports what is left', () => {
    write('main.py', SCRIPT);
    write('look.ipynb', NOTEBOOK);
    const { code, stdout, stderr } = lintel('fix', '.');
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: 'No findings; 2 Python files checked\n', stderr: 'lintel: mended 2 findings in 2 files\n' });
    assert.equal(read('main.py'), MENDED);
    assert.equal(read('look.ipynb'), NOTEBOOK.replace(JSON.stringify(SCRIPT), JSON.stringify(MENDED)));
  });

  it('prints a patch that git can apply, and writes nothing', () => {
    write('main.py', SCRIPT);
    const { code, stdout } = lintel('check', '--diff', 'main.py');
    assert.deepEqual({ code, text: read('main.py') }, { code: 1, text: SCRIPT });
    write('change.patch', stdout);
    assert.equal(spawnSync('git', ['apply', 'change.patch'], { cwd: folder }).status, 0);
    assert.equal(read('main.py'), MENDED);
  });

  it('keeps byte order mark, line ends, permissions and links', () => {
    write('real/main.py', `\ufeff${SCRIPT.replaceAll('\n', '\r\n')}`);
    chmodSync(path.join(folder, 'real/main.py'), 0o751);
    symlinkSync(path.join('real', 'main.py'), path.join(folder, 'main.py'));
    assert.equal(lintel('fix', 'main.py').code, 0);
    assert.equal(read('real/main.py'), `\ufeff${MENDED.replaceAll('\n', '\r\n')}`);
    assert.equal(statSync(path.join(folder, 'real/main.py')).mode & 0o777, 0o751);
  });

  it('leaves a file in another encoding alone and says so', () => {
    const bytes = Buffer.from(`# coding: latin-1\n# café\n${SCRIPT}`, 'latin1');
    write('main.py', bytes);
    const { code, stderr } = lintel('fix', 'main.py');
    assert.deepEqual({ code, stderr }, { code: 2, stderr: 'lintel: main.py: not mended, it is no UTF-8 text; save it as UTF-8\nlintel: nothing to mend\n' });
    assert.ok(readFileSync(path.join(folder, 'main.py')).equals(bytes));
  });

  it('leaves findings alone that are ignored', () => {
    const ignored = SCRIPT.replace('unknown =', '# lintel: ignore[correctness/nan-equality] shown in class\nunknown =');
    write('main.py', ignored);
    assert.deepEqual({ ...lintel('fix', 'main.py'), text: read('main.py') }, { code: 0, stdout: 'No findings; 1 Python file checked; 1 silenced in the code\n', stderr: 'lintel: nothing to mend\n', text: ignored });
  });

  it('refuses unsafe fixes without saying what to do with them', () => {
    write('main.py', SCRIPT);
    assert.deepEqual(lintel('check', '--unsafe-fixes', 'main.py'), { code: 2, stdout: '', stderr: 'lintel: --unsafe-fixes needs --fix or --diff\n' });
  });
});
