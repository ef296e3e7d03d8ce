import assert from 'node:assert/strict';
import { joined } from '../../report/chunks.ts';
import { baselineText } from '../../report/baseline/file-text.ts';
import type { BaselineEntry } from '../report.ts';
import { readBaseline } from './read-baseline.ts';

const entry: BaselineEntry = { rule: 'leakage/fit-before-split', path: 'src/a.py', identity: { line: '0123456789abcdef', around: 'fedcba9876543210' }, count: 1, confidence: 'likely', message: 'said' };
const place = { root: '/p', workingFolder: '/p' };
const write = (entries: readonly BaselineEntry[]): string => joined(baselineText(entries, { ...place, toolVersion: '1.2.3' }));

function faultOf(text: string): string {
  const reading = readBaseline(text, place);
  return reading.ok ? 'none' : `${reading.line}: ${reading.text}`;
}

const AGAIN = 'restore it from version control, or remove it and run `lintel baseline create`';

describe('a baseline as text', () => {
  it('has one entry per line, sorted, no totals', () => {
    const text = write([entry, { ...entry, path: 'a.py', count: 2, message: 'a `\u202e`\n' }]);
    assert.equal(
      text,
      `{
  "kind": "lintel-baseline",
  "schemaVersion": 1,
  "tool": {"name":"lintel","version":"1.2.3"},
  "entries": [
    {"path":"a.py","rule":"leakage/fit-before-split","around":"fedcba9876543210","line":"0123456789abcdef","count":2,"confidence":"likely","message":"a \`\\u202e\`\\n"},
    {"path":"src/a.py","rule":"leakage/fit-before-split","around":"fedcba9876543210","line":"0123456789abcdef","confidence":"likely","message":"said"}
  ]
}
`,
    );
  });

  it('is read as it was written, wherever the run is', () => {
    const entries = [{ ...entry, path: '../tests/b.py' }, { ...entry, path: 'a.py' }];
    const text = joined(baselineText(entries, { root: '/p', workingFolder: '/p/src', toolVersion: '1.2.3' }));
    assert.deepEqual(readBaseline(text, { root: '/p', workingFolder: '/p/src' }), { ok: true, entries, toolVersion: '1.2.3' });
    assert.deepEqual(readBaseline(write([]), place), { ok: true, entries: [], toolVersion: '1.2.3' });
  });

  it('adds up what two branches added', () => {
    const text = write([entry]).replace(/( {4}\{.*\})\n/, '$1,\n$1\n');
    assert.deepEqual(readBaseline(`\ufeff${text.replaceAll('\n', '\r\n')}`, place), { ok: true, entries: [{ ...entry, count: 2 }], toolVersion: '1.2.3' });
  });

  it('names the line of what is no JSON', () => {
    const text = write([entry, { ...entry, path: 'z.py' }]);
    assert.equal(faultOf(text.replace('"said"},', '"said"}')), `7: it is no JSON; ${AGAIN}`);
    assert.equal(faultOf(text.slice(0, -30)), `7: it is no JSON; ${AGAIN}`);
    assert.equal(faultOf(''), `1: it is no JSON; ${AGAIN}`);
    assert.equal(faultOf('['.repeat(1_000_000)), `null: it is no JSON; ${AGAIN}`);
  });

  it('names the line of a conflict', () => {
    const text = write([entry]).replace(/( {4}\{.*\})\n/, '<<<<<<< HEAD\n$1\n=======\n$1\n>>>>>>> other\n');
    assert.equal(faultOf(text), '6: a merge conflict was left in it; keep the entries of both sides, remove the marks, and run again');
  });

  it('refuses what a newer Lintel wrote', () => {
    assert.equal(faultOf(write([entry]).replace('"schemaVersion": 1', '"schemaVersion": 2')), '3: a newer Lintel (1.2.3) wrote it, with schemaVersion 2, and this one reads up to 1; update Lintel');
  });

  it('refuses other files', () => {
    for (const text of ['[]', 'null', '{"schemaVersion":1,"tool":{"name":"lintel"},"findings":[]}']) assert.equal(faultOf(text), '1: it is no baseline of Lintel; name another file, or remove it and run `lintel baseline create`');
  });

  it('names the line of a wrong entry', () => {
    const wrong = (from: string, to: string): string => faultOf(write([{ ...entry, path: 'a.py' }, entry]).replace(new RegExp(`(src.*)${from}`), `$1${to}`));
    assert.equal(wrong('"rule":"leakage/fit-before-split"', '"rule":7'), `7: entry 2 has no \`rule\`; ${AGAIN}`);
    assert.equal(wrong('0123456789abcdef', 'x'), `7: entry 2 has a \`line\` that is none of Lintel's; ${AGAIN}`);
    assert.equal(wrong('"confidence"', '"count":-1,"confidence"'), `7: entry 2 has a \`count\` that is no whole number from 1 on; ${AGAIN}`);
    assert.equal(wrong('"likely"', '"sure"'), `7: entry 2 has a \`confidence\` that is none of certain, likely, possible; ${AGAIN}`);
    assert.equal(faultOf(write([entry]).replace('src/a.py', '//host/share')), `6: entry 1 has an absolute \`path\`; ${AGAIN}`);
    assert.equal(faultOf(write([entry]).replace('"entries": [', '"entries": [\n    7,')), `6: entry 1 is no object; ${AGAIN}`);
  });

  it('is read without touching what every object has', () => {
    const before = Object.getOwnPropertyNames(Object.prototype);
    assert.equal(readBaseline(write([entry]).replace('{"path"', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"path"'), place).ok, true);
    assert.deepEqual([Object.getOwnPropertyNames(Object.prototype), 'polluted' in {}], [before, false]);
  });
});
