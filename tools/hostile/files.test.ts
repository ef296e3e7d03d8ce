/** Hostile files: each is reported once with its own sentence, and costs the others nothing. */
import assert from 'node:assert/strict';
import { BROKEN_JSON, BROKEN_TEXT, DAMAGED_FILES, EMPTY_FILES, FALSE_NAMES, LONG_LINES } from './broken-files.ts';
import type { HostileFile } from './broken-files.ts';
import { saidOf, sweep } from './reports.ts';
import type { Sweep } from './reports.ts';
import { Sandbox } from './sandbox.ts';
import { repeatedGzip, runLengthZstd } from './swelling.ts';
import { cleanCsv } from './table-text.ts';

/** Peak of one process, Node and the engine at rest included: about 100 MB. */
const PEAK_BYTES = 512 * 2 ** 20;

function checkTogether(title: string, files: readonly HostileFile[], summary: string): void {
  describe(title, function () {
    this.timeout(60_000);
    let swept: Sweep;
    before(async () => {
      const sandbox = new Sandbox();
      for (const { name, content } of files) sandbox.write(name, content());
      sandbox.write('good.csv', cleanCsv());
      swept = await sweep(sandbox, ['check']);
      sandbox.close();
    });

    for (const { name, gives } of files) it(name, () => assert.deepEqual(saidOf(swept, name), gives));

    it('cost the others nothing', () => {
      assert.deepEqual([swept.summary, swept.code, swept.stderr], [summary, 2, '']);
      assert.ok((swept.peakBytes ?? 0) < PEAK_BYTES, `${swept.peakBytes} bytes of memory`);
    });
  });
}

describe('hostile files', () => {
  checkTogether('without rows', EMPTY_FILES, '1 finding (1 warning); 3 datasets checked; 7 not checked');
  checkTogether('of broken text', BROKEN_TEXT, '8 findings (7 errors, 1 warning); 7 datasets checked; 4 not checked');
  checkTogether('of broken JSON', BROKEN_JSON, '2 findings (2 errors); 6 datasets checked; 3 not checked');
  checkTogether('under false names', FALSE_NAMES, 'No findings; 5 datasets checked; 8 not checked');
  checkTogether('that are damaged', DAMAGED_FILES, 'No findings; 1 dataset checked; 8 not checked');
  checkTogether('with a line or record that goes on and on', LONG_LINES, 'No findings; 1 dataset checked; 4 not checked');
});

describe('hostile files that need a run of their own', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
  });
  afterEach(() => sandbox.close());

  it('nested JSON named by hand, which a folder passes over as no list of records', async () => {
    sandbox.write('nested.json', '['.repeat(100_000));
    const { lines, code } = await sweep(sandbox, ['check', 'nested.json']);
    assert.deepEqual([lines, code], [['nested.json: not checked (too-deep): the JSON is nested deeper than 200 levels; flatten the records'], 2]);
  });

  const SWELLS = 'not checked (too-large): the file swells more than 200 times when decompressed; decompress it yourself if you trust it';

  it('10 MB of gzip that stand for 10 GB, given up after the first', async () => {
    sandbox.write('bomb.csv.gz', repeatedGzip(`${'1'.repeat(500)},${'2'.repeat(500)}\n`.repeat(4096), 2500));
    const { lines, code, peakBytes } = await sweep(sandbox, ['check']);
    assert.deepEqual([lines, code], [[`bomb.csv.gz: ${SWELLS}`], 2]);
    assert.ok((peakBytes ?? 0) < PEAK_BYTES, `${peakBytes} bytes of memory`);
  });

  it('330 kB of zstd that stand for 10 GB of empty lines, given up after the first', async function () {
    // a thousand million lines take 15 s
    if (process.env['LINTEL_SLOW'] === undefined) this.skip();
    sandbox.write('bomb.csv.zst', runLengthZstd('a,b\n1,2\n', { byte: 0x0a, bytes: 10 * 2 ** 30 }));
    const { lines, code, peakBytes } = await sweep(sandbox, ['check']);
    assert.deepEqual([lines, code], [[`bomb.csv.zst: ${SWELLS}`], 2]);
    assert.ok((peakBytes ?? 0) < PEAK_BYTES, `${peakBytes} bytes of memory`);
  });
});
