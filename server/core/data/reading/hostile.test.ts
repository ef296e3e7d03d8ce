import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { createNodeFiles } from '../../../host/files.ts';
import { createScratch } from '../../../host/scratch.ts';
import type { FileSystem } from '../../ports.ts';
import { openTable } from './open-table.ts';
import { openDesk, refusal, text } from './support.test.ts';
import type { Desk } from './support.test.ts';

describe('input that is no table', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk.close());

  it('is refused with one sentence', async () => {
    const random = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    for (const [name, content, reason] of [
      ['empty.csv', '', 'empty'],
      ['bom.csv', '\uFEFF', 'empty'],
      ['blank.csv', '\n \n\n', 'empty'],
      ['white.csv', ' \n\t\n', 'empty'],
      ['utf-32.csv', Buffer.from(Uint32Array.from('\uFEFFa,b\n1,2\n', (character) => character.codePointAt(0) ?? 0).buffer), 'not-a-table'],
      ['empty.csv.gz', gzipSync(''), 'empty'],
      ['junk.csv', random, 'not-a-table'],
      ['page.csv', '<!DOCTYPE html>\n<html><body>404</body></html>\n', 'not-a-table'],
      ['lfs.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n', 'not-a-table'],
      ['book.csv', 'PK\u0003\u0004 rest', 'not-a-table'],
      ['prose.csv', 'It was the best of times and the worst of times\nit was the age of wisdom and of foolishness\n', 'not-a-table'],
      ['cut.parquet', 'PAR1 something that was cut off', 'damaged'],
      ['long.parquet', 'PAR1xxxx\u0000\u0000\u0000\u007fPAR1', 'damaged'],
      ['not.parquet', 'a,b\n1,2\n', 'damaged'],
      ['none.parquet', '', 'empty'],
    ] as const) assert.deepEqual([name, refusal(await desk.open(name, content))], [name, reason]);
  });

  it('may be Parquet under any name', async () => {
    const result = await desk.open('x.csv', 'PAR1xxxx\u0004\u0000\u0000\u0000PAR1');
    assert.deepEqual(result.ok && [result.table.format, result.table.source?.kind], ['parquet', 'parquet']);
  });

  it('is not read when it is no regular file', async () => {
    execFileSync('mkfifo', [path.join(desk.folder, 'pipe.csv')]);
    await mkdir(path.join(desk.folder, 'dir.csv'));
    await symlink('/dev/zero', path.join(desk.folder, 'zero.csv'));
    for (const name of ['pipe.csv', 'dir.csv', 'zero.csv', 'missing.csv']) assert.equal(refusal(await desk.openPath(path.join(desk.folder, name))), 'unreadable');
  });

  it('is given up early when one line or record goes on for megabytes', async () => {
    const long = 'x'.repeat(50_000_000);
    for (const [name, content] of [['line.csv', `a,b\n1,${long}`], ['quoted.csv', `a,b\n1,"${long}"\n`], ['line.jsonl', `{"a": "${long}"}\n`], ['record.json', `[{"a": "${long}"}]`]] as const) {
      const result = await desk.open(name, content);
      assert.deepEqual([name, refusal(result)], [name, 'line-too-long']);
    }
  });

  it('is given up when it is nested without end', async () => {
    for (const content of ['['.repeat(100_000), '{"a":'.repeat(100_000), `[${'{"a":'.repeat(300)}`, `{"b": 1}\n{"a": ${'['.repeat(300)}${']'.repeat(300)}}\n`]) {
      assert.equal(refusal(await desk.open('deep.json', content)), 'too-deep');
    }
  });

  it('of 200 levels still is a record', async () => {
    assert.equal(text(await desk.open('deep.jsonl', `{"a": ${'['.repeat(199)}${']'.repeat(199)}}\n`)).physical[0], 'list');
  });

  it('is refused when it grows past the limit in decompression', async () => {
    const file = path.join(desk.folder, 'bomb.csv.gz');
    await writeFile(file, gzipSync(`a,b\n${'1,2\n'.repeat(500_000)}`));
    const scratch = await createScratch();
    const result = await openTable({ path: file, displayPath: 'bomb', parts: null }, { files: createNodeFiles(), scratch }, { maxDecompressedBytes: 1_000_000 });
    await scratch.dispose();
    assert.equal(refusal(result), 'too-large');
  });

  it('is read again when it changes meanwhile, and given up when it keeps changing', async () => {
    const file = path.join(desk.folder, 'growing.csv');
    await writeFile(file, 'a,b\n1,2\n');
    let changes = 1;
    const files: FileSystem = {
      ...createNodeFiles(),
      readChunks: async function* (at, signal) {
        yield* createNodeFiles().readChunks(at, signal);
        changes -= 1;
        if (changes >= 0) await appendFile(file, '3,4\n');
      },
    };
    assert.equal(text(await desk.openPath(file, files)).rowCount, 2);
    changes = 99;
    assert.equal(refusal(await desk.openPath(file, files)), 'changed-during-check');
  });

  it('that is removed while it is read is said to be', async () => {
    const file = path.join(desk.folder, 'gone.csv');
    await writeFile(file, 'a,b\n1,2\n');
    const files: FileSystem = {
      ...createNodeFiles(),
      readChunks: async function* (at, signal) {
        yield* createNodeFiles().readChunks(at, signal);
        await rm(file, { force: true });
      },
    };
    assert.equal(refusal(await desk.openPath(file, files)), 'changed-during-check');
  });

  it('stops when the check is cancelled', async () => {
    const file = path.join(desk.folder, 'cancel.csv');
    await writeFile(file, 'a,b\n1,2\n');
    const scratch = await createScratch();
    const result = await openTable({ path: file, displayPath: 'c', parts: null }, { files: createNodeFiles(), scratch }, { signal: AbortSignal.abort() });
    await scratch.dispose();
    assert.equal(refusal(result), 'cancelled');
  });
});
