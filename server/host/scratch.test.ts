import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createScratch } from './scratch.ts';

describe('scratch files', () => {
  it('hold what is written, under names no engine takes for a pattern, and go with the run', async () => {
    const scratch = await createScratch();
    const file = await scratch.create('a*[1] b.csv');
    await file.write('x');
    await file.write(Uint8Array.of(0x79));
    await file.close();
    assert.deepEqual([path.basename(file.path), readFileSync(file.path, 'utf8')], ['1-a__1__b.csv', 'xy']);
    await scratch.remove(file.path);
    assert.equal(existsSync(file.path), false);
    await scratch.dispose();
    assert.equal(existsSync(scratch.folder), false);
  });

  it('of a run that died are removed by the next one; those of a living one stay', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const dead = mkdtempSync(path.join(tmpdir(), `lintel-${pid}-`));
    const alive = mkdtempSync(path.join(tmpdir(), `lintel-${process.ppid}-`));
    writeFileSync(path.join(dead, 'left.csv'), 'x');
    const scratch = await createScratch();
    assert.deepEqual([existsSync(dead), existsSync(alive)], [false, true]);
    await scratch.dispose();
    rmSync(alive, { recursive: true });
  });

  it('outside the folder are not removed', async () => {
    const scratch = await createScratch();
    const other = path.join(mkdtempSync(path.join(tmpdir(), 'other-')), 'x');
    writeFileSync(other, '');
    await scratch.remove(other);
    assert.equal(existsSync(other), true);
    await scratch.dispose();
  });
});
