/** Reports for GitLab and GitHub: what each documents, and texts that mean harm. */
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import type { Finding, Report } from '../core/report.ts';
import { NO_SURROUNDINGS } from './blamed-texts.ts';
import type { BlamedTexts } from './blamed-texts.ts';
import { joined } from './chunks.ts';
import { toGithub } from './github.ts';
import { toGitlab } from './gitlab.ts';
import { asFile, isOwnReport, SIGN_BYTES } from './own-report.ts';

const finding: Finding = {
  rule: 'leakage/fit-before-split', severity: 'error', confidence: 'certain', message: '`scaler` learns from all rows', messageId: 'fitted', path: 'src/train.py',
  range: { start: { line: 2, column: 1 }, end: { line: 2, column: 9 } }, cell: null, dataset: null, column: null, rows: null, related: [], fixes: [], suppressed: null, baseline: 'new',
  identity: { line: '', around: '' }, fingerprint: '00ff', mend: null,
};

const NOTEBOOK = '{\n "cells": [\n  {\n   "cell_type": "code",\n   "source": [\n    "a = 1\\n",\n    "b = fit(a)"\n   ]\n  }\n ],\n "nbformat": 4\n}\n';

const texts: BlamedTexts = { digest: async (paths, digest) => new Map([...paths].flatMap((each) => (each === 'a.ipynb' ? [[each, digest(NOTEBOOK, each)] as const] : []))) };

const inCell: Finding = { ...finding, severity: 'warning', path: 'a.ipynb', cell: 1, range: { start: { line: 2, column: 1 }, end: { line: 2, column: 2 } } };

const table: Finding = { ...finding, severity: 'info', path: 'a b.parquet', range: null, dataset: 'a b.parquet', column: 'age' };

const silenced: Finding = { ...finding, suppressed: { kind: 'comment', reason: 'by design' } };

const known: Finding = { ...finding, baseline: 'unchanged' };

const base: Report = { findings: [], notChecked: [], profiles: [], checked: [], rules: [], baseline: null, score: null, isComplete: true };

const report: Report = { ...base, findings: [finding, inCell, table, silenced, known], notChecked: [{ path: 'huge.csv', reason: 'too-large', message: 'split it' }], isComplete: false };

const HOSTILE = 'x%0A::error::y\n::add-mask::z\r::stop-commands::t,a:b\u001b[31m\u202e<b>`|\ud800 ##[error]e ##vso[task.x]v';

const hostile: Report = { ...base, findings: [{ ...finding, path: HOSTILE, message: HOSTILE }], notChecked: [{ path: HOSTILE, reason: 'damaged', message: HOSTILE }], isComplete: false };

function assertOwn(text: string, format: 'gitlab' | 'github'): void {
  const file = joined({ [Symbol.iterator]: () => asFile([text], format) });
  assert.ok(isOwnReport({ begin: file.slice(0, SIGN_BYTES), end: file.slice(-SIGN_BYTES) }));
}

describe('report for code quality of GitLab', () => {
  /** Source: GitLab Docs, Code Quality, "Code Quality report format", 2026-11. */
  const isValid = new Ajv({ strict: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
      properties: {
        description: { type: 'string', minLength: 1 },
        check_name: { type: 'string', minLength: 1 },
        fingerprint: { type: 'string', pattern: '^[0-9a-f]+$' },
        severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
        location: {
          type: 'object',
          required: ['path', 'lines'],
          properties: { path: { type: 'string', pattern: '^(?!\\./|/)' }, lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } } },
        },
      },
    },
  });

  interface Entry {
    readonly description: string;
    readonly fingerprint: string;
    readonly location: { readonly path: string };
  }

  const entriesOf = async (from: Report, folderInRepository = '.'): Promise<readonly Entry[]> => {
    const text = joined(await toGitlab(from, { texts, folderInRepository }));
    assertOwn(text, 'gitlab');
    const entries: readonly Entry[] = JSON.parse(text);
    assert.ok(isValid(entries), JSON.stringify(isValid.errors));
    assert.equal(new Set(entries.map((each) => each.fingerprint)).size, entries.length);
    return entries;
  };

  it('holds open and known findings and what was not checked', async () => {
    const entries = await entriesOf(report, 'ml');
    const entry = (description: string, severity: string, [path, begin]: readonly [string, number]): object => ({ engine_name: 'lintel', description, check_name: finding.rule, severity, location: { path, lines: { begin } } });
    assert.deepEqual(entries.map(({ fingerprint: _, ...rest }) => rest), [
      entry(finding.message, 'critical', ['ml/src/train.py', 2]),
      entry(`${finding.message} (cell 1, line 2)`, 'major', ['ml/a.ipynb', 7]),
      entry(finding.message, 'minor', ['ml/a b.parquet', 1]),
      entry(finding.message, 'critical', ['ml/src/train.py', 2]),
      { ...entry('Not checked (too-large): split it', 'info', ['ml/huge.csv', 1]), check_name: 'lintel/not-checked' },
    ]);
    assert.equal(entries[0]?.fingerprint, '00ff');
  });

  it('is an empty list of ours where nothing was found', async () => {
    assert.deepEqual(await entriesOf(base), []);
    assert.equal(isOwnReport({ begin: '[]\n', end: '[]\n' }), false);
  });

  it('names the rule where a stored report says nothing', async () => {
    const [entry] = await entriesOf({ ...base, findings: [{ ...finding, message: ' ' }] });
    assert.equal(entry?.description, finding.rule);
  });

  it('holds whatever a file is called', async () => {
    const [entry] = await entriesOf(hostile);
    assert.equal(entry?.description, 'x%0A::error::y ::add-mask::z ::stop-commands::t,a:b\ufffd[31m\ufffd<b>`|\ufffd ##[error]e ##vso[task.x]v');
  });
});

describe('annotations for GitHub', () => {
  const TOKEN = 'f3b4-token';

  const textOf = async (from: Report): Promise<string> => {
    const text = joined(await toGithub(from, { ...NO_SURROUNDINGS, texts, stopToken: TOKEN }));
    assertOwn(text, 'github');
    return text;
  };

  interface Command {
    readonly name: string;
    readonly properties: Readonly<Record<string, string>>;
    readonly text: string;
  }

  /** What a runner takes for commands. */
  const commandsOf = (text: string): readonly Command[] => {
    const commands: Command[] = [];
    let stop: string | null = null;
    for (const line of text.split(/\r\n|\r|\n/)) {
      const match = /^\s*::([\w-]+)(?: (.*?))?::(.*)$/.exec(line);
      if (match === null) continue;
      const [, name = '', given = '', value = ''] = match;
      if (stop !== null) {
        if (name === stop) stop = null;
        else commands.push({ name: `off:${name}`, properties: {}, text: value });
        continue;
      }
      if (name === 'stop-commands') stop = value;
      else commands.push({ name, properties: Object.fromEntries(given.split(',').filter((each) => each !== '').map((each) => [each.slice(0, each.indexOf('=')), decode(each.slice(each.indexOf('=') + 1))])), text: decode(value) });
    }
    assert.equal(stop, null);
    return commands;
  };

  const decode = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');

  it('annotates what is new and lists everything in the log', async () => {
    const text = await textOf(report);
    assert.deepEqual(commandsOf(text), [
      { name: 'error', properties: { file: 'src/train.py', line: '2', endLine: '2', col: '1', endColumn: '9', title: finding.rule }, text: finding.message },
      { name: 'warning', properties: { file: 'a.ipynb', line: '7', endLine: '7', col: '6', endColumn: '7', title: finding.rule }, text: `${finding.message} (cell 1, line 2)` },
      { name: 'notice', properties: { file: 'a b.parquet', title: finding.rule }, text: finding.message },
      { name: 'warning', properties: { title: 'Lintel could not check everything' }, text: 'huge.csv (too-large): split it' },
      { name: 'group', properties: {}, text: 'What Lintel found' },
      { name: 'endgroup', properties: {}, text: '' },
    ]);
    const log = text.slice(text.indexOf(`::stop-commands::${TOKEN}\n`), text.indexOf(`::${TOKEN}::\n`));
    assert.match(log, /^src\/train\.py:2:1: error leakage\/fit-before-split `scaler` learns from all rows$/m);
  });

  it('says nothing where nothing was found', async () => {
    assert.equal(await textOf(base), '');
  });

  it('leaves columns out of a place of several lines', async () => {
    const [command] = commandsOf(await textOf({ ...base, findings: [{ ...finding, range: { start: { line: 2, column: 4 }, end: { line: 5, column: 1 } } }] }));
    assert.deepEqual(command?.properties, { file: 'src/train.py', line: '2', endLine: '5', title: finding.rule });
  });

  it('shows ten of each level, the most severe first, and how many there are', async () => {
    const many = (count: number, severity: Finding['severity']): readonly Finding[] => Array.from({ length: count }, () => ({ ...finding, severity }));
    const commands = commandsOf(await textOf({ ...report, findings: [...many(30, 'info'), ...many(30, 'warning'), ...many(30, 'error'), known] }));
    assert.deepEqual(commands.map(({ name }) => name).slice(0, -2), [...many(10, 'error').map(() => 'error'), ...many(9, 'warning').map(() => 'warning'), ...many(9, 'info').map(() => 'notice'), 'warning', 'notice']);
    assert.equal(commands.at(-3)?.text, '90 findings, of which 28 are annotations; the log lists all');
  });

  it('lets no name or message become a command', async () => {
    const text = await textOf(hostile);
    const clean = 'x%0A::error::y ::add-mask::z ::stop-commands::t,a:b\ufffd[31m\ufffd<b>`|\ufffd ##[error]e ##vso[task.x]v';
    assert.deepEqual(commandsOf(text), [
      { name: 'error', properties: { file: clean, line: '2', endLine: '2', col: '1', endColumn: '9', title: finding.rule }, text: clean },
      { name: 'warning', properties: { title: 'Lintel could not check everything' }, text: `${clean} (damaged): ${clean}` },
      { name: 'group', properties: {}, text: 'What Lintel found' },
      { name: 'endgroup', properties: {}, text: '' },
    ]);
    assert.doesNotMatch(text, /[\u001b\u202e\r\ud800]/);
    assert.doesNotMatch(text, /^\s*##/m);
  });
});
