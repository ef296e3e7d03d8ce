/** Markdown for pull requests: the whole text for a small report, its bounds for a large one, texts that mean harm. */
import assert from 'node:assert/strict';
import type { Finding, Report } from '../core/report.ts';
import { joined } from './chunks.ts';
import { COMMENT_CHARACTERS, markdownReport, MIN_CHARACTERS, toMarkdown } from './markdown.ts';
import { isOwnReport } from './own-report.ts';
import { HOSTILE_TEXTS } from './testing/hostile-texts.ts';

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', messageId: '', message: '`StandardScaler` is fitted on all rows', path: 'src/train.py', range: { start: { line: 12, column: 5 }, end: { line: 12, column: 9 } },
  cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new', identity: { line: '', around: '' }, fingerprint: '1', mend: null,
};
const empty: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };
const drawn = (report: Partial<Report>, limit = COMMENT_CHARACTERS): string => markdownReport({ ...empty, ...report }, { profiles: 'shown', limit });

describe('the report as Markdown', () => {
  it('tells the whole, groups and the worst findings', () => {
    const findings: readonly Finding[] = [
      { ...finding, severity: 'info', rule: 'style/x', message: 'a note', path: 'a.ipynb', cell: 3 },
      { ...finding, severity: 'warning', message: '`a|b` is odd', path: 'data/a.csv', range: null },
      finding,
      { ...finding, suppressed: { kind: 'config', reason: 'no' } },
      { ...finding, baseline: 'unchanged' },
    ];
    const text = drawn({ findings, checked: [{ path: 'src/train.py', kind: 'program' }], notChecked: [{ path: 'x.csv', reason: 'too-large', message: 'it has 9 GB' }], isComplete: false });
    assert.equal(
      text,
      [
        '## Lintel: 3 findings (1 error, 1 warning, 1 info); 1 Python file checked; 1 silenced by the configuration; 1 not checked',
        '',
        '| group | errors | warnings | infos |',
        '|---|--:|--:|--:|',
        '| leakage | 1 | 1 |  |',
        '| style |  |  | 1 |',
        '',
        '### Worst first',
        '',
        '- **error** `src/train.py:12`: `StandardScaler` is fitted on all rows (leakage/fit-before-split)',
        '- **warning** `data/a.csv`: `a\\|b` is odd (leakage/fit-before-split)',
        '- **info** `a.ipynb: cell 3, line 12`: a note (style/x)',
        '',
        '<details><summary>1 not checked</summary>',
        '',
        '- `x.csv`: too-large, it has 9 GB',
        '',
        '</details>',
        '',
      ].join('\n'),
    );
  });

  it('folds all findings away behind the worst ten', () => {
    const findings = Array.from({ length: 12 }, (_, index) => ({ ...finding, path: `f${index % 2}.py`, range: { start: { line: index + 1, column: 1 }, end: { line: index + 1, column: 2 } } })).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const text = drawn({ findings });
    assert.match(text, /### Worst ten first\n\n(- [^\n]*\n){10}\n<details>/);
    assert.match(text, /<details><summary>All 12 findings<\/summary>\n\n`f0\.py`\n\n(- [^\n]*\n){6}\n`f1\.py`\n\n(- [^\n]*\n){6}\n<\/details>\n$/);
    assert.doesNotMatch(text, /more;/);
  });

  it('stays within its bounds and counts what is left out', () => {
    const long = '<'.repeat(300);
    const findings = Array.from({ length: 5000 }, (_, index) => ({ ...finding, path: `${long}/${String(index).padStart(5, '0')}.py`, message: `${index} ${long}` }));
    const notChecked = Array.from({ length: 3000 }, (_, index) => ({ path: `${index}.csv`, reason: 'unreadable' as const, message: long }));
    const profiles = Array.from({ length: 20 }, (_, index) => ({ path: `${index}${long}.csv`, format: 'csv', rows: 1, columns: Array.from({ length: 500 }, (_unused, at) => ({ name: `${at}${long}`, type: 'text', kind: 'text', missing: 0, distinct: 1, isDistinctExact: true, min: null, max: null, mean: null, std: null, histogram: null, top: [] }) as const), isSample: false, delimiter: ',', hasHeader: true }));
    const text = joined(toMarkdown({ ...empty, findings, notChecked, profiles, isComplete: false }, { profiles: 'shown' }));
    assert.ok(text.length <= 60_000, `${text.length}`);
    assert.ok(isOwnReport({ begin: text.slice(0, 4096), end: text.slice(-4096) }));
    const shown = text.slice(text.indexOf('<summary>All'), text.indexOf('not checked</summary>')).match(/^- \*\*/gm)?.length ?? 0;
    assert.match(text, new RegExp(`- and ${String(5000 - shown).replace(/(\d)(\d{3})$/, '$1,$2')} more; \`--format json\` has all`));
    assert.equal([...text.matchAll(/<details>/g)].length, [...text.matchAll(/<\/details>/g)].length);
  });

  it('keeps its bounds with as many groups as a stored report may name', () => {
    const findings = Array.from({ length: 3000 }, (_, index) => ({ ...finding, rule: `${'g'.repeat(70)}${index}/${'r'.repeat(80)}`, path: '@a'.repeat(500), message: '@a'.repeat(500) }));
    const profiles = Array.from({ length: 9 }, () => ({ path: '_'.repeat(900), format: 'csv', rows: 1, columns: [], isSample: false, delimiter: ',', hasHeader: true }));
    const text = drawn({ findings, profiles, notChecked: [{ path: '@a'.repeat(500), reason: 'unreadable', message: '@a'.repeat(500) }], isComplete: false }, MIN_CHARACTERS);
    assert.ok(text.length <= MIN_CHARACTERS, `${text.length}`);
    assert.match(text, /^\| and 2,960 more \| {2}\| {2}\| {2}\|$/m);
  });

  it('formats nothing, links to nothing and calls nobody that stands in names and messages', () => {
    for (const hostile of HOSTILE_TEXTS) {
      const text = drawn({ findings: Array.from({ length: 11 }, () => ({ ...finding, message: hostile, path: hostile, rule: 'a/b' })), notChecked: [{ path: hostile, reason: 'unreadable', message: hostile }], isComplete: false });
      // what stands between backticks is code
      const [, ...lines] = text.split('\n');
      const outside = lines.map((line) => line.replace(/(?<![\\`])(`+)(?!`)(?:(?!\1).)*?(?<!`)\1(?!`)/g, '')).join('\n');
      assert.deepEqual(outside.match(/<(?!\/?details>|\/?summary>|!-- -->)/g), null, outside.slice(0, 500));
      assert.doesNotMatch(outside, /(?<!\\)[[\]~$]|https?:|@\w|^\s*::|^#+ x/m);
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      assert.equal(lines.filter((line) => line.startsWith('- **error**')).length, 21);
    }
  });
});
