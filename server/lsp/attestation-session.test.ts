import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { CodeAction, CompletionItem, Diagnostic, Hover, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SCORE_METHODS, type AttestResult } from '../protocol/score.ts';
import { testScorer } from './score-harness.test.ts';
import { withSession, type Session } from './session-harness.test.ts';

const NAME = '.lintel/attestations.yaml';

const GOOD = `attestations:
  - id: load-test
    test: monitor-6
    claim: manual
    statement: We ran Locust against staging for ten minutes; the p95 stayed low.
    result: p95 180 ms
    evidence:
      - kind: file
        ref: docs/load-test.md
    distributed: docs/meetings/2026-02-20.md
    performedBy: ada
    performedOn: 2026-02-20
`;

const FILES = { 'docs/load-test.md': '# Load test\n', 'docs/deep/other.md': '', 'train.py': 'print(1)\n' };

interface Open {
  readonly session: Session;
  readonly text: string;
}

/** With a score that is known, and the file in an editor. */
function withFile(text: string, use: (open: Open) => Promise<void>): Promise<void> {
  return withSession({ files: { ...FILES, [NAME]: text }, scorer: testScorer() }, async (session) => {
    await session.open(NAME);
    await session.client.sendNotification(SCORE_METHODS.scoreShown, { isShown: true });
    await session.until(() => {
      session.runTimers();
      return session.scores.some(({ state }) => state.kind === 'done') ? true : null;
    });
    await use({ session, text });
  });
}

/** @param text with `|` where the cursor is */
async function complete(text: string): Promise<readonly CompletionItem[]> {
  const offset = text.indexOf('|');
  const without = text.replace('|', '');
  const items: CompletionItem[] = [];
  await withFile(without, async ({ session }) => {
    const position = TextDocument.create('', 'yaml', 0, without).positionAt(offset);
    items.push(...(await session.client.sendRequest<CompletionItem[]>('textDocument/completion', { textDocument: { uri: session.uri(NAME) }, position })));
  });
  return items;
}

function labels(items: readonly CompletionItem[]): readonly string[] {
  return items.map(({ label }) => label);
}

async function hover(text: string): Promise<string | null> {
  const offset = text.indexOf('|');
  const without = text.replace('|', '');
  const found: string[] = [];
  await withFile(without, async ({ session }) => {
    const position = TextDocument.create('', 'yaml', 0, without).positionAt(offset);
    const shown = await session.client.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri: session.uri(NAME) }, position });
    if (shown !== null && typeof shown.contents === 'object' && 'value' in shown.contents) found.push(shown.contents.value);
  });
  return found[0] ?? null;
}

interface Fixed {
  readonly diagnostics: readonly string[];
  readonly titles: readonly string[];
  /** After the first fix. */
  readonly text: string;
}

async function fix(text: string): Promise<Fixed> {
  const results: Fixed[] = [];
  await withFile(text, async ({ session }) => {
    const diagnostics: readonly Diagnostic[] = session.diagnostics.get(NAME) ?? [];
    const [first] = diagnostics;
    const range = first?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: session.uri(NAME) }, range, context: { diagnostics } });
    const fixes = actions.filter(({ edit }) => edit !== undefined);
    const edits: TextEdit[] = fixes[0]?.edit?.changes?.[session.uri(NAME)] ?? [];
    results.push({
      diagnostics: diagnostics.map(({ code, range: { start } }) => `${start.line + 1} ${String(code)}`),
      titles: fixes.map(({ title }) => title),
      text: TextDocument.applyEdits(TextDocument.create('', 'yaml', 0, text), edits),
    });
  });
  assert.ok(results[0] !== undefined);
  return results[0];
}

const KEPT = GOOD.replace('  - id: load-test\n', '  - id: load-test\n    |\n');

describe('completion in attestations', () => {
  it('offers tests with their titles and what became of them', async () => {
    const items = await complete(GOOD.replace('monitor-6', 'mon|'));
    assert.equal(items.length, 28);
    const item = items.find(({ label }) => label === 'monitor-6');
    assert.deepEqual([item?.detail, item?.textEdit], ['absent: Speed and memory of the model have not become worse', { range: { start: { line: 2, character: 10 }, end: { line: 2, character: 13 } }, newText: 'monitor-6' }]);
  });

  it('offers keys that the entry does not have yet', async () => {
    assert.deepEqual(labels(await complete(KEPT)), ['scope', 'commit', 'reviewedBy', 'expires', 'reason', 'confidence', 'supersedes']);
  });

  for (const [what, text, expected] of [
    ['claims', GOOD.replace('manual', '|'), ['manual', 'automated-elsewhere', 'not-applicable', 'decision', 'dispute']],
    ['keys of evidence', GOOD.replace('ref: docs/load-test.md', '|'), ['kind', 'ref', 'sha256']],
    ['keys of evidence within braces', GOOD.replace(/evidence:[^]*load-test.md/, 'evidence: [{|}]'), ['kind', 'ref', 'sha256']],
    ['kinds of evidence', GOOD.replace('kind: file', 'kind: |'), ['file', 'url', 'commit', 'run', 'image', 'issue']],
    ['files as evidence', GOOD.replace('docs/load-test.md', 'docs/l|'), ['docs/deep/', 'docs/load-test.md']],
    ['files as evidence within braces', GOOD.replace(/evidence:[^]*load-test.md/, 'evidence: [{kind: file, ref: do|}]'), ['.lintel/', 'docs/', 'train.py']],
    ['globs of the scope', GOOD.replace('    result:', '    scope:\n      - doc|\n    result:'), ['.lintel/', 'docs/', 'train.py']],
    ['the day', GOOD.replace('2026-02-20\n', '2026-02-20\n').replace('performedOn: 2026-02-20', 'performedOn: |'), ['2026-03-01']],
    ['nothing outside of the folder', GOOD.replace('docs/load-test.md', '../|'), []],
    ['nothing in a statement', GOOD.replace('We ran', 'We |ran'), []],
  ] as const) {
    it(`offers ${what}`, async () => assert.deepEqual(labels(await complete(text)), expected));
  }

  it('offers reasons from the list', async () => {
    assert.ok(labels(await complete(GOOD.replace('claim: manual', 'claim: not-applicable\n    reason: no|'))).includes('no-online-serving'));
  });
});

describe('hover in attestations', () => {
  it('tells what a test asks, and what it has', async () => {
    const text = await hover(GOOD.replace('monitor-6', 'moni|tor-6'));
    assert.match(text ?? '', /^\*\*monitor-6\*\* Speed and memory of the model have not become worse\n\n[^]*absent: proven 0, attested 0\.5, claimed 0\.5 of 1/);
  });

  it('tells what a key holds', async () => {
    assert.equal(await hover(GOOD.replace('distributed', 'distri|buted')), 'Where the result was shared: a link, a channel, notes of a meeting. Asked for `manual`.\n\n`distributed: docs/meetings/2026-11-02.md`');
  });

  it('says nothing of a comment', async () => assert.equal(await hover(GOOD.replace('claim: manual', 'claim: manual # test: mon|itor-6')), null));
});

describe('findings on attestations', () => {
  it('are none on what is complete, and none on a stub that nobody filled in', async () => {
    assert.deepEqual((await fix(GOOD)).diagnostics, []);
    await withFile('attestations: []\n'.replace(' []', ''), async ({ session }) => {
      const result = await session.client.sendRequest<AttestResult>(SCORE_METHODS.attest, { uri: session.uri(''), test: 'monitor-6' });
      assert.ok(result.ok);
      await session.write(NAME, `attestations:\n${result.edits[0]?.newText ?? ''}`);
      const before = session.scores.length;
      await session.tell(NAME, 2);
      await session.until(() => {
        session.runTimers();
        return session.scores.slice(before).some(({ state }) => state.kind === 'done') ? true : null;
      });
      assert.deepEqual(session.diagnostics.get(NAME) ?? [], []);
    });
  });

  for (const [what, text, diagnostics, title, after] of [
    ['an unknown test takes the nearest', GOOD.replace('monitor-6', 'moniter-6'), ['3 attestation/unknown-test'], 'Attest `monitor-6`', GOOD],
    ['what is missing is added, to be filled in', GOOD.replace('    performedBy: ada\n', ''), ['2 attestation/incomplete-entry'], 'Add `performedBy`', `${GOOD.replace('    performedBy: ada\n', '')}    performedBy: ""\n`],
    ['a reason is asked for', GOOD.replace('manual', 'not-applicable'), ['2 attestation/incomplete-entry'], 'Add `reason`', `${GOOD.replace('manual', 'not-applicable')}    reason: "" # no-personal-data, no-online-serving, image-audio-input, labels-too-expensive, library-only, other-repository, tool-not-supported, not-detected, example-code\n`],
    ['what ended asks for the new result', GOOD.replace('2026-02-20\n', '2026-02-20\n').replace('performedOn: 2026-02-20', 'performedOn: 2025-11-01'), ['12 attestation/expired'], 'It was done again today: write down the new result', GOOD.replace('p95 180 ms', '""').replace('performedOn: 2026-02-20', 'performedOn: 2026-03-01')],
    ['what means to last too long ends when it may', `${GOOD}    expires: 2027-01-01\n`, ['13 attestation/lasts-too-long'], 'Let it end on 2026-03-22', `${GOOD}    expires: 2026-03-22\n`],
    ['other evidence is hashed again', GOOD.replace('load-test.md\n', `load-test.md\n        sha256: ${'0'.repeat(64)}\n`), ['9 attestation/evidence-changed'], 'Write down the new `sha256` after looking at the change', GOOD.replace('load-test.md\n', `load-test.md\n        sha256: ${createHash('sha256').update(FILES['docs/load-test.md']).digest('hex')}\n`)],
  ] as const) {
    it(what, async () => {
      const fixed = await fix(text);
      assert.deepEqual([fixed.diagnostics, fixed.titles[0], fixed.text], [diagnostics, title, after]);
    });
  }

  it('evidence that is not there is told of', async () => {
    assert.deepEqual((await fix(GOOD.replace('load-test.md', 'lost.md'))).diagnostics, ['9 attestation/evidence-missing']);
  });
});
