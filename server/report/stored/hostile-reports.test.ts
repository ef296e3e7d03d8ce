/** Reports that somebody edited: whatever stands in any of their texts, no format takes it for more than text. */
import assert from 'node:assert/strict';
import { SaxesParser } from 'saxes';
import type { Report } from '../../core/report.ts';
import { NO_SURROUNDINGS } from '../blamed-texts.ts';
import { joined } from '../chunks.ts';
import type { Chunks } from '../chunks.ts';
import { toConcise } from '../concise.ts';
import { toGithub } from '../github.ts';
import { toGitlab } from '../gitlab.ts';
import { toHtml } from '../html/report-html.ts';
import { toJson } from '../json.ts';
import { toJsonl } from '../jsonl.ts';
import { toJunit } from '../junit.ts';
import { toMarkdown } from '../markdown.ts';
import { toSarif } from '../sarif/to-sarif.ts';
import { scoreBadge } from '../score/badge.ts';
import { scoreMarkdown } from '../score/markdown.ts';
import { scoreText } from '../score/text.ts';
import { HOSTILE_TEXTS } from '../testing/hostile-texts.ts';
import { toText } from '../text.ts';
import { readDocument } from './read-stored.ts';

const range = { start: { line: 3, column: 5 }, end: { line: 3, column: 8 } };
const link = { level: 'wired', path: 'a.yml', cell: null, range, message: 'm' };
const finding = {
  rule: 'a/b', severity: 'error', confidence: 'certain', message: 'm', path: 'a.csv', range, cell: 2, dataset: 'a.csv', column: 'c', rows: [1], related: [{ path: 'b.py', range, cell: 1, message: 'm' }],
  fixes: [{ title: 't', safety: 'safe', edits: [{ path: 'b.py', range, cell: null, newText: 'x' }] }], suppressed: null, baseline: 'new', fingerprint: 'f',
};
const notChecked = [{ path: 'huge.csv', reason: 'too-large', message: 'm' }];
/** Every member that reports have, each text in it. */
const document: object = {
  schemaVersion: 1,
  tool: { name: 'lintel', version: '1' },
  findings: [finding, { ...finding, range: null, cell: null, dataset: null }, { ...finding, suppressed: { kind: 'config', reason: 'r', owner: 'o', until: '2026-01-31' } }],
  notChecked,
  checked: [{ path: 'a.csv', kind: 'dataset' }],
  rules: ['a/b'],
  loads: [{ dataset: 'd.parquet', path: 'b.py', range, cell: 1 }],
  profiles: [{ path: 'a.csv', format: 'csv', rows: 2, columns: [{ name: 'c', type: 'text', kind: 'text', missing: 0, distinct: 2, isDistinctExact: true, min: 'a', max: 'b', mean: null, std: null, histogram: [1, 2], top: [{ value: 'a', count: 1 }] }], isSample: false, delimiter: ',', hasHeader: true }],
  baseline: { kind: 'file', name: 'n', known: 1, moved: 0, absent: [{ rule: 'a/b', path: 'p', count: 1, confidence: 'likely', message: 'm' }] },
  score: {
    rubric: { id: 'r', version: '1', title: 'R', source: 's' }, commit: 'c', dirty: true, score: { proven: 0, attested: 1, claimed: 1, adjusted: 0 }, most: 2, band: 'b', bindingSection: 'data',
    gates: [{ title: 't', on: { kind: 'test', id: 'data-1' }, of: 'proven', atLeast: 1, has: 0, met: false }],
    sections: [{ id: 'data', title: 'D', proven: 0, attested: 1, claimed: 1, adjusted: 0, most: 2, tests: [{ id: 'data-1', title: 'T', status: 'void', points: 0, attested: 1, claimed: 1, source: 'detected', confidence: 'high', level: 'wired', evidence: [link], broken: [link], next: ['n'] }] }],
    cheapest: [{ test: 'data-1', points: 1, text: 't' }], findings: [finding], notChecked, complete: false,
  },
  summary: { complete: false },
};

type Way = readonly (string | number)[];

function waysToTexts(value: unknown, way: Way = []): readonly Way[] {
  if (typeof value === 'string') return [way];
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, each]) => waysToTexts(each, [...way, key])) : [];
}

function changed(value: unknown, way: Way, text: string): unknown {
  const [key, ...rest] = way;
  if (key === undefined) return text;
  if (Array.isArray(value)) return value.map((each: unknown, index) => (String(index) === String(key) ? changed(each, rest, text) : each));
  return Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, name === key ? changed(each, rest, text) : each]));
}

/** The document with the text wherever a reader takes it. */
function edited(text: string): Report {
  const ways = waysToTexts(document).filter((way) => readDocument(JSON.stringify(changed(document, way, text))).ok);
  assert.ok(ways.length > 40, String(ways.length));
  const stored = readDocument(JSON.stringify(ways.reduce<unknown>((value, way) => changed(value, way, text), document)));
  assert.ok(stored.ok);
  return stored.report;
}

const rules = [] as const;
const options = { toolVersion: '1', profiles: 'shown', isColored: false, width: 120, detail: 'long', rules, stopToken: 'stop-token', script: { text: 'x', hash: 'y' }, sourceOf: () => null, ...NO_SURROUNDINGS } as const;

async function drawn(report: Report): Promise<ReadonlyMap<string, string>> {
  const chunks: readonly (readonly [string, Chunks])[] = [
    ['text', toText(report, options)], ['concise', toConcise(report)], ['json', toJson(report, options)], ['jsonl', toJsonl(report, options)], ['sarif', await toSarif(report, options)], ['gitlab', await toGitlab(report, options)],
    ['github', await toGithub(report, options)], ['junit', toJunit(report, options)], ['markdown', toMarkdown(report, options)], ['html', await toHtml(report, options)],
  ];
  assert.ok(report.score !== null);
  return new Map([...chunks.map(([format, each]) => [format, joined(each)] as const), ['score text', scoreText(report.score, options)], ['score markdown', scoreMarkdown(report.score)], ['badge', scoreBadge(report.score)]]);
}

/** All that moves a cursor, hides or turns text; joiners are part of scripts and emoji. */
const UNSEEN = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('a stored report that somebody edited', () => {
  it('is text in every format, wherever the edit is', async () => {
    for (const text of HOSTILE_TEXTS) {
      for (const [format, report] of await drawn(edited(text))) {
        const found = UNSEEN.exec(report);
        assert.equal(found === null ? '' : report.slice(Math.max(0, found.index - 60), found.index + 20), '', `${format} of ${text.slice(0, 40)}`);
        const open = format === 'github' ? report.replace(/^::(?:error|warning|notice) [^\n]*\n|^::group::What Lintel found\n::stop-commands::stop-token\n[^]*^::stop-token::\n::endgroup::\n/gm, '') : report;
        assert.doesNotMatch(open, /^\s*(?:::[a-z-]+[^\n]*::|##(?:vso|teamcity)?\[)/m, format);
        if (/junit|badge/.test(format)) assert.doesNotThrow(() => new SaxesParser().write(report).close(), format);
        if (/html|markdown|badge/.test(format)) assert.doesNotMatch(open.replace(/<script[^>]*>x<\/script>/, '').replace(/`[^`\n]*`/g, ''), /<(?:script|img)\b(?![^>]*type="application\/json")/i, format);
      }
    }
  });
});
