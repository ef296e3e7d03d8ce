/** What a person sees of an HTML report, opened from a disk; each story leaves a picture in .vscode-host/shots. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Finding, Report } from '../../../server/core/report.ts';
import { inPieces } from '../../../server/report/chunks.ts';
import { toHtml } from '../../../server/report/html/report-html.ts';
import { hostsFolder, projectRoot } from '../hosts.ts';
import { openPage } from '../page.ts';
import { makeWorkspace, scoredProject } from '../workspace.ts';

const bundles = path.join(projectRoot, 'dist');
const shots = path.join(hostsFolder, 'shots');

const HOSTILE = '"><img src="https://example.org/x" onerror="alert(1)"></script><script>alert(1)</script> {{7*7}} `<b>code</b>` \u202e ::error::x';

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', message: '`StandardScaler` learns from all rows', messageId: 'found', path: 'src/train.py',
  range: { start: { line: 2, column: 5 }, end: { line: 2, column: 9 } }, cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new',
  identity: { line: '', around: '' }, fingerprint: '00', mend: null,
};

const clean: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };

const hostileReport: Report = {
  ...clean,
  findings: [
    { ...finding, message: HOSTILE, path: HOSTILE, column: HOSTILE, rule: `${HOSTILE}/x`, related: [{ path: HOSTILE, range: null, cell: null, message: HOSTILE }], fixes: [{ title: HOSTILE, safety: 'safe', edits: [], fileEdits: [], cellEdits: [] }] },
    { ...finding, message: 'plain', severity: 'info' },
    { ...finding, message: 'as before', baseline: 'unchanged' },
    { ...finding, message: 'meant so', suppressed: { kind: 'comment', reason: HOSTILE } },
  ],
  profiles: [{ path: HOSTILE, format: 'csv', rows: 2, isSample: false, delimiter: ',', hasHeader: true, columns: [{ name: HOSTILE, type: 'text', kind: 'text', missing: 0, distinct: 1, isDistinctExact: true, min: HOSTILE, max: HOSTILE, mean: null, std: null, histogram: [1, 2], top: [{ value: HOSTILE, count: 2 }] }] }],
  notChecked: [{ path: HOSTILE, reason: 'unreadable', message: HOSTILE }],
};

const LONG = 100_000;

const longReport = (): Report => ({
  ...clean,
  findings: Array.from({ length: LONG }, (_, index): Finding => ({ ...finding, message: `\`column_${index}\` is null in ${index % 100} % of rows`, path: `data/part-${Math.floor(index / 50)}.csv`, severity: index % 3 === 0 ? 'error' : 'warning', rule: index % 2 === 0 ? 'leakage/fit-before-split' : 'miscoding/mixed-types' })),
});

describe('the HTML report', () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  /** Requests, lines of the console, errors and dialogs: all that shows that something got out or ran. */
  let seen: string[];

  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'lintel-page-'));
    mkdirSync(shots, { recursive: true });
    ({ browser, page } = await openPage({ width: 1280, height: 900 }));
    page.on('request', (request) => seen.push(`request ${request.url()}`));
    page.on('console', (message) => seen.push(`console ${message.text()}`));
    page.on('pageerror', (error) => seen.push(`error ${error.message}`));
    page.on('dialog', (dialog) => {
      seen.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
  });

  beforeEach(() => {
    seen = [];
  });

  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, report: Report): string => {
    const file = path.join(folder, name);
    const script = readFileSync(path.join(bundles, 'report-page.js'), 'utf8');
    const chunks = toHtml(report, { toolVersion: '0.1.0', profiles: 'shown', rules: [], sourceOf: () => ({ first: 1, lines: [HOSTILE] }), script: { text: script, hash: `sha256-${createHash('sha256').update(script).digest('base64')}` } });
    const to = openSync(file, 'w');
    for (const piece of inPieces(chunks)) writeSync(to, piece);
    closeSync(to);
    return file;
  };
  const open = async (file: string): Promise<void> => {
    await page.goto(pathToFileURL(file).href);
    await page.locator('.row').first().waitFor();
    assert.deepEqual(seen, [`request ${pathToFileURL(file).href}`]);
  };
  const shoot = async (name: string, kept: string | null = null): Promise<void> => {
    const file = path.join(shots, `${name}.png`);
    await page.screenshot({ path: file });
    if (kept !== null && process.env['LINTEL_UPDATE'] === '1') copyFileSync(file, path.join(projectRoot, 'docs/images', kept));
  };
  const status = (): Promise<string | null> => page.locator('#status').textContent();
  const messages = (): Promise<readonly string[]> => page.locator('.row:not(.head) .first').allTextContents();

  it('shows what was found in a project, in light and dark, in forced colours, narrow, and on paper', async function () {
    this.timeout(120_000);
    const file = path.join(folder, 'project.html');
    const project = await makeWorkspace(scoredProject, folder);
    const { status: code, stderr } = spawnSync(process.execPath, [path.join(bundles, 'cli.cjs'), 'check', '.', '--fail-on', 'never', '--allow-incomplete', '--no-progress', '--score', '--output', `html=${file}`], { cwd: project, encoding: 'utf8' });
    assert.equal(code, 0, stderr);
    await open(file);
    await shoot('40-report-light', 'report-light.png');
    await page.getByLabel(/^Search/).fill('fit-before-split');
    await page.locator('.row', { hasText: 'StandardScaler' }).first().click();
    await page.locator('.detail .steps').waitFor();
    await page.getByLabel(/^Search/).fill('');
    assert.match((await page.locator('.row.active').textContent()) ?? '', /StandardScaler/);
    await page.evaluate(`document.querySelector('.panes').scrollIntoView({ block: 'end' })`);
    await shoot('41-report-findings', 'report-findings.png');
    await page.emulateMedia({ colorScheme: 'dark' });
    await shoot('42-report-dark', 'report-dark.png');
    await page.evaluate(`document.querySelector('#data').scrollIntoView()`);
    await shoot('43-report-data-dark', 'report-data-dark.png');
    await page.evaluate(`document.querySelector('#score').scrollIntoView()`);
    await shoot('44-report-score-dark');
    await page.evaluate(`document.querySelector('.panes').scrollIntoView({ block: 'end' })`);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await shoot('45-report-forced-colours');
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize({ width: 480, height: 900 });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 480);
    await shoot('46-report-narrow');
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.deepEqual([await page.locator('#app').isVisible(), await page.locator('#plain .finding').first().isVisible(), await page.evaluate('getComputedStyle(document.body).backgroundColor')], [false, true, 'rgb(255, 255, 255)']);
    await page.evaluate('window.scrollTo(0, 0)');
    await shoot('47-report-print', 'report-print.png');
    await page.emulateMedia({ media: null, colorScheme: null });
    await page.pdf({ path: path.join(shots, '48-report.pdf'), format: 'A4', printBackground: true });
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('runs nothing of what data, code and paths say, and sends nothing', async () => {
    await open(write('hostile.html', hostileReport));
    assert.deepEqual((await messages()).map((text) => text.slice(0, 14)), ['error "><img s', 'info plain']);
    await page.locator('.row:not(.head)').first().click();
    const shown = await page.locator('.detail').textContent();
    assert.ok(shown?.includes('<script>alert(1)</script>') && !shown.includes('\u202e'), shown ?? '');
    await page.getByRole('button', { name: 'silenced 1' }).click();
    await page.getByLabel('Group by').selectOption('rule');
    assert.equal(await status(), '3 of 4 findings shown');
    await shoot('49-report-hostile');
    assert.deepEqual([await page.locator('img, iframe, object, embed, link').count(), await page.locator('script').count()], [0, 1]);
    assert.equal(seen.length, 1, seen.join('\n'));
  });

  it('refuses a script that is not its own', async () => {
    await open(write('hostile.html', hostileReport));
    const ran = await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.append('document.title = "ran"');
      document.body.append(script);
      return document.title;
    })()`);
    assert.notEqual(ran, 'ran');
  });

  it('chooses by words, severity, state, group and file', async () => {
    await open(write('hostile.html', hostileReport));
    const search = page.getByLabel(/^Search/);
    assert.equal(await status(), '2 of 4 findings shown');
    await page.keyboard.press('/');
    await page.keyboard.type('PLAIN train.py');
    assert.deepEqual([await messages(), await status()], [['info plain'], '1 of 4 findings shown']);
    await search.fill('nothing is like this');
    assert.equal(await page.locator('.detail').textContent(), 'No finding is like that.');
    await search.fill('');
    await page.getByRole('button', { name: 'error 1' }).click();
    assert.deepEqual(await messages(), ['info plain']);
    await page.getByRole('button', { name: 'error 1' }).click();
    await page.getByRole('button', { name: 'new 2' }).click();
    await page.getByRole('button', { name: 'known 1' }).click();
    assert.deepEqual(await messages(), ['error as before']);
    await page.getByRole('button', { name: 'new 2' }).click();
    await page.getByLabel('Rule group').selectOption('leakage');
    assert.deepEqual(await messages(), ['info plain', 'error as before']);
    await page.getByLabel('File', { exact: true }).fill('no such file');
    assert.equal(await status(), '0 of 4 findings shown');
  });

  it('is used with the keyboard alone', async () => {
    await open(write('hostile.html', hostileReport));
    await page.getByRole('tree').focus();
    const active = (): Promise<string | null> => page.locator('.row.active').textContent();
    await page.keyboard.press('End');
    assert.equal(await page.locator('.detail .message').textContent(), 'info plain');
    await page.keyboard.press('ArrowLeft');
    assert.equal(await active(), '▾ src/train.py 1');
    await page.keyboard.press('ArrowLeft');
    assert.deepEqual([await active(), await page.locator('.row.active').getAttribute('aria-expanded'), (await messages()).length], ['▸ src/train.py 1', 'false', 1]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator('.detail .message').textContent(), 'info plain');
  });

  it('is read without its script', async () => {
    const file = write('hostile.html', hostileReport);
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(pathToFileURL(file).href);
    assert.deepEqual(await plain.locator('#plain .message').allTextContents(), [`error ${HOSTILE.replaceAll('`', '').replace('\u202e', ' ')}`, 'info plain']);
    assert.ok(await plain.locator('#plain .message').last().isVisible());
    await context.close();
  });

  it(`holds few rows of ${LONG} findings, and shows each of them`, async () => {
    const began = Date.now();
    await open(write('long.html', longReport()));
    const openedMs = Date.now() - began;
    const rows = (): Promise<number> => page.locator('.row').count();
    assert.ok((await rows()) < 60, `${await rows()} rows`);
    await page.getByRole('tree').focus();
    await page.keyboard.press('End');
    await page.locator('.row.active', { hasText: `column_${LONG - 1}` }).waitFor();
    assert.ok((await rows()) < 60, `${await rows()} rows`);
    const filterMs = await page.evaluate<number>(`(() => {
      const words = document.querySelector('#words');
      const start = performance.now();
      words.value = 'column_77777';
      words.dispatchEvent(new Event('input', { bubbles: true }));
      return performance.now() - start;
    })()`);
    assert.deepEqual(await messages(), ['warning column_77777 is null in 77 % of rows']);
    await shoot('50-report-long');
    console.log(`      written and opened in ${openedMs} ms, searched in ${Math.round(filterMs)} ms`);
    assert.ok(filterMs < 2000, `searched in ${filterMs} ms`);
  });
});
