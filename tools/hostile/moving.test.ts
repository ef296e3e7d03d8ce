/** What happens in the middle of a check: signals, a killed engine, files that change or go. */
import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { hasOpened, seesOpenFiles } from './process-group.ts';
import { sweep } from './reports.ts';
import type { Sweep } from './reports.ts';
import { Sandbox } from './sandbox.ts';
import type { RunningLintel } from './sandbox.ts';
import { cleanCsv, cleanNumber } from './table-text.ts';

const RAGGED_LINE = 'z.csv:22:1: error structure/inconsistent-row-width Row has 3 fields, the others have 2';
const BIG = 'big.csv: not checked';
const CHANGED = `${BIG} (changed-during-check): the file changed while it was checked; run again when it is complete`;

describe('in the middle of a check', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let big: string;
  beforeEach(function () {
    if (!seesOpenFiles) this.skip();
    sandbox = new Sandbox();
    const rows = Array.from({ length: 20_000 }, (_, row) => `${cleanNumber(row, 0)},${cleanNumber(row, 1) / 100},text ${cleanNumber(row, 2)}\n`).join('');
    big = sandbox.write('big.csv', `a,b,c\n${rows.repeat(100)}`);
    sandbox.write('z.csv', `${cleanCsv()}1,2,3\n`);
  });
  afterEach(() => sandbox.close());

  /** Does it while our own pass reads the big table, or before that, while the cache is asked for it. */
  const whileRead = (act: (run: RunningLintel) => void | Promise<void>) => async (run: RunningLintel): Promise<void> => {
    await hasOpened(run.child.pid ?? 0, big);
    await act(run);
  };
  /** Does it while the engine reads the big table. */
  const whileMeasured = (act: (run: RunningLintel) => void | Promise<void>) => async (run: RunningLintel): Promise<void> => {
    await hasOpened(await run.engineId, big);
    await act(run);
  };

  function check(meanwhile: (run: RunningLintel) => Promise<void>): Promise<Sweep> {
    return sweep(sandbox, ['check', '--select', 'structure'], { meanwhile });
  }

  function checkChanging(meanwhile: (run: RunningLintel) => Promise<void>, ...flags: readonly string[]): Promise<Sweep> {
    return sweep(sandbox, ['check', '--select', 'structure', ...flags], { meanwhile, changesFolder: true });
  }

  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) {
    for (const [when, at] of [['read', whileRead], ['measured', whileMeasured]] as const) {
      it(`${signal} while a table is ${when} ends the run with a report that says so`, async () => {
        const swept = await check(at(({ child }) => void child.kill(signal)));
        assert.deepEqual(swept.lines, [`${BIG} (cancelled): the check was cancelled`, 'z.csv: not checked (cancelled): the check was cancelled before this dataset']);
        assert.deepEqual([swept.code, swept.summary, swept.stderr], [code, 'No findings; 0 datasets checked; 2 not checked', `lintel: stopped by ${signal}; the report is incomplete\n`]);
      });
    }
  }

  it('SIGKILL leaves no process, and the next run clears the scratch files away', async () => {
    await assert.rejects(check(whileMeasured(({ child }) => void child.kill('SIGKILL'))), /no scratch file is left/);
    assert.equal(readdirSync(sandbox.scratch).length, 1);
    rmSync(big);
    assert.deepEqual((await sweep(sandbox, ['check'])).lines, [RAGGED_LINE]);
  });

  it('the engine is killed: a sample is tried, and the others are checked', async () => {
    const swept = await check(whileMeasured(async ({ engineId }) => void process.kill(await engineId, 'SIGKILL')));
    assert.deepEqual(swept.lines, [RAGGED_LINE, `${BIG} (engine-died): the engine's process ended while reading (SIGKILL); a sample of the rows was checked instead`]);
    assert.deepEqual([swept.code, swept.summary], [2, '1 finding (1 error); 2 datasets checked; 1 not checked']);
  });

  it('the engine is killed before it is needed: another one serves', async () => {
    // without a cache the engine starts with the run
    const swept = await sweep(sandbox, ['check', '--select', 'structure', '--no-cache'], { meanwhile: async ({ engineId }) => void process.kill(await engineId, 'SIGKILL') });
    assert.deepEqual([swept.lines, swept.summary], [[RAGGED_LINE], '1 finding (1 error); 2 datasets checked']);
  });

  it('a table is removed while it is read', async () => {
    const swept = await checkChanging(whileRead(() => rmSync(big)), '--no-cache');
    assert.deepEqual(swept.lines, [RAGGED_LINE, `${BIG} (changed-during-check): the file was removed while it was read; put it back and run again`]);
  });

  it('a table is removed while the cache is asked for it', async () => {
    const swept = await checkChanging(whileRead(() => rmSync(big)));
    assert.deepEqual(swept.lines, [RAGGED_LINE, `${BIG} (unreadable): the file is not there or may not be looked at; check the path`]);
  });

  it('a table grows once while it is read, and is read again', async () => {
    const swept = await checkChanging(whileRead(() => appendFileSync(big, '1,2,3,4\n')));
    assert.deepEqual(swept.lines, ['big.csv:2000002:1: error structure/inconsistent-row-width Row has 4 fields, the others have 3', RAGGED_LINE]);
  });

  it('a table keeps growing', async () => {
    const swept = await checkChanging(
      whileRead(async ({ child }) => {
        while (child.exitCode === null && child.signalCode === null) {
          appendFileSync(big, '1,2,3\n');
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }),
    );
    assert.deepEqual(swept.lines, [RAGGED_LINE, `${BIG} (changed-during-check): the file keeps changing while it is read; run again when it is complete`]);
  });

  for (const [title, act] of [
    ['is removed', () => rmSync(big)],
    ['grows', () => appendFileSync(big, '1,2,3\n')],
    ['is replaced', () => renameSync(sandbox.write('new.txt', 'x,y\n1,2\n'), big)],
    ['is cut off', () => void sandbox.write('big.csv', 'a,b')],
  ] as const) {
    it(`a table ${title} while it is measured`, async () => {
      const swept = await checkChanging(whileMeasured(act));
      assert.deepEqual(swept.lines, [RAGGED_LINE, CHANGED]);
      assert.equal(swept.code, 2);
    });
  }
});
