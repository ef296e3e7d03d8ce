/** The summary of a step: what is added to the file, and what is not. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding, Report } from '../core/report.ts';
import { HOSTILE_TEXTS } from '../report/testing/hostile-texts.ts';
import { appendStepSummary } from './step-summary.ts';

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', messageId: '', message: 'fitted', path: 'a.py', range: null, cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null,
  baseline: 'new', identity: { line: '', around: '' }, fingerprint: '1', mend: null,
};
const empty: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };

describe('the summary of a step in GitHub Actions', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'summary-'));
    file = path.join(folder, 'summary.md');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Returns what is said on stderr. */
  const append = async (report: Report, { summary = file, format = 'github', writesStepSummary = false }: { readonly summary?: string; readonly format?: 'github' | 'text'; readonly writesStepSummary?: boolean } = {}): Promise<string> => {
    let said = '';
    const stderr = { once: () => undefined, off: () => undefined, write: (text: string, done: (error?: Error) => void) => ((said += text), done()) } as unknown as NodeJS.WriteStream;
    await appendStepSummary(report, { flags: { format, outputs: [], writesStepSummary }, host: { env: summary === '' ? {} : { GITHUB_STEP_SUMMARY: summary }, stderr }, profiles: 'left-out' });
    return said;
  };

  it('is added to what is there, for the format of GitHub or when asked for', async () => {
    writeFileSync(file, '# ours');
    assert.equal(await append(empty), '');
    assert.equal(readFileSync(file, 'utf8'), '# ours\n## Lintel: No findings; 0 datasets checked\n');
    assert.equal(await append(empty, { format: 'text' }), '');
    assert.equal(readFileSync(file, 'utf8').match(/## Lintel/g)?.length, 1);
    assert.equal(await append(empty, { format: 'text', writesStepSummary: true }), '');
    assert.equal(readFileSync(file, 'utf8').match(/## Lintel/g)?.length, 2);
  });

  it('never makes the file larger than 900 kB, in bytes', async () => {
    const findings = Array.from({ length: 9000 }, (_, index) => ({ ...finding, path: `${index}.py`, message: '東京'.repeat(140) }));
    writeFileSync(file, 'x'.repeat(500_000));
    assert.equal(await append({ ...empty, findings }), '');
    const { size } = statSync(file);
    assert.ok(size > 800_000 && size <= 900_000, String(size));
    assert.match(readFileSync(file, 'utf8'), /- and [\d,]+ more; `--format json` has all\n\n<\/details>\n$/);
    writeFileSync(file, 'x'.repeat(899_000));
    assert.equal(await append(empty), `lintel: cannot write the summary of the step to \`${file}\`: it is nearly as large as GitHub allows; run Lintel in a step of its own\n`);
    assert.equal(statSync(file).size, 899_000);
  });

  it('says why it was not written, and harms nothing', async () => {
    assert.equal(await append(empty, { summary: folder }), `lintel: cannot write the summary of the step to \`${folder}\`: it is a folder\n`);
    assert.equal(await append(empty, { summary: path.join(folder, 'no', 'file') }), `lintel: cannot write the summary of the step to \`${path.join(folder, 'no', 'file')}\`: its folder is not there\n`);
    assert.equal(await append(empty, { summary: '/dev/full' }), 'lintel: cannot write the summary of the step to `/dev/full`: it is no file\n');
    assert.equal(await append(empty, { summary: '', writesStepSummary: true }), 'lintel: cannot write the summary of the step: GITHUB_STEP_SUMMARY names no file; GitHub Actions sets it\n');
    assert.equal(await append(empty, { summary: '' }), '');
    writeFileSync(file, 'kept');
    chmodSync(file, 0o444);
    if (process.getuid?.() !== 0) assert.equal(await append(empty), `lintel: cannot write the summary of the step to \`${file}\`: no permission\n`);
  });

  it('holds no command, whatever stands in names', async () => {
    for (const text of HOSTILE_TEXTS) await append({ ...empty, findings: [{ ...finding, path: text, message: text }] });
    assert.doesNotMatch(readFileSync(file, 'utf8'), /^\s*(?:::|##vso)|\u001b|\u202e/m);
  });
});
