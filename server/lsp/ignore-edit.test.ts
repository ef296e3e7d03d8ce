import assert from 'node:assert/strict';
import { addToToml, addToYaml, type IgnoreEdit, type SuppressionText } from './ignore-edit.ts';

const entry: SuppressionText = { rule: 'text/padded', path: 'data/a.csv', column: 'city', reason: 'as delivered' };

function applied(text: string, edit: IgnoreEdit): string {
  assert.ok(edit.ok);
  const { start, end, newText } = edit.change;
  return text.slice(0, start) + newText + text.slice(end);
}

function yaml(lines: readonly string[], change: Partial<SuppressionText> = {}): string[] {
  const text = lines.join('\n');
  return applied(text, addToYaml(text, { ...entry, ...change })).split('\n');
}

const ITEM = ['  - rule: text/padded', '    path: data/a.csv', '    column: city', '    reason: as delivered', ''];

describe('ignoring a finding in lintel.yaml', () => {
  it('makes the file', () => {
    assert.deepEqual(yaml([]), ['suppressions:', ...ITEM]);
  });

  it('leaves the column out for the whole file', () => {
    assert.deepEqual(yaml([], { column: null }), ['suppressions:', '  - rule: text/padded', '    path: data/a.csv', '    reason: as delivered', '']);
  });

  it('adds the key at the end and keeps comments and odd formatting', () => {
    const before = ['# ours', 'select:   [ all ] # everything', "exclude: ['a' , b]"];
    assert.deepEqual(yaml([...before, '']), [...before, '', 'suppressions:', ...ITEM]);
    assert.deepEqual(yaml(before), [...before, '', 'suppressions:', ...ITEM]);
  });

  it('adds after the last entry, at its indentation, before what follows', () => {
    const before = ['suppressions:', '- rule: a/b   # odd', '  path: "x"', '  reason: because # really', '', '# next', 'select: [all]', ''];
    assert.deepEqual(yaml(before), [
      ...before.slice(0, 4),
      '- rule: text/padded',
      '  path: data/a.csv',
      '  column: city',
      '  reason: as delivered',
      ...before.slice(4),
    ]);
  });

  it('adds after a last line without a line break', () => {
    assert.deepEqual(yaml(['suppressions:', '  - rule: a/b']), ['suppressions:', '  - rule: a/b', ...ITEM]);
  });

  it('fills a key without a value or with an empty list, in its place', () => {
    assert.deepEqual(yaml(['suppressions: # none yet', 'select: [all]', '']), ['suppressions: # none yet', ...ITEM.slice(0, 4), 'select: [all]', '']);
    assert.deepEqual(yaml(['suppressions: []   # none yet', 'select: [all]', '']), ['suppressions:   # none yet', ...ITEM.slice(0, 4), 'select: [all]', '']);
    assert.deepEqual(yaml(['suppressions: []']), ['suppressions:', ...ITEM]);
  });

  it('adds to a list in brackets', () => {
    const [first] = yaml(['suppressions: [{rule: a/b, reason: x}] # ours', ''], { column: null });
    assert.equal(first, 'suppressions: [ { rule: a/b, reason: x }, { rule: text/padded, path: data/a.csv, reason: as delivered } ] # ours');
  });

  it('keeps Windows line ends', () => {
    const text = 'select: [all]\r\n';
    assert.equal(applied(text, addToYaml(text, { ...entry, column: null })), 'select: [all]\r\n\r\nsuppressions:\r\n  - rule: text/padded\r\n    path: data/a.csv\r\n    reason: as delivered\r\n');
  });

  it('quotes what YAML would read otherwise', () => {
    const text = yaml([], { column: 'yes: no', reason: 'a # b\nc', path: '- x.csv' }).join('\n');
    assert.equal(text, 'suppressions:\n  - rule: text/padded\n    path: "- x.csv"\n    column: "yes: no"\n    reason: |-\n      a # b\n      c\n');
  });

  it('touches nothing in a file it cannot read', () => {
    assert.deepEqual(addToYaml('a: [', entry).ok, false);
    assert.deepEqual(addToYaml('suppressions: 3\n', entry), { ok: false, message: '`suppressions` in the config file is no list; mend it first' });
    assert.deepEqual(addToYaml('- a\n', entry), { ok: false, message: 'the config file needs mending first: the file must hold keys with values, such as `select: [all]`' });
  });
});

describe('ignoring a finding in pyproject.toml', () => {
  it('adds a table at the end', () => {
    const text = '[project]\nname = "x" # ours\n\n[tool.lintel]\nselect = ["all"]\n';
    assert.equal(
      applied(text, addToToml(text, { ...entry, reason: 'say "so" \\ yes' })),
      `${text}\n[[tool.lintel.suppressions]]\nrule = "text/padded"\npath = "data/a.csv"\ncolumn = "city"\nreason = "say \\"so\\" \\\\ yes"\n`,
    );
  });

  it('says when there is no place for it', () => {
    assert.equal(addToToml('[tool.lintel]\nsuppressions = []\n', entry).ok, false);
  });
});
