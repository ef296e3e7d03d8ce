import assert from 'node:assert/strict';
import type { EditorScore, EditorTest } from '../../server/protocol/score.ts';
import { NO_MEMORY, placeIn, readFromPanel, readMemory, readToPanel, type ToPanel } from './panel-messages.ts';
import { bindingText, codePieces, commitText, intervalText, mainLink, statusCounts, verdictText } from './score-words.ts';

const PLACE = { uri: 'file:///p/a.ipynb', cell: 2, range: { start: { line: 1, character: 0 }, end: { line: 1, character: 4 } } };

const TEST: EditorTest = {
  id: 'data-1',
  title: 'Values are expected',
  description: 'A schema.',
  status: 'void',
  points: 0,
  attested: 0,
  claimed: 1,
  most: 1,
  confidence: 'high',
  evidence: [{ level: 'real check', text: '`validate` checks', where: 'a.ipynb: cell 3, line 2', place: PLACE }],
  broken: [{ level: 'enforced', text: 'nobody learns of it', where: '', place: null }],
  next: ['Remove `|| true`'],
  mayAttest: true,
};

const SCORE: EditorScore = {
  proven: 0,
  attested: 0,
  claimed: 1,
  adjusted: 0,
  rubric: 'ML Test Score',
  most: 7,
  band: 'a research project',
  bindingSection: 'data',
  sections: [
    { id: 'data', title: 'Data', proven: 0, attested: 0, claimed: 1, most: 7, tests: [TEST] },
    { id: 'model', title: 'Model', proven: 1, attested: 1, claimed: 1, most: 7, tests: [{ ...TEST, id: 'model-1', status: 'automated', points: 1 }] },
  ],
  cheapest: [{ test: 'data-1', points: 1, text: 'Remove `|| true`' }],
  commit: '4f2c1aa80b7777',
  isDirty: true,
  isRestricted: false,
  notChecked: [{ path: 'a.yaml', message: 'it is broken' }],
  notCheckedCount: 1,
};

const SHOW: ToPanel = { kind: 'show', folders: [{ uri: 'file:///p', name: 'p' }], folder: { uri: 'file:///p', name: 'p', state: { kind: 'computing', done: 0.5, path: 'a.py' }, score: SCORE, debt: { summary: '1 kind of debt at 2 places', kinds: [{ id: 'TD-11', title: 'Dead code', says: '2 places' }] } } };

describe('messages between the extension and the panel', () => {
  it('are given back as they are', () => {
    assert.deepEqual(readToPanel(structuredClone(SHOW)), SHOW);
    const empty: ToPanel = { kind: 'show', folders: [], folder: null };
    assert.deepEqual(readToPanel(empty), empty);
    for (const message of [{ kind: 'ready', folder: null }, { kind: 'choose', folder: 'file:///p' }, { kind: 'open', place: PLACE }, { kind: 'attest', test: 'data-1' }, { kind: 'show-debt', debt: 'TD-11' }, { kind: 'refresh' }, { kind: 'manage-trust' }]) assert.deepEqual(readFromPanel(message), message);
  });

  it('lose what nobody asked for', () => assert.deepEqual(readFromPanel({ kind: 'attest', test: 'data-1', more: 1 }), { kind: 'attest', test: 'data-1' }));

  for (const message of [null, 'ready', {}, { kind: 'run' }, { kind: 'attest' }, { kind: 'attest', test: 1 }, { kind: 'open', place: 'file:///etc/passwd' }, { kind: 'open', place: { ...PLACE, cell: -1 } }, { kind: 'open', place: { ...PLACE, cell: 0.5 } }, Object.create({ kind: 'refresh' })]) {
    it(`refuses ${JSON.stringify(message)} of the panel`, () => assert.equal(readFromPanel(message), null));
  }

  for (const [what, change] of Object.entries({
    'a status that is none': { status: 'fine' },
    'points that are no number': { points: Number.NaN },
    'links that are no list': { evidence: {} },
  })) {
    it(`refuses a score with ${what}`, () => {
      const sections = [{ ...SCORE.sections[0], tests: [{ ...TEST, ...change }] }];
      assert.equal(readToPanel({ ...SHOW, folder: { ...SHOW.folder, score: { ...SCORE, sections } } }), null);
    });
  }

  it('name only places that stand in the score', () => {
    assert.deepEqual(placeIn(SCORE, structuredClone(PLACE)), PLACE);
    assert.equal(placeIn(SCORE, { ...PLACE, uri: 'file:///etc/passwd' }), null);
    assert.equal(placeIn(SCORE, { ...PLACE, cell: null }), null);
  });

  it('what the panel keeps is nothing when it was kept by somebody else', () => {
    const kept = { folder: null, open: ['data-1'], filter: ['void' as const], scroll: 12 };
    assert.deepEqual(readMemory(kept), kept);
    assert.deepEqual([readMemory(undefined), readMemory({ ...kept, filter: ['all'] })], [NO_MEMORY, NO_MEMORY]);
  });
});

describe('words of a score', () => {
  it('say how sure it is', () => assert.equal(intervalText(SCORE, SCORE.most), 'proven 0, attested 0, claimed 1 of 7'));

  it('say what became of a test', () => {
    assert.equal(verdictText(TEST), 'Void, 0 of 1 point');
    assert.equal(verdictText({ ...TEST, status: 'manual', points: 0.5, most: 2 }), 'By hand, 0.5 of 2 points');
    assert.equal(verdictText({ ...TEST, status: 'not-applicable' }), 'Not applicable');
  });

  it('name what holds the score down', () => {
    const [data, model] = SCORE.sections;
    assert.ok(data !== undefined && model !== undefined);
    const alike = { ...model, proven: 0 };
    assert.equal(bindingText(SCORE), 'Data holds the score down');
    assert.equal(bindingText({ ...SCORE, sections: [data, alike] }), 'All sections hold the score down alike');
    assert.equal(bindingText({ ...SCORE, sections: [data, alike, model] }), 'Data and Model hold the score down');
    assert.equal(bindingText({ ...SCORE, bindingSection: null }), null);
  });

  it('count tests by what became of them', () => assert.deepEqual(statusCounts(SCORE), [{ status: 'automated', count: 1 }, { status: 'void', count: 1 }]));

  it('show code as code', () => {
    assert.deepEqual(codePieces('run `a` or `b`'), [{ isCode: false, text: 'run ' }, { isCode: true, text: 'a' }, { isCode: false, text: ' or ' }, { isCode: true, text: 'b' }]);
    assert.deepEqual(codePieces('one ` alone'), [{ isCode: false, text: 'one ` alone' }]);
  });

  it('point at where a void test breaks, and at the check of one that is done', () => {
    assert.equal(mainLink(TEST)?.text, 'nobody learns of it');
    assert.equal(mainLink({ ...TEST, status: 'automated' })?.text, '`validate` checks');
    assert.equal(mainLink({ ...TEST, evidence: [], broken: [] }), null);
  });

  it('name the commit', () => {
    assert.equal(commitText(SCORE), 'commit 4f2c1aa80b with changes that are not committed');
    assert.equal(commitText({ ...SCORE, commit: null }), null);
  });
});
