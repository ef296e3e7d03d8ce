import { strict as assert } from 'node:assert';
import { countTotals, runChild } from './child.ts';
import { chooseRings, type Ring } from './rings.ts';
import { lastLine, ringLine } from './totals.ts';

const run = { command: process.execPath, args: [], env: {}, limitMs: 20_000, counts: 'totals' } as const;

describe('the totals of the test command', () => {
  it('are the sum of all rings, on the last line', () => {
    const outcomes = [
      { name: 'unit', results: { passed: 7, failed: 0, pending: 1 }, seconds: 1.25 },
      { name: 'host', results: { passed: 2, failed: 1, pending: 0 }, seconds: 10 },
    ];
    assert.deepEqual(outcomes.map(ringLine), ['unit     7 passed, 0 failed, 1 pending (1.3 s)', 'host     2 passed, 1 failed (10.0 s)']);
    assert.equal(lastLine(outcomes), '9 passed, 1 failed');
  });

  it('count a ring that ran no test as failed', () => {
    assert.deepEqual(countTotals(0, { passed: 0, failed: 0, pending: 3 }), { passed: 0, failed: 1, pending: 3 });
  });

  it('count a ring that ended badly after passing tests as failed', () => {
    assert.deepEqual(countTotals(1, { passed: 5, failed: 0, pending: 0 }), { passed: 5, failed: 1, pending: 0 });
  });

  it('take the failures of a ring as they are', () => {
    assert.deepEqual(countTotals(3, { passed: 5, failed: 3, pending: 0 }), { passed: 5, failed: 3, pending: 0 });
  });
});

describe('a ring as a child process', () => {
  it('that leaves no results has failed, although it says 0', async () => {
    assert.deepEqual(await runChild({ ...run, args: ['-e', 'process.exit(0)'] }), { passed: 0, failed: 1, pending: 0 });
  });

  it('is read from the file it writes', async () => {
    const script = `require('fs').writeFileSync(process.env.LINTEL_TEST_RESULTS, '{"passed":4,"failed":0,"pending":0}')`;
    assert.deepEqual(await runChild({ ...run, args: ['-e', script] }), { passed: 4, failed: 0, pending: 0 });
  });

  it('that cannot start has failed', async () => {
    assert.deepEqual(await runChild({ ...run, command: '/no/such/program' }), { passed: 0, failed: 1, pending: 0 });
  });

  it('that never ends is stopped and has failed', async () => {
    const outcome = await runChild({ ...run, args: ['-e', 'setInterval(() => {}, 1000)'], limitMs: 300 });
    assert.deepEqual(outcome, { passed: 0, failed: 1, pending: 0 });
  });
});

describe('choosing rings', () => {
  const ring = (name: string, needs: readonly string[]): Ring => ({ name, about: '', needs, run });
  const rings = [ring('build', []), ring('unit', ['build']), ring('install', []), ring('host', ['build', 'install'])];

  it('takes what they need along, in order', () => {
    assert.deepEqual(chooseRings(rings, ['host']).map(({ name }) => name), ['build', 'install', 'host']);
  });

  it('takes all when none is named', () => {
    assert.deepEqual(chooseRings(rings, []), rings);
  });

  it('names the known ones when one is not', () => {
    assert.throws(() => chooseRings(rings, ['hots']), { message: 'no ring is called `hots`: use build, unit, install, host' });
  });
});
