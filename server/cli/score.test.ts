/** `lintel score`, spawned on small repositories: reports, exit codes, files written. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshBundle } from '../../tools/fresh-bundle.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from '../report/html/style.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const bundle = path.join(root, 'dist', 'cli.cjs');

const FILES: Readonly<Record<string, string>> = {
  'schemas.py': 'import pandera.pandas as pa\n\norders = pa.DataFrameSchema({"amount": pa.Column(float)})\n',
  'tests/test_orders.py': 'import pandas as pd\nfrom schemas import orders\n\n\ndef test_orders():\n    orders.validate(pd.read_csv("data/<script>.csv"))\n',
  '.github/workflows/test.yml': 'on:\n  push:\n    paths: [".github/workflows/test.yaml"]\njobs:\n  test:\n    runs-on: x\n    steps:\n      - run: pytest\n',
};

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe('lintel score', function () {
  this.timeout(120_000);
  const folders: string[] = [];
  before(() => freshBundle());
  after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

  const project = (files: Readonly<Record<string, string>>): string => {
    const folder = mkdtempSync(path.join(tmpdir(), 'score-'));
    folders.push(folder);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    return folder;
  };
  const score = (folder: string, ...args: readonly string[]): Promise<Result> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [bundle, 'score', ...args], { cwd: folder, env: { PATH: process.env['PATH'] ?? '' } });
      let stdout = '';
      let stderr = '';
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });

  it('shows the broken link of what only looks present, and how the score comes about', async () => {
    const { code, stdout, stderr } = await score(project(FILES));
    assert.deepEqual([code, stderr], [0, '']);
    assert.deepEqual(stdout.split('\n').slice(0, 5), [
      'The ML Test Score (2017)  breck-2017 version 1, no commit known',
      '',
      'Features and data  proven 0, attested 0, claimed 1 of 7',
      '  ✗ 0    data-1  What each feature should look like is written down as a schema, and data is held against it',
      '                 .github/workflows/test.yml:3  `.github/workflows/test.yaml` matches no file',
    ]);
    for (const line of ['Score 0 of 7: a research project rather than a product', 'Held down by: Features and data; the smallest section is the score']) {
      assert.ok(stdout.includes(`${line}\n`), line);
    }
    assert.match(stdout, /^ {2}\+1 +data-1 +Mend `\.github\/workflows\/test\.yml:3`: `\.github\/workflows\/test\.yaml` matches no file$/m);
    assert.ok(stdout.includes('no ethical clearance') && stdout.includes('transcriptions'));
  });

  it('gives JSON of the contract, the same bytes each time, with paths relative to the working folder', async () => {
    const folder = project(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`shop/${name}`, text])));
    const [first, second] = [await score(folder, 'shop', '--format', 'json'), await score(folder, 'shop', '--format', 'json')];
    assert.equal(first.stdout, second.stdout);
    const { schemaVersion, rubric, commit, dirty, score: total, band, bindingSection, sections, notChecked } = JSON.parse(first.stdout) as Record<string, unknown> & { sections: readonly { id: string; tests: readonly Record<string, unknown>[] }[] };
    assert.deepEqual([schemaVersion, rubric, commit, dirty, total, band, bindingSection, notChecked], [1, { id: 'breck-2017', version: '1', title: 'The ML Test Score (2017)', source: 'Breck, Cai, Nielsen, Salib, Sculley: The ML Test Score, IEEE Big Data 2017, doi 10.1109/BigData.2017.8258038. Titles in our own words; bands after two transcriptions that agree, not after the paper itself.' }, null, null, { proven: 0, attested: 0, claimed: 0, adjusted: 0 }, 'a research project rather than a product', 'data', []]);
    assert.deepEqual(sections.map(({ id, tests }) => [id, tests.length]), [['data', 7], ['model', 7], ['infra', 7], ['monitor', 7]]);
    const [schema] = sections[0]?.tests ?? [];
    assert.deepEqual([schema?.['id'], schema?.['status'], schema?.['points'], schema?.['confidence'], schema?.['broken']], [
      'data-1', 'void', 0, 'high',
      [{ level: 'repeated', path: 'shop/.github/workflows/test.yml', cell: null, range: { start: { line: 3, column: 13 }, end: { line: 3, column: 42 } }, message: '`.github/workflows/test.yaml` matches no file' }],
    ]);
  });

  it('names places from the working folder in steps too', async () => {
    const folder = project(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`shop/${name}`, text])));
    const step = 'Mend `shop/.github/workflows/test.yml:3`: `.github/workflows/test.yaml` matches no file';
    const { sections, cheapest } = JSON.parse((await score(folder, 'shop', '--format', 'json')).stdout) as { sections: readonly { tests: readonly { next: readonly string[] }[] }[]; cheapest: readonly { test: string; text: string }[] };
    assert.deepEqual([sections[0]?.tests[0]?.next[0], cheapest.find(({ test }) => test === 'data-1')?.text], [step, step]);
  });

  it('shows as Markdown what only people attest, by test and by section', async () => {
    const attestation = 'attestations:\n  - {id: a, test: data-6, claim: manual, statement: "Adding the last three features took nine days each, from idea to production.", result: nine days, evidence: [{kind: url, ref: "https://board.example.org/1"}], distributed: meeting, performedBy: a, performedOn: 2026-11-20}\n';
    const { stdout } = await score(project({ ...FILES, '.lintel/attestations.yaml': attestation }), '--format', 'markdown');
    assert.ok(stdout.includes('## Features and data: 0 of 7\n\nproven 0, attested 0.5, claimed 1.5\n\n| test |'), stdout);
    assert.match(stdout, /^\| `data-6` \| .* \| 0, attested 0\.5 \| /m);
  });

  it('writes a page without scripts, whose style is the one its policy permits, and a badge', async () => {
    const folder = project({ ...FILES, '.lintel/attestations.yaml': 'attestations:\n  - {id: a, test: data-2, claim: decision, statement: "<script>alert(1)</script> and so on, until it is long enough", performedBy: a, performedOn: 2026-11-20}\n' });
    const { code } = await score(folder, '--output', 'html=a.html', '--output', 'badge=a.svg', '--output', 'markdown=a.md');
    const html = readFileSync(path.join(folder, 'a.html'), 'utf8');
    assert.equal(code, 0);
    assert.ok(!html.includes('<script') && html.includes('&lt;script&gt;alert(1)'));
    assert.equal(PAGE_STYLE_HASH, `sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`);
    assert.ok(html.includes(`content="default-src 'none'; style-src '${PAGE_STYLE_HASH}'; base-uri 'none'; form-action 'none'"`) && html.includes(`<style>${PAGE_STYLE}</style>`));
    assert.ok(!/(?:src|href|style)\s*=/.test(html.replace(/content="[^"]*"/, '')));
    assert.ok(readFileSync(path.join(folder, 'a.svg'), 'utf8').includes('<title>ML Test Score: 0 / 7, breck-2017 version 1, no commit known</title>'));
    assert.ok(readFileSync(path.join(folder, 'a.md'), 'utf8').startsWith('<!-- Lintel report -->\n\n# The ML Test Score (2017): 0 of 7\n'));
  });

  it('fails below the score asked for, and for attestations against what is proven', async () => {
    const contradiction = 'attestations:\n  - {id: a, test: data-1, claim: automated-elsewhere, statement: "The tests of the data run in our CI system on each push.", evidence: [{kind: run, ref: "https://ci.example.org/1"}], performedBy: a, performedOn: 2026-11-20}\n';
    const [plain, contradicted] = [project(FILES), project({ ...FILES, '.lintel/attestations.yaml': contradiction })];
    assert.equal((await score(plain, '--min-score', '0')).code, 0);
    const below = await score(plain, '--min-score', '0.5');
    assert.deepEqual([below.code, below.stderr], [1, 'lintel: the proven score is 0, which is below --min-score 0.5\nlintel: to see it here: lintel score --min-score 0.5\n']);
    const { stdout } = await score(contradicted, '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: readonly { rule: string; path: string }[] };
    assert.deepEqual(findings.filter(({ rule }) => rule === 'attestation/contradicted').map(({ path: file }) => file), ['.lintel/attestations.yaml']);
  });

  it('scores by a rubric of ours or of a file', async () => {
    const folder = project({ ...FILES, 'team.yaml': 'id: team\nsections: [{id: all, title: All}]\ntests: [{id: ci, title: CI runs, points: 4, requires: ci-present}]\n', 'wrong.yaml': 'id: team\nsections: [{id: all, title: All}]\ntests: [{id: ci, title: CI runs, requires: ci-presnt}]\n' });
    assert.equal((await score(folder, '--rubric', 'cmu-17445-m2')).stdout.split('\n')[0], 'Movie recommendations, milestone 2: model and infrastructure quality  cmu-17445-m2 version 1, no commit known');
    assert.ok((await score(folder, '--rubric', 'team.yaml')).stdout.includes('Score 4 of 4\n'));
    assert.deepEqual(await score(folder, '--rubric', 'wrong.yaml'), { code: 2, stdout: '', stderr: 'lintel: wrong.yaml:3:44: no test and no probe is called `ci-presnt`; did you mean `ci-present`?\n' });
  });

  it('fails below the points asked for of a milestone', async () => {
    const folder = project({ ...FILES, Dockerfile: 'FROM python:3.12\nCMD ["python", "-m", "http.server"]\n' });
    const { score: total, most } = JSON.parse((await score(folder, '--rubric', 'cmu-17445-m3', '--format', 'json')).stdout) as { score: { proven: number }; most: number };
    const codes = await Promise.all(['10', '10.5'].map((least) => score(folder, '--rubric', 'cmu-17445-m3', '--min-score', least)));
    assert.deepEqual([total.proven, most, codes.map(({ code }) => code)], [10, 100, [0, 1]]);
  });

  it('fails at gates of a rubric, and shows some tests to instructors only', async () => {
    const team = 'id: team\nsections: [{id: all, title: All}]\ntests:\n  - {id: ci, title: CI runs, points: 4, requires: ci-present}\n  - {id: image, title: An image, points: 2, requires: containers-present, visibility: instructor}\ngates: [{atLeast: 4}, {test: image, atLeast: 2}]\n';
    const folder = project({ ...FILES, 'team.yaml': team });
    const [student, instructor] = [await score(folder, '--rubric', 'team.yaml'), await score(folder, '--rubric', 'team.yaml', '--audience', 'instructor')];
    assert.deepEqual([student.code, instructor.code], [0, 1]);
    assert.ok(student.stdout.includes('Score 4 of 4\n') && student.stdout.includes('Gates\n  ● met: the score has at least 4 proven; proven are 4\n\n') && !student.stdout.includes('image'), student.stdout);
    assert.ok(instructor.stdout.includes('Score 4 of 6\n') && instructor.stdout.includes('  ✗ not met: `image` has at least 2 proven; proven are 0\n'), instructor.stdout);
  });

  for (const [args, message] of [
    [['--audience', 'teacher'], '--audience must be student or instructor, not `teacher`'],
    [['nothing'], '`nothing` is not there; name the folder of a repository'],
    [['schemas.py'], '`schemas.py` is no folder; name the folder of a repository'],
    [['--rubric', 'brek-2017'], '--rubric: there is no rubric and no file `brek-2017`; did you mean `breck-2017`?; Lintel has breck-2017, breck-2016, cmu-17445-i6, cmu-17445-m1, cmu-17445-m2, cmu-17445-m3, cmu-17445-m4'],
    [['--min-score', 'high'], '--min-score must be a number from 0 on, not `high`'],
    [['--format', 'sarif'], '--format must be text, json, markdown, html or badge, not `sarif`'],
    [['--output', 'json=schemas.py'], 'cannot write `schemas.py`: Lintel did not write what is there; name another file, or remove this one first'],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => assert.deepEqual(await score(project(FILES), ...args), { code: 2, stdout: '', stderr: `lintel: ${message}\n` }));
  }

  it('has nothing to say of an empty folder', async () => {
    assert.deepEqual(await score(project({})), { code: 2, stdout: '', stderr: 'lintel: no files under `.`; name the folder of a repository\n' });
  });

  it('tells what was not looked at', async () => {
    const folder = project({ ...FILES, '.github/workflows/broken.yml': 'on: [\n' });
    const { code, stdout } = await score(folder);
    assert.equal(code, 2);
    assert.ok(stdout.includes('Not checked: 1\n  .github/workflows/broken.yml'), stdout);
    assert.equal((await score(folder, '--allow-incomplete')).code, 0);
    assert.equal(existsSync(path.join(folder, '.lintel')), false);
  });
});
