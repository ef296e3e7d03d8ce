/** Hostile programs and notebooks: each ends in time with findings or one clear sentence, and costs the others nothing. */
import assert from 'node:assert/strict';
import { EXPLODING, UNPARSED } from './programs.ts';
import type { HostileProgram } from './programs.ts';
import { saidOf, sweep } from './reports.ts';
import type { Sweep } from './reports.ts';
import { Sandbox } from './sandbox.ts';

/** Peak of the command line and its two processes that check code. */
const PEAK_BYTES = 900 * 2 ** 20;
const isSlow = process.env['LINTEL_SLOW'] !== undefined;

/** What all of them get, since none says what it needs. */
const UNDECLARED = / reproducibility\/undeclared-dependency /;

function checkTogether(title: string, programs: readonly HostileProgram[]): void {
  describe(title, function () {
    this.timeout(isSlow ? 300_000 : 90_000);
    let swept: Sweep;
    before(async () => {
      const sandbox = new Sandbox();
      for (const { name, content } of programs) sandbox.write(name, content());
      sandbox.write('good.py', 'x = 1.0\nprint(x == float("nan"))\n');
      swept = await sweep(sandbox, ['check', '--time-limit', '60s']);
      sandbox.close();
    });

    for (const { name, gives } of programs) it(name, () => assert.deepEqual(saidOf(swept, name).filter((line) => !UNDECLARED.test(line)), gives));

    it('cost the others nothing', () => {
      assert.deepEqual(saidOf(swept, 'good.py').map((line) => line.split(' ')[2]), ['correctness/nan-equality']);
      assert.ok((swept.peakBytes ?? 0) < PEAK_BYTES, `${swept.peakBytes} bytes of memory`);
    });
  });
}

describe('hostile programs', () => {
  checkTogether('that do not parse', UNPARSED);
  checkTogether('with more ways through them than anyone can follow', EXPLODING);
});

describe('hostile projects', function () {
  this.timeout(isSlow ? 300_000 : 60_000);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.close());

  it('of 500 modules that import each other in a circle', async () => {
    const count = 500;
    for (let index = 0; index < count; index += 1) {
      const [next, other] = [(index + 1) % count, (index * 7) % count];
      sandbox.write(`m${index}.py`, `from m${next} import f${next}\nfrom m${other} import *\nimport pandas as pd\ndef f${index}(x):\n    return f${next}(x)\ny = f${index}(pd.DataFrame())\n`);
    }
    const { lines, summary, peakBytes } = await sweep(sandbox, ['check']);
    assert.deepEqual([lines.filter((line) => !UNDECLARED.test(line)), summary.split('; ')[1]], [[], '500 Python files checked']);
    assert.ok((peakBytes ?? 0) < PEAK_BYTES, `${peakBytes} bytes of memory`);
  });

  for (const files of isSlow ? [20_000] : [400]) {
    it(`of ${files} tiny programs`, async () => {
      for (let index = 0; index < files; index += 1) {
        sandbox.write(`p${Math.floor(index / 200)}/m${index}.py`, `import pandas as pd\nfrom m${(index * 7) % files} import x\nx = pd.read_csv('a${index}.csv')\n`);
      }
      const { summary, peakBytes } = await sweep(sandbox, ['check']);
      assert.equal(summary.split('; ')[1], `${files.toLocaleString('en')} Python files checked`);
      assert.ok((peakBytes ?? 0) < PEAK_BYTES, `${peakBytes} bytes of memory`);
    });
  }

  const notebook = (cells: readonly string[]): string => `{"cells": [${cells.join(',')}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}`;
  const cell = (source: string, outputs: string): string => `{"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [${outputs}], "source": ["${source}"]}`;

  it('with a notebook of 100 MB in one image', async () => {
    const image = `{"output_type": "display_data", "data": {"image/png": "${'A'.repeat(100_000_000)}"}, "metadata": {}}`;
    sandbox.write('image.ipynb', notebook([cell('x = 1', image)]));
    const { lines, peakBytes } = await sweep(sandbox, ['check']);
    assert.deepEqual(lines, ['image.ipynb:cell 1:1:1: warning notebook/big-output The outputs of this cell take 100 million characters in the file']);
    assert.ok((peakBytes ?? 0) < PEAK_BYTES, `${peakBytes} bytes of memory`);
  });

  it('with a notebook of 200 MB', async () => {
    sandbox.write('huge.ipynb', notebook([cell('x = 1', '').replace('1"', `${' '.repeat(200_000_000)}1"`)]));
    const { lines } = await sweep(sandbox, ['check']);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^huge\.ipynb: not checked \(too-large\): /);
  });

  it('with a notebook of 100 MB in 100,000 cells', async function () {
    if (!isSlow) this.skip();
    const output = `{"output_type": "stream", "name": "stdout", "text": ["${'x'.repeat(900)}"]}`;
    sandbox.write('cells.ipynb', notebook(Array.from({ length: 100_000 }, (_, index) => cell(`x${index} = ${index}`, output))));
    const { summary } = await sweep(sandbox, ['check']);
    assert.match(summary, /; 1 Python file checked$/);
  });
});
