/** `lintel debt`, spawned on the project that holds each kind of debt, and on folders that hold none. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { DEBT_KINDS } from '../core/debt/debt-kinds.ts';
import type { DebtOfKind, DebtView } from '../core/debt/debt-view.ts';
import { rules } from '../../rules/index.generated.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'dist', 'cli.cjs');
const seeded = path.join(root, 'test-fixtures/projects/seeded-debt');

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One line for each kind: its status and its places as `path:line rule`. */
interface Key {
  readonly kinds: Readonly<Record<string, { readonly status: DebtOfKind['status']; readonly places?: readonly string[] }>>;
}

describe('lintel debt', function () {
  this.timeout(120_000);
  const folders: string[] = [];
  before(() => freshBundle());
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const emptyFolder = (): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'debt-'));
    folders.push(folder);
    return folder;
  };
  const copyOfSeeded = (): string => {
    const folder = emptyFolder();
    cpSync(seeded, folder, { recursive: true });
    return folder;
  };
  const debt = (folder: string, ...args: readonly string[]): Promise<Result> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, 'debt', ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  it('finds in the seeded project what its key lists, and nothing else', async () => {
    const { code, stdout, stderr } = await debt(copyOfSeeded(), '--format', 'json');
    assert.deepEqual([code, stderr], [0, '']);
    const { kinds } = JSON.parse(stdout) as DebtView;
    const key = parse(readFileSync(`${seeded}.key.yaml`, 'utf8')) as Key;
    const found = Object.fromEntries(kinds.map(({ id, status, places }) => [id, { status, ...(places.length === 0 ? {} : { places: places.map((place) => `${place.path}:${place.line ?? '-'} ${place.rule}`) }) }]));
    assert.deepEqual(found, key.kinds);
  });

  it('gives the same bytes twice, in every format', async () => {
    const folder = copyOfSeeded();
    for (const format of ['text', 'json', 'markdown']) {
      const [first, second] = [await debt(folder, '--format', format), await debt(folder, '--format', format)];
      assert.deepEqual(first, second);
    }
  });

  it('falls by what is paid down', async () => {
    const folder = copyOfSeeded();
    const program = path.join(folder, 'serve.py');
    writeFileSync(program, readFileSync(program, 'utf8').replace('data/served.csv', 'reports/forecast.csv'));
    const { kinds } = JSON.parse((await debt(folder, '--format', 'json')).stdout) as DebtView;
    assert.deepEqual(kinds.filter(({ id }) => id === 'TD-03' || id === 'TD-07').map(({ id, status, places }) => [id, status, places]), [['TD-03', 'open', []], ['TD-07', 'clear', []]]);
  });

  it('says that an empty folder holds nothing to look at', async () => {
    const { code, stdout, stderr } = await debt(emptyFolder(), '.');
    assert.deepEqual([code, stdout, stderr], [2, '', 'lintel: no files under `.`; name the folder of a repository\n']);
  });

  it('kinds name rules that are there', () => {
    const ids = rules.map(({ id }) => id as string);
    const unknown = DEBT_KINDS.flatMap((kind) => kind.rules).filter((id) => !ids.some((known) => (id.endsWith('/') ? known.startsWith(id) : known === id)));
    const unshown = ids.filter((id) => id.startsWith('debt/') && !DEBT_KINDS.some((kind) => kind.rules.includes(id)));
    assert.deepEqual({ unknown, unshown }, { unknown: [], unshown: [] });
  });
});
