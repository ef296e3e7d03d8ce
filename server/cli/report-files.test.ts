/** Files of `--output`, spawned: what a report may be written over, and what stays as it is. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.resolve(import.meta.dirname, '../../dist/cli.cjs');

const FILES: Readonly<Record<string, string>> = {
  'train.py': 'import pandas as pd\n\nprint(pd.read_csv("data.csv"))\n',
  'README.md': '# Ours\n\n```\nlintel debt --output markdown=README.md\n<!-- Lintel report -->\n<!-- end of Lintel report -->\n```\n',
  'package.json': '{ "name": "ours" }\n',
  'page.html': '<!doctype html>\n<html><body>ours</body></html>\n',
};

/** Every format of every command. */
const FORMATS: readonly (readonly [command: string, formats: readonly string[]])[] = [
  ['check', ['text', 'concise', 'json', 'jsonl', 'sarif', 'gitlab', 'github', 'junit', 'markdown', 'html']],
  ['score', ['text', 'json', 'markdown', 'html', 'badge']],
  ['catalog', ['text', 'json', 'html']],
  ['debt', ['text', 'json', 'markdown']],
];

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const NOT_OURS = 'Lintel did not write what is there; name another file, or remove this one first';

describe('files of reports', function () {
  this.timeout(120_000);
  let top: string;
  let folder: string;
  before(() => freshBundle());
  beforeEach(() => {
    top = realpathSync(mkdtempSync(path.join(tmpdir(), 'lintel-out-')));
    folder = path.join(top, 'project');
    for (const [name, text] of Object.entries(FILES)) write(name, text);
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  };
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const lintel = (args: readonly string[], onStart?: (pid: number) => void): Promise<Result> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, ...args, '--no-progress', '--allow-incomplete'], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
      if (child.pid !== undefined) onStart?.(child.pid);
    });
  /** The sentence on stderr, without the name of the file. */
  const refusal = async (file: string, command = 'check'): Promise<string> => {
    const { code, stdout, stderr } = await lintel([command, '--output', `json=${file}`]);
    assert.deepEqual([code, stdout], [2, ''], `${file}: ${stderr}`);
    return stderr.replace(`lintel: cannot write \`${file}\`: `, '').trimEnd();
  };

  for (const [command, formats] of FORMATS) {
    it(`of ${command} are known again in every format, and written over`, async () => {
      const outputs = formats.flatMap((format) => ['--output', `${format}=report-${format}`]);
      const first = await lintel([command, ...outputs]);
      const texts = formats.map((format) => read(`report-${format}`));
      write('more.py', 'print(1)\n');
      const second = await lintel([command, ...outputs]);
      assert.deepEqual([first.code, first.stderr, second.code, second.stderr], [0, '', 0, '']);
      assert.ok(texts.every((text) => text !== ''));
      assert.deepEqual(readdirSync(folder).sort(), [...Object.keys(FILES), 'more.py', ...formats.map((format) => `report-${format}`)].sort());
    });

    it(`of ${command} replace nothing of the user's`, async () => {
      for (const [name, text] of Object.entries(FILES)) {
        assert.equal(await refusal(name, command), NOT_OURS);
        assert.equal(read(name), text);
      }
    });
  }

  it('replace no report that somebody added to', async () => {
    await lintel(['debt', '--output', 'markdown=debt.md']);
    for (const text of [`${read('debt.md')}\nNotes of ours.\n`, `# Notes\n\n${read('debt.md')}`]) {
      write('debt.md', text);
      assert.equal(await refusal('debt.md'), NOT_OURS);
      assert.equal(read('debt.md'), text);
    }
  });

  it('replace an empty file that nobody keeps', async () => {
    execFileSync('git', ['init', '-q'], { cwd: folder });
    for (const name of ['kept.json', 'free.json', 'free.py']) write(name, '');
    execFileSync('git', ['add', 'kept.json'], { cwd: folder });
    const kept = 'it is empty, but part of the project; name another file, or remove this one first';
    assert.deepEqual([await refusal('kept.json'), await refusal('free.py')], [kept, kept]);
    assert.equal((await lintel(['check', '--output', 'json=free.json'])).code, 0);
    assert.ok(read('free.json').startsWith('{'));
  });

  it('follow no link out of the folder', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(path.join(top, 'home'));
    writeFileSync(path.join(top, 'home', 'empty.json'), '');
    symlinkSync('../home/empty.json', path.join(folder, 'file.json'));
    symlinkSync('../home', path.join(folder, 'reports'));
    symlinkSync('../home/new.json', path.join(folder, 'dangling.json'));
    symlinkSync('/dev/null', path.join(folder, 'device.json'));
    assert.equal(await refusal('file.json'), `it is a link that leads to another folder; name \`${path.join(top, 'home', 'empty.json')}\` if that is meant`);
    assert.equal(await refusal('reports/new.json'), `its folder is a link that leads out of this one; name \`${path.join(top, 'home', 'new.json')}\` if that is meant`);
    assert.equal(await refusal('dangling.json'), 'it is a link that leads nowhere; remove it first, or name another file');
    assert.equal(await refusal('device.json'), 'it is a link to something that is no file; remove it first, or name another file');
    assert.deepEqual([readdirSync(path.join(top, 'home')), readFileSync(path.join(top, 'home', 'empty.json'), 'utf8')], [['empty.json'], '']);
  });

  it('follow a link that stays inside, and keep it', async function () {
    if (process.platform === 'win32') this.skip();
    mkdirSync(path.join(folder, 'reports'));
    symlinkSync('reports', path.join(folder, 'latest'));
    assert.equal((await lintel(['check', '--output', 'json=latest/a.json'])).code, 0);
    symlinkSync('reports/a.json', path.join(folder, 'a.json'));
    assert.equal((await lintel(['check', '--output', 'json=a.json'])).code, 0);
    assert.deepEqual([readdirSync(path.join(folder, 'reports')), read('a.json').startsWith('{')], [['a.json'], true]);
  });

  it('go where they are sent by name, links or not', async () => {
    assert.equal((await lintel(['check', '--output', `json=${path.join(top, 'a.json')}`])).code, 0);
    assert.ok(existsSync(path.join(top, 'a.json')));
  });

  it('cannot both go to one file, whatever it is called', async function () {
    if (process.platform === 'win32') this.skip();
    write('a.json', '');
    linkSync(path.join(folder, 'a.json'), path.join(folder, 'b.json'));
    for (const [first, second] of [['new.json', './x/../new.json'], ['a.json', 'b.json']] as const) {
      mkdirSync(path.join(folder, 'x'), { recursive: true });
      assert.deepEqual(await lintel(['check', '--output', `json=${first}`, '--output', `jsonl=${second}`]), { code: 2, stdout: '', stderr: `lintel: two reports cannot both go to \`${second}\`\n` });
    }
    assert.deepEqual([read('a.json'), existsSync(path.join(folder, 'new.json'))], ['', false]);
  });

  it('go to a pipe that is read, and wait for no other', async function () {
    if (process.platform === 'win32') this.skip();
    const pipe = path.join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const unread = await lintel(['check', '--output', 'concise=pipe']);
    assert.deepEqual([unread.code, unread.stderr], [2, 'lintel: cannot write `pipe`: nobody reads it\n']);
    const reader = spawn('cat', [pipe]);
    let text = '';
    reader.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const ended = new Promise((resolve) => reader.on('close', resolve));
    // cat has opened the pipe once somebody writes to it without waiting
    assert.equal((await lintel(['check', '--output', 'concise=pipe'])).code, 0);
    await ended;
    assert.match(text, / checked\n$/);
  });

  it('keep the permissions of what they replace', async function () {
    if (process.platform === 'win32') this.skip();
    await lintel(['check', '--output', 'json=a.json']);
    chmodSync(path.join(folder, 'a.json'), 0o600);
    await lintel(['check', '--output', 'json=a.json']);
    assert.equal(statSync(path.join(folder, 'a.json')).mode & 0o777, 0o600);
  });

  it('say that they are incomplete when the run is stopped', async () => {
    for (let index = 0; index < 300; index += 1) write(`package/m${index}.py`, FILES['train.py'] ?? '');
    const { code, stdout, stderr } = await lintel(['check', '--format', 'json', '--output', 'json=a.json', '--output', 'text=b.txt'], (pid) => setTimeout(() => process.kill(pid, 'SIGTERM'), 600));
    assert.deepEqual([code, stderr], [143, 'lintel: stopped by SIGTERM; the report is incomplete\n']);
    for (const text of [stdout, read('a.json')]) assert.equal((JSON.parse(text) as { summary: { complete: boolean } }).summary.complete, false);
    assert.match(read('b.txt'), /^Next: see to \d+ files not checked, or pass --allow-incomplete$/m);
  });
});
