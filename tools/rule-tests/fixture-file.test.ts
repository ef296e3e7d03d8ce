import assert from 'node:assert/strict';
import { columnRule } from '../../rules/api/rule.ts';
import { parseFixtureFile, sectionCase, type FixtureSection } from './fixture-file.ts';

const rule = columnRule({
  id: 'text/padded',
  summary: 'Padded text',
  severity: 'info',
  confidence: 'certain',
  status: 'preview',
  since: '0.1.0',
  sources: [],
  docs: { what: '', why: '', instead: '', limits: '' },
  options: { minRows: { kind: 'number', default: 1, min: 1, max: 10, unit: 'rows', doc: '', source: '' } },
  messages: { padded: '{column} is padded' },
  fix: 'none',
  examples: { bad: [], good: [] },
  yieldsTo: [],
  mend: null,
  applies: () => false,
  measures: () => ({}),
  judge: () => [],
});

function section(...lines: readonly string[]): FixtureSection {
  const found = parseFixtureFile(['# text/padded', '', '## the case', '', ...lines].join('\n')).sections[0];
  assert.ok(found !== undefined);
  return found;
}

describe('fixture files', () => {
  it('headings are cases, blocks are inputs, the rest is prose', () => {
    const file = parseFixtureFile('# text/padded\n\nProse.\n\n## one\n\n```csv\na\n```\n\n## two\n\nMore prose.\n');
    assert.deepEqual(file, {
      id: 'text/padded',
      sections: [
        { title: 'one', lineNumber: 5, blocks: [{ language: 'csv', words: new Map(), text: 'a\n' }] },
        { title: 'two', lineNumber: 11, blocks: [] },
      ],
    });
  });

  it('settings, marks and the file name make the case', () => {
    const made = sectionCase(rule, section('```yaml', 'label: a', 'options: {min-rows: 2}', 'select: [text/other]', '```', '```csv file=x.csv', 'a', ' b', '^^ padded', '```'));
    assert.deepEqual(made, {
      title: 'the case',
      rule,
      input: { kind: 'text', fileName: 'x.csv', bytes: Buffer.from('a\n b\n'), text: 'a\n b\n', marks: [{ kind: 'cell', lineNumber: 2, startColumn: 1, endColumn: 3, message: 'padded' }] },
      options: { minRows: 2 },
      label: 'a',
      ids: [],
      select: ['text/other'],
      notChecked: null,
    });
  });

  const bytesOf = (...lines: readonly string[]): Uint8Array => {
    const { input } = sectionCase(rule, section(...lines));
    assert.ok(input.kind === 'text');
    return input.bytes;
  };

  it('rows are repeated below the header, in JSON lines from the first', () => {
    assert.deepEqual(bytesOf('```csv repeat=2', 'a', '1', '2', '```'), Buffer.from('a\n1\n2\n1\n2\n'));
    assert.deepEqual(bytesOf('```jsonl repeat=2', '{"a": 1}', '```'), Buffer.from('{"a": 1}\n{"a": 1}\n'));
  });

  it('rows that stand once and numbered rows make long tables', () => {
    assert.deepEqual(bytesOf('```csv repeat=2 once=1 number=#', 'a,b', 'x,#', '#,1', '```'), Buffer.from('a,b\nx,#\n1,1\n2,1\n'));
  });

  it('the bytes follow the words of the block', () => {
    assert.deepEqual(bytesOf('```csv encoding=utf-16le eol=crlf', 'é', '```'), Buffer.from([0xff, 0xfe, 0xe9, 0, 13, 0, 10, 0]));
    assert.deepEqual(bytesOf('```csv encoding=utf-16be end=open', 'é', '```'), Buffer.from([0xfe, 0xff, 0, 0xe9]));
    assert.deepEqual(bytesOf('```csv encoding=windows-1252', 'é', '```'), Buffer.from([0xe9, 10]));
    assert.deepEqual(bytesOf('```csv encoding=utf-8-bom', 'a', '```'), Buffer.from([0xef, 0xbb, 0xbf, 0x61, 10]));
    assert.deepEqual(bytesOf('```csv nul=yes encoding=broken-utf-8', 'a␀�', '```'), Buffer.from([0x61, 0, 0xff, 10]));
  });

  it('what cannot be meant is refused with its place', () => {
    assert.throws(() => parseFixtureFile('## one\n'), { message: 'line 1: `# <group>/<name>` is missing' });
    assert.throws(() => parseFixtureFile('# a/b\n## one\n```csv\n'), { message: 'line 3: the block is never closed' });
    assert.throws(() => bytesOf('```csv eol=cr', 'a', '```'), { message: 'eol=cr is none of lf, crlf' });
    assert.throws(() => bytesOf('```csv encoding=windows-1252', '→', '```'), { message: 'windows-1252 is written only with the characters of Latin-1' });
    assert.throws(() => section('```csv times=2', '```'), { message: 'line 5: `times=2` is none of file=, repeat=, once=, number=, encoding=, eol=, end=, nul=, after=' });
    assert.throws(() => sectionCase(rule, section('no block')), { message: 'line 3: a case has one csv, tsv, jsonl or json block, this one has 0' });
    assert.throws(() => sectionCase(rule, section('```yaml', 'lable: a', '```', '```csv', '```')), { message: 'line 3: `lable` is none of options, label, ids, select, not-checked, confidence' });
    assert.throws(() => sectionCase(rule, section('```yaml', 'options: {rows: 1}', '```', '```csv', '```')), { message: '`rows` is no option of text/padded; it has min-rows' });
  });
});
