/** Hostile folders: what is no regular file is never opened, links are not followed, and size has a limit that is told. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { sweep } from './reports.ts';
import { Sandbox } from './sandbox.ts';
import { cleanCsv, csvOf } from './table-text.ts';

const RAGGED = `${cleanCsv()}1,2,3\n`;
const RAGGED_LINE = '22:1: error structure/inconsistent-row-width Row has 3 fields, the others have 2';
const NOT_REGULAR = 'not checked (unreadable): this is not a regular file; copy the data into one';
const NOT_REACHED = 'not checked (unreadable): the file cannot be reached; check the link or the permissions';
/** Root may read everything. */
const isRoot = process.getuid?.() === 0;
const isSlow = process.env['LINTEL_SLOW'] !== undefined;

describe('hostile folders', function () {
  this.timeout(isSlow ? 300_000 : 60_000);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = new Sandbox();
    sandbox.write('good.csv', cleanCsv());
  });
  afterEach(() => sandbox.close());

  describe('of things that are no files', () => {
    beforeEach(function () {
      if (process.platform === 'win32') this.skip();
      execFileSync('mkfifo', [sandbox.path('pipe.csv')]);
      mkdirSync(sandbox.path('folder.csv'));
      symlinkSync('loop.csv', sandbox.path('loop.csv'));
      symlinkSync('.', sandbox.path('self'));
      symlinkSync('/dev/zero', sandbox.path('zero.csv'));
      symlinkSync('gone', sandbox.path('dangling.csv'));
      writeFileSync(path.join(sandbox.out, 'secret.csv'), RAGGED);
      symlinkSync('../out/secret.csv', sandbox.path('outside.csv'));
      symlinkSync('../out', sandbox.path('elsewhere'));
    });

    it('are passed over, and links are counted', async () => {
      sandbox.write('folder.csv/inside.csv', RAGGED);
      const swept = await sweep(sandbox, ['check']);
      assert.deepEqual([swept.lines, swept.summary], [[`folder.csv/inside.csv:${RAGGED_LINE}`], '1 finding (1 error); 2 datasets checked']);
      assert.equal(swept.stderr, 'lintel: 4 links not followed; name a file to check it all the same\n');
    });

    it('are no configuration', async () => {
      execFileSync('mkfifo', [sandbox.path('lintel.yaml')]);
      const { code, stdout, stderr } = await sandbox.run(['check', 'good.csv']);
      assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: '', stderr: 'lintel: lintel.yaml: this file cannot be read, is not UTF-8 text, or is larger than 1 MB\n' });
    });

    it('are refused when named, but links are followed', async () => {
      const names = ['good.csv', 'pipe.csv', 'folder.csv', 'loop.csv', 'zero.csv', 'dangling.csv', 'outside.csv', 'self/self/good.csv', 'gone.csv', 'good.csv/x', 'n'.repeat(5000)];
      const swept = await sweep(sandbox, ['check', ...names]);
      assert.deepEqual(swept.lines, [
        `outside.csv:${RAGGED_LINE}`,
        `dangling.csv: ${NOT_REACHED}`,
        'gone.csv: not checked (unreadable): there is no such file or folder; did you mean `good.csv`?',
        'good.csv/x: not checked (unreadable): there is no such file or folder',
        `loop.csv: ${NOT_REACHED}`,
        `${'n'.repeat(1000)}…: not checked (unreadable): there is no such file or folder`,
        `pipe.csv: ${NOT_REGULAR}`,
        `zero.csv: ${NOT_REGULAR}`,
      ]);
      assert.deepEqual([swept.summary, swept.code], ['1 finding (1 error); 3 datasets checked; 7 not checked', 2]);
    });

    it('are not connected to', async () => {
      const socket = sandbox.path('socket.csv');
      let connections = 0;
      const server = createServer(() => (connections += 1));
      await new Promise<void>((resolve) => server.listen(socket, resolve));
      const swept = await sweep(sandbox, ['check', 'socket.csv']);
      await new Promise((resolve) => server.close(resolve));
      assert.deepEqual([swept.lines, connections], [[`socket.csv: ${NOT_REGULAR}`], 0]);
    }).timeout(60_000);
  });

  it('with a file nobody may read', async () => {
    chmodSync(sandbox.write('locked.csv', RAGGED), 0);
    const swept = await sweep(sandbox, ['check']);
    const refused = 'locked.csv: not checked (unreadable): the file may not be read by this user; change its permissions';
    assert.deepEqual(swept.lines, [isRoot ? `locked.csv:${RAGGED_LINE}` : refused]);
  });

  it('that nobody may write to', async () => {
    chmodSync(sandbox.folder, 0o555);
    assert.equal((await sweep(sandbox, ['check'])).summary, 'No findings; 1 dataset checked');
    chmodSync(sandbox.folder, 0o755);
  });

  it('that nest 300 deep, beside others', async () => {
    sandbox.write(`a${'/d'.repeat(300)}/x.csv`, RAGGED);
    sandbox.write(`b${'/d'.repeat(35)}/x.csv`, RAGGED);
    const swept = await sweep(sandbox, ['check']);
    assert.deepEqual(swept.lines, [
      `b${'/d'.repeat(35)}/x.csv:${RAGGED_LINE}`,
      '.: not checked (too-large): folders nest more than 40 deep; name the folders that hold data, or use `exclude`',
    ]);
    assert.deepEqual([swept.summary, swept.code], ['1 finding (1 error); 2 datasets checked; 1 not checked', 2]);
  });

  it('of parts that are not of one table', async () => {
    sandbox.write('columns/part-0.csv', cleanCsv());
    sandbox.write('columns/part-1.csv', csvOf(['a', 'c'], 20));
    sandbox.write('widths/part-0.csv', '1.5,2.25\n4.5,5.75\n7.5,1.25\n');
    sandbox.write('widths/part-1.csv', '1.5,2.25,3.5\n3.5,1.5,4.5\n9.5,9.25,9.75\n');
    sandbox.write('formats/part-0.csv', cleanCsv());
    sandbox.write('formats/part-1.csv', '{"a": 1}\n{"a": 2}\n');
    sandbox.write('cut/part-0.parquet', 'PAR1 and then some');
    sandbox.write('cut/part-1.parquet', 'PAR1 and then some');
    sandbox.write('one-empty/part-0.csv', cleanCsv());
    sandbox.write('one-empty/part-1.csv', '');
    const swept = await sweep(sandbox, ['check']);
    const other = 'not checked (damaged): part `part-1.csv` has another header than the first part; check it separately';
    assert.deepEqual(swept.lines, [
      `columns: ${other}`,
      'cut: not checked (damaged): part `part-0.parquet`: the Parquet file is cut off: its footer is missing; copy or write it again',
      `formats: ${other}`,
      'widths: not checked (damaged): part `part-1.csv` has not 2 columns as the others; check it separately',
    ]);
    assert.deepEqual([swept.summary, swept.code], ['No findings; 2 datasets checked; 4 not checked', 2]);
  });

  // each dataset costs some 30 ms
  for (const { files, datasets, left } of isSlow ? [{ files: 3000, datasets: '2,000', left: 1 }] : [{ files: 100, datasets: '101', left: 0 }]) {
    it(`of ${files} tiny tables`, async () => {
      for (let index = 0; index < files; index += 1) sandbox.write(`many/${String(index).padStart(4, '0')}.csv`, 'a,b\n1,5\n7,2\n');
      const swept = await sweep(sandbox, ['check']);
      const limit = '.: not checked (too-large): more than 2,000 datasets; name the folders to check, or use `exclude`';
      assert.deepEqual([swept.lines, swept.summary], [left === 0 ? [] : [limit], `No findings; ${datasets} datasets checked${left === 0 ? '' : '; 1 not checked'}`]);
    });
  }

  for (const columns of isSlow ? [20_000] : [1000]) {
    it(`with a table of ${columns} columns`, async () => {
      sandbox.write('wide.csv', csvOf(Array.from({ length: columns }, (_, column) => `c${column}`), 50));
      const swept = await sweep(sandbox, ['check']);
      // among so many columns without an order some look odd by chance
      assert.deepEqual([swept.summary.split('; ').slice(1), swept.code], [['2 datasets checked'], 0]);
      assert.ok((swept.peakBytes ?? 0) < 2 ** 30, `${swept.peakBytes} bytes of memory`);
    });
  }
});
