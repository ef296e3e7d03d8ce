import assert from 'node:assert/strict';
import type { ColumnProfile, Finding, Report } from '../core/report.ts';
import { joined } from './chunks.ts';
import { toConcise } from './concise.ts';
import type { TextOptions } from './finding-lines.ts';
import { toJson } from './json.ts';
import { toJsonl } from './jsonl.ts';
import { cutToWidth, display, widthOf } from './terminal.ts';
import { toText } from './text.ts';

const finding: Finding = {
  rule: 'outliers/non-finite',
  severity: 'error',
  confidence: 'certain',
  messageId: 'found',
  message: '`age` is infinite in 2 of 1,200 rows',
  path: 'data/train.csv',
  range: { start: { line: 3, column: 5 }, end: { line: 3, column: 8 } },
  cell: null,
  dataset: 'data/train.csv',
  column: 'age',
  rows: [2, 9],
  related: [{ path: 'data/train.csv', range: null, cell: null, message: 'also here' }],
  fixes: [],
  suppressed: null,
  baseline: 'new',
  identity: { line: '', around: '' },
  fingerprint: '00ff',
  mend: { pandas: 'df', polars: 'df' },
};

const numbers: ColumnProfile = {
  name: 'age', type: 'text', kind: 'float', missing: 300, distinct: 61, isDistinctExact: true, min: 0.5, max: 99, mean: 40, std: 12,
  histogram: [1, 0, 4, 8, 8, 8, 4, 2, 1, 1], top: [{ value: '40', count: 9 }],
};

const names: ColumnProfile = {
  name: 'na\u001b[31mme 東京', type: 'text', kind: 'text', missing: 0, distinct: 1180, isDistinctExact: false, min: null, max: null, mean: null, std: null, histogram: null, top: [],
};

const sampleReport: Report = {
  findings: [
    finding,
    { ...finding, rule: 'packaging/empty-rows', severity: 'warning', message: '4 of 1,200 rows are empty', range: { start: { line: 12, column: 1 }, end: { line: 12, column: 2 } }, column: null, rows: null, related: [], mend: null },
    { ...finding, severity: 'info', message: 'silenced', suppressed: { kind: 'config', reason: 'by design', owner: 'orders', until: '2027-03-01' } },
    { ...finding, severity: 'info', message: '`x\u202ey\n` is odd', path: 'b.parquet', dataset: 'b.parquet', range: null, column: 'x\u202ey\n', rows: null, related: [], mend: null },
  ],
  notChecked: [{ path: 'huge\u0007.csv', reason: 'out-of-memory', message: 'the engine needs more memory than it may use; raise memory-limit' }],
  profiles: [{ path: 'data/train.csv', format: 'csv', rows: 1200, columns: [numbers, names], isSample: false, delimiter: ',', hasHeader: true }],
  checked: [{ path: 'data/test.csv', kind: 'dataset' }, { path: 'data/train.csv', kind: 'dataset' }],
  rules: ['outliers/non-finite'],
  baseline: null,
  score: null,
  isComplete: false,
};

const cleanReport: Report = { findings: [], notChecked: [], profiles: [], checked: ['a.csv', 'b.csv', 'c.csv'].map((path) => ({ path, kind: 'dataset' as const })), rules: [], baseline: null, score: null, isComplete: true };

const options: TextOptions = { toolVersion: '0.1.0', profiles: 'left-out', isColored: false, width: 80, detail: 'usual' };

function lines(...text: readonly string[]): string {
  return text.map((line) => `${line}\n`).join('');
}

describe('text report', () => {
  it('groups findings by file and names what was not checked', () => {
    assert.equal(
      joined(toText(sampleReport, options)),
      lines(
        'data/train.csv',
        '   3:5  error    `age` is infinite in 2 of 1,200 rows  outliers/non-finite',
        '                 also here',
        '  12:1  warning  4 of 1,200 rows are empty  packaging/empty-rows',
        '',
        'b.parquet',
        '  info     `x\\u{202e}y\\n` is odd  outliers/non-finite',
        '',
        'Not checked: 1',
        '  huge\\u{7}.csv',
        '    out-of-memory: the engine needs more memory than it may use; raise',
        '    memory-limit',
        '',
        '3 findings (1 error, 1 warning, 1 info); 2 datasets checked; 1 silenced by the configuration; 1 not checked',
        'Next: lintel explain outliers/non-finite',
      ),
    );
  });

  it('draws tables with their findings, row numbers and silenced findings in the long form', () => {
    assert.equal(
      joined(toText({ ...sampleReport, notChecked: [] }, { ...options, profiles: 'shown', detail: 'long' })),
      lines(
        'data/train.csv  csv, 1,200 rows x 2 columns',
        '  12:1  warning  4 of 1,200 rows are empty  packaging/empty-rows',
        '',
        '  column             type        missing   distinct  range            shape',
        '  age                float          25 %         61  0.5 … 99         ▁ ▄███▄▂▁▁',
        '    3:5  error    `age` is infinite in 2 of 1,200 rows [rows 2, 9]',
        '                  outliers/non-finite',
        '                  also here',
        '    3:5  info     silenced [rows 2, 9] [silenced by orders until 2027-03-01: by',
        '                  design]',
        '                  outliers/non-finite',
        '                  also here',
        '  na\\u{1b}[31mme …   text              -     ~1,180',
        '',
        'b.parquet',
        '  info     `x\\u{202e}y\\n` is odd  outliers/non-finite',
        '',
        '3 findings (1 error, 1 warning, 1 info); 2 datasets checked; 1 silenced by the configuration; the check is incomplete',
        'Next: lintel explain outliers/non-finite',
      ),
    );
  });

  it('stays within 80 columns', () => {
    const text = joined(toText({ ...sampleReport, findings: sampleReport.findings.slice(0, 1) }, { ...options, profiles: 'shown', detail: 'long' }));
    assert.deepEqual(text.split('\n').filter((line) => widthOf(line) > 80), []);
  });

  it('draws only the columns with findings of a very wide table, past the first', () => {
    const columns = Array.from({ length: 500 }, (_, index) => ({ ...numbers, name: `c${index}` }));
    const report = { ...cleanReport, findings: [{ ...finding, column: 'c400' }], profiles: [{ path: 'data/train.csv', format: 'csv', rows: 9, columns, isSample: false, delimiter: ',', hasHeader: true }] };
    const text = joined(toText(report, { ...options, profiles: 'shown' }));
    assert.deepEqual(text.match(/^  c\d+/gm)?.slice(-2), ['  c59', '  c400']);
    assert.match(text, /^ {2}and 439 columns more without findings; --format json has them all$/m);
  });

  it('says when all is well', () => assert.equal(joined(toText(cleanReport, options)), lines('No findings; 3 datasets checked')));

  it('colours only when asked', () => {
    assert.equal(joined(toText(cleanReport, { ...options, isColored: true })), '\u001b[32mNo findings; 3 datasets checked\u001b[39m\n');
  });
});

describe('concise report', () => {
  it('has one line per finding and per thing not checked', () => {
    assert.equal(
      joined(toConcise(sampleReport)),
      lines(
        'data/train.csv:3:5: error outliers/non-finite `age` is infinite in 2 of 1,200 rows',
        'data/train.csv:12:1: warning packaging/empty-rows 4 of 1,200 rows are empty',
        'b.parquet: info outliers/non-finite `x\\u{202e}y\\n` is odd',
        'huge\\u{7}.csv: not checked (out-of-memory): the engine needs more memory than it may use; raise memory-limit',
        '3 findings (1 error, 1 warning, 1 info); 2 datasets checked; 1 silenced by the configuration; 1 not checked',
      ),
    );
  });
});

describe('JSON report', () => {
  it('holds exactly what the contract says', () => {
    const report = { ...sampleReport, findings: sampleReport.findings.slice(0, 1), notChecked: sampleReport.notChecked };
    assert.deepEqual(JSON.parse(joined(toJson(report, options))), {
      schemaVersion: 1,
      tool: { name: 'lintel', version: '0.1.0' },
      findings: [
        {
          rule: 'outliers/non-finite',
          severity: 'error',
          confidence: 'certain',
          message: '`age` is infinite in 2 of 1,200 rows',
          path: 'data/train.csv',
          range: { start: { line: 3, column: 5 }, end: { line: 3, column: 8 } },
          cell: null,
          dataset: 'data/train.csv',
          column: 'age',
          rows: [2, 9],
          related: [{ path: 'data/train.csv', range: null, cell: null, message: 'also here' }],
          fixes: [],
          suppressed: null,
          baseline: 'new',
          fingerprint: '00ff',
        },
      ],
      notChecked: [{ path: 'huge\u0007.csv', reason: 'out-of-memory', message: 'the engine needs more memory than it may use; raise memory-limit' }],
      checked: [{ path: 'data/test.csv', kind: 'dataset' }, { path: 'data/train.csv', kind: 'dataset' }],
      rules: ['outliers/non-finite'],
      summary: { errors: 1, warnings: 0, infos: 0, filesChecked: 2, datasetsChecked: 2, complete: false },
    });
  });

  it('counts open findings only and keeps silenced ones with their reason', () => {
    const parsed = JSON.parse(joined(toJson(sampleReport, options))) as { findings: { suppressed: unknown }[]; summary: unknown };
    assert.deepEqual(parsed.findings.map((each) => each.suppressed), [null, null, { kind: 'config', reason: 'by design', owner: 'orders', until: '2027-03-01' }, null]);
    assert.deepEqual(parsed.summary, { errors: 1, warnings: 1, infos: 1, filesChecked: 2, datasetsChecked: 2, complete: false });
  });

  it('adds profiles when they are asked for', () => {
    const parsed = JSON.parse(joined(toJson(sampleReport, { ...options, profiles: 'shown' }))) as { profiles: unknown };
    assert.deepEqual(parsed.profiles, sampleReport.profiles);
  });

  it('spells out what a terminal would act on, without changing the data', () => {
    const text = joined(toJson(sampleReport, options));
    assert.ok(text.includes('`x\\u202ey\\n` is odd'));
    assert.deepEqual(text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/g), null);
  });
});

describe('JSON lines', () => {
  it('starts with a head and ends with a summary', () => {
    const parsed = joined(toJsonl(sampleReport, { ...options, profiles: 'shown' })).trimEnd().split('\n').map((line) => JSON.parse(line) as { type: string });
    assert.deepEqual(parsed.map((line) => line.type), ['head', 'finding', 'finding', 'finding', 'finding', 'not-checked', 'checked', 'checked', 'profile', 'summary']);
    assert.deepEqual(parsed.at(-1), { type: 'summary', rules: ['outliers/non-finite'], errors: 1, warnings: 1, infos: 1, filesChecked: 2, datasetsChecked: 2, complete: false });
  });
});

describe('terminal text', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a\u001b]8;;http://x\u0007b', 'a\\u{1b}]8;;http://x\\u{7}b'],
    ['a\r\n\tb', 'a\\r\\n\\tb'],
    ['\u009b31m', '\\u{9b}31m'],
    ['a\u2066b\u2028c\ufeffd\u200be', 'a\\u{2066}b\\u{2028}c\\u{feff}d\\u{200b}e'],
    ['\ud800', '\\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['::error file=x::pwn.py', '\\u{3a}:error file=x::pwn.py'],
    ['a ::stop-commands::x', 'a \\u{3a}:stop-commands::x'],
    ['##[error]x ##vso[task.complete]', '\\u{23}#[error]x \\u{23}#vso[task.complete]'],
    ['tests/test_a.py::test_b std::vector a[::2] ## Title', 'tests/test_a.py::test_b std::vector a[::2] ## Title'],
    ['größe 東京 \u{1F469}\u200d\u{1F52C}', 'größe 東京 \u{1F469}\u200d\u{1F52C}'],
  ];
  for (const [given, shown] of cases) it(`shows ${JSON.stringify(given)} as ${shown}`, () => assert.equal(display(given), shown));

  it('measures wide, combining and joined characters', () => {
    assert.deepEqual(['abc', '東京', 'e\u0301', '\u{1F469}\u200d\u{1F52C}'].map(widthOf), [3, 4, 1, 2]);
  });

  it('cuts without halving a wide character', () => assert.equal(cutToWidth('東京都', 4), '東…'));
});
