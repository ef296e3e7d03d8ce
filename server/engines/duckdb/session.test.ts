import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'mocha';
import { createTableFiles, type TableFiles } from '../testing/table-files.ts';
import { openSession, type Session } from './session.ts';

describe('a session of the embedded engine', () => {
  let files: TableFiles;
  let session: Session;
  let own: string;
  before(async () => {
    files = createTableFiles();
    own = files.write('own.csv', 'a\n1\n');
    files.write('other.csv', 'secret\n');
    const opened = await openSession({ memoryLimitBytes: 128 * 1024 * 1024, scratchFolder: files.scratchFolder }, [own]);
    assert.ok(opened.ok);
    session = opened.value;
  });
  after(async () => {
    await session.close();
    files.remove();
  });

  const reasonOf = async (sql: string) => {
    const result = await session.query(sql);
    return result.ok ? 'ok' : result.reason;
  };

  it('reads the file it was opened for', async () => {
    assert.equal(await reasonOf(`SELECT * FROM read_csv('${own}')`), 'ok');
  });

  /** `%` stands for the folder with the files. */
  const REFUSED = {
    'another file': "SELECT * FROM read_csv('%/other.csv')",
    'its own folder': "SELECT * FROM read_csv('%/*.csv')",
    'a path that climbs out': "SELECT * FROM read_text('%/../../etc/passwd')",
    'an address': "SELECT * FROM read_csv('https://example.org/a.csv')",
    'a listing': "SELECT * FROM glob('%/*')",
    'a written file': "COPY (SELECT 1) TO '%/written.csv'",
    'its own file written': "COPY (SELECT 1) TO '%/own.csv'",
    'an extension': 'INSTALL httpfs',
    'an extension loaded': 'LOAD httpfs',
    'another setting': 'SET threads = 8',
    'external access': 'SET enable_external_access = true',
    'a database': "ATTACH '%/x.db'",
    'a table': 'CREATE TABLE t AS SELECT 1',
    'two statements': 'SELECT 1; SELECT 2',
  };
  for (const [name, sql] of Object.entries(REFUSED)) {
    it(`refuses ${name}`, async () => {
      const reason = await reasonOf(sql.replaceAll('%', files.folder));
      assert.ok(reason === 'unreadable' || reason === 'internal-error', reason);
      assert.deepEqual(readdirSync(files.folder).sort(), ['other.csv', 'own.csv']);
    });
  }

  it('spills into its scratch folder and leaves nothing there', async () => {
    const opened = await openSession({ memoryLimitBytes: 64 * 1024 * 1024, scratchFolder: files.scratchFolder, threads: 1 }, []);
    assert.ok(opened.ok);
    const result = await opened.value.query('SELECT count(*) FROM (SELECT range AS r, hash(range) AS h FROM range(3000000) GROUP BY ALL)');
    assert.deepEqual(result, { ok: true, value: [[3_000_000n]] });
    await opened.value.close();
    assert.deepEqual(readdirSync(files.scratchFolder).flatMap((name) => readdirSync(`${files.scratchFolder}/${name}`)), []);
    assert.ok(!existsSync('.tmp'));
  });

  it('is stopped by a signal, and a statement that waits is answered at once', async () => {
    const controller = new AbortController();
    const running = session.query('SELECT count(*) FROM range(100000000000) t(a) WHERE hash(a) = 7', controller.signal);
    const waiting = session.query('SELECT 1', controller.signal);
    setTimeout(() => controller.abort(), 30);
    assert.deepEqual([(await waiting).ok, (await running).ok], [false, false]);
    assert.deepEqual(await session.query('SELECT 1'), { ok: true, value: [[1]] });
  });

  it('says that memory is short in its own words', async () => {
    const opened = await openSession({ memoryLimitBytes: 64 * 1024 * 1024, scratchFolder: files.scratchFolder, threads: 1 }, []);
    assert.ok(opened.ok);
    const result = await opened.value.query('SELECT list(range) FROM range(50000000)');
    await opened.value.close();
    assert.deepEqual(result, { ok: false, reason: 'out-of-memory', text: 'the engine needs more memory or scratch space than it may use' });
  });
});
