/** `lintel report`, spawned: the same bytes as a check would have written, several files at once, what is refused. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';

const bundle = path.resolve(import.meta.dirname, '../../dist/cli.cjs');

describe('reports made of stored ones', function () {
  this.timeout(120_000);
  let folder = '';
  const lintel = (...args: readonly string[]): { readonly code: number | null; readonly stdout: string; readonly stderr: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir() }, encoding: 'utf8', maxBuffer: 1 << 28 });
    return { code: status, stdout, stderr };
  };
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

  before(async () => {
    await freshBundle();
    folder = mkdtempSync(path.join(tmpdir(), 'stored-'));
    for (const name of ['.git', 'src', 'data']) mkdirSync(path.join(folder, name));
    write('src/a.py', 'import pandas as pd\nfrom sklearn.model_selection import train_test_split\n\nframe = pd.read_csv("data/a.csv")\ntrain, test = train_test_split(frame)\n');
    write('data/a.csv', `id,kind\n${Array.from({ length: 40 }, (_, index) => `${(index * 7919) % 1000},web\n`).join('')}`);
    const outputs = ['json', 'jsonl', 'text', 'concise', 'sarif', 'gitlab', 'junit', 'markdown'].flatMap((format) => ['--output', `${format}=all.${format}`]);
    assert.equal(lintel('check', '--score', '--fail-on', 'never', '--no-cache', ...outputs).code, 0);
    assert.equal(lintel('score', '--output', 'json=score.json', '--output', 'markdown=score.md').code, 0);
    assert.equal(lintel('data', 'data/a.csv', '--fail-on', 'never', '--no-cache', '--output', 'json=data.json').code, 0);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are those the check would have written', () => {
    for (const from of ['all.json', 'all.jsonl']) {
      for (const format of ['json', 'jsonl', 'text', 'concise', 'sarif', 'gitlab', 'junit', 'markdown']) {
        const { code, stderr } = lintel('report', '--from', from, '--output', `${format}=again.${format}`);
        assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
        assert.equal(read(`again.${format}`), read(`all.${format}`), `${from} as ${format}`);
      }
    }
  });

  it('take every format, of a score as well', () => {
    for (const format of ['github', 'html', 'badge']) assert.equal(lintel('report', '--from', 'all.json', '--format', format).code, 0, format);
    assert.equal(lintel('report', '--from', 'score.json', '--format', 'json').stdout, read('score.json'));
    assert.equal(lintel('report', '--from', 'score.json', '--format', 'markdown').stdout, read('score.md'));
    assert.match(lintel('report', '--from', 'score.json', '--format', 'junit').stdout, /<testsuite name="ml-test-score" tests="28"/);
  });

  it('are one of several, in which nothing stands twice', () => {
    const { code, stdout } = lintel('report', '--from', 'all.json', '--from', 'data.json', '--from', 'all.jsonl', '--format', 'json');
    assert.equal(code, 2, 'two of them hold a score');
    assert.equal(stdout, '');
    const { findings } = JSON.parse(lintel('report', '--from', 'data.json', '--from', 'data.json', '--format', 'json').stdout) as { readonly findings: readonly object[] };
    assert.deepEqual(findings, (JSON.parse(read('data.json')) as { readonly findings: readonly object[] }).findings);
  });

  it('fail when asked to, and are never green where the check was not whole', () => {
    assert.equal(lintel('report', '--from', 'all.json', '--fail-on', 'warning').code, 1);
    const lines = read('all.jsonl').trimEnd().split('\n');
    write('cut.jsonl', `${lines.slice(0, -1).join('\n')}\n`);
    assert.equal(lintel('report', '--from', 'cut.jsonl').code, 2);
    assert.equal(lintel('report', '--from', 'cut.jsonl', '--allow-incomplete').code, 0);
    assert.match(lintel('report', '--from', 'cut.jsonl', '--format', 'junit').stdout, /<error type="cancelled" message="the check is incomplete">/);
  });

  it('say what they cannot be made of', () => {
    const problem = (name: string, text: string | null): string => {
      if (text !== null) write(name, text);
      const { code, stdout, stderr } = lintel('report', '--from', name);
      assert.deepEqual({ code, stdout }, { code: 2, stdout: '' });
      return stderr;
    };
    assert.equal(problem('none.json', null), 'lintel: cannot read `none.json`: it is not there; write it anew with `lintel check --output json=FILE`\n');
    assert.equal(problem('src', null), 'lintel: cannot read `src`: it is a folder; name the report in it\n');
    assert.equal(problem('broken.json', '{"schemaVersion": 1,'), 'lintel: cannot read `broken.json`: it ends too early, as if cut off, at column 21; write it anew with `lintel check --output json=FILE`\n');
    assert.equal(problem('other.json', '{"name": "ours"}'), 'lintel: cannot read `other.json`: it is no JSON report of Lintel; write it anew with `lintel check --output json=FILE`\n');
    assert.equal(problem('newer.json', read('all.json').replace('"schemaVersion": 1', '"schemaVersion": 9')), 'lintel: cannot read `newer.json`: a newer Lintel wrote it, with schemaVersion 9, and this one reads up to 1; update Lintel\n');
    assert.equal(problem('shape.json', read('all.json').replace(/"rule": "[^"]*"/, '"rule": "\\u001b[31m/x"')), 'lintel: cannot read `shape.json`: `findings[0].rule` is not the id of a rule, such as `leakage/group-split`; write it anew with `lintel check --output json=FILE`\n');
    assert.equal(lintel('report').stderr, 'lintel: --from is missing: name a JSON report, such as lintel report --from report.json --format html\n');
    assert.equal(lintel('report', '--from', 'data.json', '--format', 'badge').stderr, 'lintel: a badge shows a score, and there is none in the report; `lintel check --score` adds it\n');
  });

  it('are no data, nor is the one that a shell is about to store', () => {
    const project = path.join(folder, 'stored');
    for (const name of ['.git', 'data']) mkdirSync(path.join(project, name), { recursive: true });
    write('stored/a.py', 'x = 1\n');
    write('stored/data/first.jsonl', read('all.jsonl'));
    write('stored/data/notes.jsonl', '{"type":"head","text":"ours"}\n{"type":"tail","text":"too"}\n');
    const shell = spawnSync(`"${process.execPath}" "${bundle}" check --no-cache --format jsonl > report.jsonl`, { cwd: project, shell: true, env: { PATH: process.env['PATH'] ?? '', TMPDIR: tmpdir() }, encoding: 'utf8' });
    assert.deepEqual({ code: shell.status, stderr: shell.stderr }, { code: 0, stderr: '' });
    const checked = (): readonly string[] => read('stored/report.jsonl').split('\n').filter((line) => line.startsWith('{"type":"checked"')).map((line) => (JSON.parse(line) as { readonly path: string }).path);
    assert.deepEqual(checked(), ['a.py', 'data/notes.jsonl']);
    assert.equal(spawnSync(process.execPath, [bundle, 'check', '--no-cache', '--output', 'jsonl=report.jsonl'], { cwd: project }).status, 0);
    assert.deepEqual(checked(), ['a.py', 'data/notes.jsonl']);
  });
});
