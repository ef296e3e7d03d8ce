/** A hostile machine: what Lintel needs is missing, scarce or meant to lead it astray. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sweep } from './reports.ts';
import { Sandbox } from './sandbox.ts';
import { cleanCsv } from './table-text.ts';

const RAGGED = `${cleanCsv()}1,2,3\n`;
const RAGGED_LINE = '22:1: error structure/inconsistent-row-width Row has 3 fields, the others have 2';
const CLEAN = { code: 0, stdout: 'No findings; 1 dataset checked\n', stderr: '' };

describe('a hostile machine', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  beforeEach(function () {
    // the cases speak to `sh`
    if (process.platform === 'win32') this.skip();
    sandbox = new Sandbox();
    sandbox.write('good.csv', cleanCsv());
  });
  afterEach(() => sandbox.close());

  async function check(options: Parameters<Sandbox['run']>[1]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const { code, stdout, stderr } = await sandbox.run(['check', '--format', 'concise'], options);
    return { code, stdout, stderr };
  }

  it('with 64 open files for 200 parts', async () => {
    for (let part = 0; part < 200; part += 1) sandbox.write(`parts/part-${part}.csv`, cleanCsv());
    const swept = await sweep(sandbox, ['check', '--select', 'structure'], { shell: 'ulimit -n 64; exec "$@"' });
    assert.deepEqual([swept.lines, swept.summary], [[], 'No findings; 2 datasets checked']);
  });

  it('elsewhere on earth: the same bytes', async () => {
    const rows = Array.from({ length: 40 }, (_, row) => `2024-03-${String((row % 31) + 1).padStart(2, '0')}T02:30:00,${row * 1000.5},İI${row}\n`);
    sandbox.write('dated.csv', `at,amount,TITLE\n${rows.join('')}`);
    const reports: string[] = [];
    for (const env of [{ TZ: 'UTC', LC_ALL: 'C' }, { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }, { TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8' }]) {
      reports.push((await sandbox.run(['data', 'dated.csv', '--format', 'json'], { env })).stdout);
    }
    assert.deepEqual(reports.slice(1), [reports[0], reports[0]]);
  });

  it('with too few open files for the engine', async () => {
    const said = await check({ shell: 'ulimit -n 20; exec "$@"' });
    const stdout = 'good.csv: not checked (engine-missing): the engine could not be started: run `lintel doctor`\nNo findings; 0 datasets checked; 1 not checked\n';
    assert.deepEqual(said, { code: 2, stdout, stderr: '' });
  });

  it('without a home', async () => {
    assert.deepEqual(await check({ env: { HOME: '/no/such/home' } }), CLEAN);
  });

  it('without a folder for temporary files', async () => {
    const folder = path.join(sandbox.out, 'gone');
    const stderr = `lintel: cannot write temporary files to \`${folder}\` (ENOENT); set TMPDIR to a folder that can be written\n`;
    assert.deepEqual(await check({ env: { TMPDIR: folder } }), { code: 2, stdout: '', stderr });
  });

  it('where the working folder is removed', async () => {
    sandbox.write('sub/a.csv', cleanCsv());
    const said = await check({ from: 'sub', shell: 'rm -r ../sub; exec "$@"', changesFolder: true });
    assert.deepEqual(said, { code: 2, stdout: '', stderr: 'lintel: the working folder is gone; change to one that is there\n' });
  });

  it('whose files may not grow', async () => {
    assert.deepEqual(await check({ shell: 'ulimit -f 0; exec "$@"' }), CLEAN);
  });

  it('where the reader of the report leaves', async () => {
    for (let file = 0; file < 20; file += 1) sandbox.write(`${file}.csv`, RAGGED);
    assert.deepEqual(await check({ shell: '"$@" | head -1' }), { code: 0, stdout: `0.csv:${RAGGED_LINE}\n`, stderr: '' });
  });

  it('without stdout', async () => {
    sandbox.write('r.csv', RAGGED);
    assert.deepEqual(await check({ shell: '"$@" >&-' }), { code: 1, stdout: '', stderr: '' });
  });

  it('whose terminal understands nothing', async () => {
    sandbox.write('r.csv', RAGGED);
    const { stdout } = await sandbox.run(['check'], { env: { TERM: 'dumb' } });
    assert.equal(stdout.includes('\u001b'), false);
  });

  it('that makes Node load code: the engine does not', async () => {
    const loaded = path.join(sandbox.out, 'loaded');
    sandbox.write('load.cjs', `require('fs').appendFileSync(${JSON.stringify(loaded)}, require('path').basename(process.argv[1] ?? '') + '\\n')`);
    assert.deepEqual(await check({ env: { NODE_OPTIONS: `--require=${sandbox.path('load.cjs')}` } }), CLEAN);
    // Node itself obeys the person's own variable
    assert.equal(existsSync(loaded) ? readFileSync(loaded, 'utf8') : '', 'cli.cjs\n');
  });

  it('with 64 MB for more rows than fit: a sample is tried, and the others are checked', async () => {
    const rows = Array.from({ length: 1_500_000 }, (_, row) => `${(row * 17) % 799_999},${row % 7},${row % 1000},${row % 13},${row},${row % 3}\n`);
    sandbox.write('big.csv', `a,b,c,d,e,f\n${rows.join('')}`);
    sandbox.write('r.csv', RAGGED);
    const swept = await sweep(sandbox, ['check', '--memory-limit', '64MB', '--select', 'structure,packaging/duplicate-rows']);
    assert.deepEqual(swept.lines, [
      `r.csv:${RAGGED_LINE}`,
      'big.csv: not checked (out-of-memory): the engine needs more memory or scratch space than it may use; a sample of the rows was checked instead',
    ]);
    assert.deepEqual([swept.code, swept.summary], [2, '1 finding (1 error); 3 datasets checked; 1 not checked']);
  });
});
