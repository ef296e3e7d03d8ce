/** The page as text: its policy, what is escaped, what is left out, what is drawn. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { SaxesParser } from 'saxes';
import type { ColumnProfile, Finding, Report } from '../../core/report.ts';
import { joined } from '../chunks.ts';
import { isOwnReport, SIGN_BYTES } from '../own-report.ts';
import type { PageData } from './page-data.ts';
import { toHtml } from './report-html.ts';
import type { HtmlOptions } from './report-html.ts';
import { readSources } from './sources.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from './style.ts';

const HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&\u2028\u202e\u0007\ud800 ::error::x ]]> <!-- </SCRIPT> `a|b`';

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', message: '`StandardScaler` learns from all rows', messageId: 'found', path: 'src/train.py',
  range: { start: { line: 2, column: 5 }, end: { line: 2, column: 9 } }, cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new',
  identity: { line: '', around: '' }, fingerprint: '00', mend: null,
};

const clean: Report = { findings: [], notChecked: [], profiles: [], checked: [{ path: 'src/train.py', kind: 'program' }], rules: [], baseline: null, score: null, isComplete: true };

const rule = {
  id: 'leakage/fit-before-split', summary: 'A transformer that learns before the split', severity: 'error', confidence: 'certain', status: 'stable', since: '0.1.0', fix: 'none', options: {}, messages: {},
  sources: [{ title: 'A paper', where: 'p. 3', url: 'https://example.org/paper' }, { title: 'A trap', url: 'javascript:alert(1)' }],
  docs: { what: 'Finds it.', why: 'It leaks.', instead: 'Split first.', limits: 'None.' },
} as const;

const text = 'console.log(1)';

const options: HtmlOptions = { toolVersion: '0.1.0', profiles: 'left-out', rules: [rule], sourceOf: () => null, script: { text, hash: hashOf(text) } };

function hashOf(of: string): string {
  return `sha256-${createHash('sha256').update(of).digest('base64')}`;
}

function html(report: Partial<Report>, changed: Partial<HtmlOptions> = {}): string {
  return joined(toHtml({ ...clean, ...report }, { ...options, ...changed }));
}

function dataOf(page: string): PageData {
  return JSON.parse(/<script type="application\/json" id="page-data">([^]*?)<\/script>/.exec(page)?.[1] ?? '') as PageData;
}

/** Markup without the sheet, the script and the block of data. */
function bodyOf(page: string): string {
  return page.slice(page.indexOf('<body')).replace(/<script[^]*<\/script>/, '');
}

/** What is read, without tags. */
function words(page: string): string {
  return bodyOf(page).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('the HTML report', () => {
  it('permits its own sheet and script by their hashes, and nothing else', () => {
    const page = html({ findings: [finding] });
    assert.equal(PAGE_STYLE_HASH, hashOf(PAGE_STYLE));
    assert.ok(page.includes(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${PAGE_STYLE_HASH}'; script-src '${options.script.hash}'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'">`));
    assert.ok(page.includes(`<style>${PAGE_STYLE}</style>`) && page.endsWith(`<script>${text}</script>\n</body>\n</html>\n`));
    assert.equal(page.indexOf('Content-Security-Policy'), page.indexOf('http-equiv') + 12);
  });

  it('is known as a report of ours', () => {
    const page = html({ findings: [finding] });
    assert.ok(isOwnReport({ begin: page.slice(0, SIGN_BYTES), end: page.slice(-SIGN_BYTES) }));
  });

  it('makes no markup of names, paths and messages, in text or in data', () => {
    const hostile: Finding = { ...finding, message: HOSTILE, path: HOSTILE, column: HOSTILE, dataset: HOSTILE, rule: `${HOSTILE}/x`, related: [{ path: HOSTILE, range: null, cell: 2, message: HOSTILE }], fixes: [{ title: HOSTILE, safety: 'safe', edits: [], fileEdits: [], cellEdits: [] }] };
    const column: ColumnProfile = { name: HOSTILE, type: 'text', kind: 'text', missing: 1, distinct: 1, isDistinctExact: true, min: HOSTILE, max: HOSTILE, mean: null, std: null, histogram: [1, 2], top: [{ value: HOSTILE, count: 1 }] };
    const page = html(
      { findings: [hostile, { ...hostile, suppressed: { kind: 'comment', reason: HOSTILE } }], notChecked: [{ path: HOSTILE, reason: 'unreadable', message: HOSTILE }], profiles: [{ path: HOSTILE, format: 'csv', rows: 2, columns: [column], isSample: false, delimiter: ',', hasHeader: true }], isComplete: false },
      { profiles: 'shown', sourceOf: () => ({ first: 1, lines: [HOSTILE, HOSTILE] }) },
    );
    assert.deepEqual(page.match(/<\/?script[^>]*>/gi), ['<script type="application/json" id="page-data">', '</script>', '<script>', '</script>']);
    assert.ok(!/<img|<!--|\u202e|\u2028|\u0007/.test(page));
    assert.equal(dataOf(page).findings[0]?.message, HOSTILE);
    const tags: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => tags.push(...(/^(?:img|iframe|object|script)$/.test(name) ? [name] : []), ...Object.keys(attributes).filter((attribute) => /^(?:on|src|style$)/.test(attribute))));
    parser.on('error', (error) => assert.fail(error));
    // an attribute without a value is HTML, not XML
    parser.write(bodyOf(page).replaceAll('<details open>', '<details>').replace(/<details([^>]*) open>/g, '<details$1>').replace(/<\/html>\s*$/, '')).close();
    assert.deepEqual(tags, []);
  });

  it('tells the place, the lines, the steps, the fixes and the help of a finding', async () => {
    const full: Finding = {
      ...finding, confidence: 'likely', related: [{ path: 'src/train.py', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } }, cell: null, message: '1. loaded' }, { path: 'src/other.py', range: null, cell: null, message: '2. used' }],
      fixes: [{ title: 'Split first', safety: 'review', edits: [], fileEdits: [], cellEdits: [] }],
    };
    const sourceOf = await readSources([full], { digest: async (paths, digest) => new Map([...paths].map((path) => [path, digest('a = 1\nb = 2\n\n', path)])) });
    const said = words(html({ findings: [full] }, { sourceOf }));
    assert.ok(said.includes('error StandardScaler learns from all rows src/train.py:2:5 · leakage/fit-before-split · likely, not certain 1 a = 1 &gt; 2 b = 2 How it comes about 1. loaded (line 1) 2. used ( src/other.py ) 1 fix known Split first to be reviewed'), said);
    assert.ok(said.includes('What it finds Finds it. Why it matters It leaks. What to do instead Split first. Limits None. Sources A paper, p. 3 A trap'), said);
    assert.deepEqual(html({ findings: [full] }).match(/href="[^#"]*"/g), ['href="https://example.org/paper"']);
  });

  it('reads lines of the cell of a notebook, and no lines of data', async () => {
    const inCell: Finding = { ...finding, path: 'a.ipynb', cell: 2, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } };
    const inData: Finding = { ...finding, path: 'a.csv', dataset: 'a.csv' };
    const notebook = JSON.stringify({ cells: [{ source: '# title' }, { source: ['x = 1\n', 'y = 2\n'] }] });
    const read: string[] = [];
    const sourceOf = await readSources([inCell, inData], { digest: async (paths, digest) => new Map([...paths].map((path) => (read.push(path), [path, digest(notebook, path)]))) });
    assert.deepEqual([sourceOf(inCell), sourceOf(inData), read], [{ first: 1, lines: ['x = 1', 'y = 2'] }, null, ['a.ipynb']]);
  });

  it('tells values of the data only where they were asked for', () => {
    const column: ColumnProfile = { name: 'city', type: 'text', kind: 'text', missing: 1, distinct: 2, isDistinctExact: true, min: 'Aachen', max: 'Zwolle', mean: null, std: null, histogram: null, top: [{ value: 'Aachen', count: 3 }] };
    const profiles: Report['profiles'] = [{ path: 'a.csv', format: 'csv', rows: 4, columns: [column], isSample: false, delimiter: ',', hasHeader: true }];
    assert.ok(words(html({ profiles }, { profiles: 'shown' })).includes('a.csv 4 rows, 1 column, csv column kind missing distinct min max mean std values most common city text 1 (25 %) 2 Aachen Zwolle Aachen × 3'));
    assert.ok(!html({ profiles }).includes('Aachen'));
  });

  it('counts findings by state, and draws open ones', () => {
    const said = words(html({ findings: [finding, { ...finding, severity: 'info' }, { ...finding, suppressed: { kind: 'config', reason: 'by design' } }, { ...finding, baseline: 'unchanged' }] }));
    assert.ok(said.includes('errors 1 warnings 0 infos 1 known 1 silenced 1 files checked 1'), said);
    assert.ok(said.includes('group errors warnings infos leakage 1 0 1'), said);
    assert.ok(said.includes('2 known or silenced findings not shown here.'), said);
  });

  it('keeps the worst of too many findings, and says how many are left out', () => {
    const many = Array.from({ length: 100_002 }, (_, index): Finding => ({ ...finding, severity: index === 100_001 ? 'error' : 'info', message: String(index) }));
    const page = html({ findings: many });
    const { findings } = dataOf(page);
    assert.deepEqual([findings.length, findings[99_998]?.message, findings[99_999]?.message], [100_000, '99998', '100001']);
    assert.ok(words(page).includes('2 findings left out of this page, which holds the worst 100,000; `--format json` has all'));
    assert.ok(words(page).includes('99,000 more findings not shown here: they stand in the list that a browser with scripts shows'));
  });

  it('cuts texts that no reader reads to their end', () => {
    assert.equal(dataOf(html({ findings: [{ ...finding, message: 'x'.repeat(10_000) }] })).findings[0]?.message, `${'x'.repeat(2000)}… (8,000 characters more)`);
  });

  it('names what a baseline holds and nobody finds, and what was checked', () => {
    const said = words(html({ baseline: { kind: 'file', name: '.lintel/baseline.json', known: 0, moved: 0, absent: [{ rule: 'leakage/group-split', path: 'old.py', identity: { line: '', around: '' }, count: 1, confidence: 'certain', message: '`id` is split' }] }, rules: ['leakage/group-split'] }));
    assert.ok(said.includes('Known in .lintel/baseline.json and no longer there: 1 old.py id is split leakage/group-split Checked 1 file src/train.py 1 rule asked leakage/group-split'), said);
  });

  it('names what was not checked, and that the check is incomplete', () => {
    const said = words(html({ notChecked: [{ path: 'huge.csv', reason: 'too-large', message: 'it has 9 GB' }], isComplete: false }));
    assert.ok(said.includes('The check is incomplete: not everything was looked at to its end.') && said.includes('Not checked: 1 huge.csv too-large: it has 9 GB'), said);
  });
});
