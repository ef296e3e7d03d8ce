import assert from 'node:assert/strict';
import type { CodeAction } from 'vscode-languageserver';
import { SCORE_METHODS, type AttestResult, type EditorTest, type ScoreResult } from '../protocol/score.ts';
import { testScorer } from './score-harness.test.ts';
import { withSession, type Session } from './session-harness.test.ts';

/** Features are tested, but nobody learns of a test that fails. */
const FILES = {
  'requirements.txt': 'pandas==2.2.0\n',
  'src/__init__.py': '',
  'src/features.py': 'import pandas as pd\n\n\ndef clean_ratings(ratings: pd.DataFrame) -> pd.DataFrame:\n    return ratings.dropna(subset=["rating"]).drop_duplicates()\n',
  'src/train.py': 'import pandas as pd\nfrom sklearn.linear_model import Ridge\n\nfrom src.features import clean_ratings\n\nratings = clean_ratings(pd.read_csv("data/ratings.csv"))\nRidge().fit(ratings[["user_id"]], ratings["rating"])\n',
  'tests/test_features.py': 'import pandas as pd\n\nfrom src.features import clean_ratings\n\n\ndef test_ratings_are_cleaned():\n    ratings = pd.DataFrame({"user_id": [1, 1], "rating": [4, None]})\n    assert len(clean_ratings(ratings)) == 1\n',
  '.github/workflows/test.yml': 'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest || true\n',
};

function ask(session: Session, name = '', refreshes = false): Promise<ScoreResult> {
  return session.client.sendRequest(SCORE_METHODS.score, { uri: session.uri(name), refreshes });
}

function show(session: Session, isShown: boolean): Promise<void> {
  return session.client.sendNotification(SCORE_METHODS.scoreShown, { isShown, isDebtShown: false });
}

/** Waits until so many scores were told of. */
function told(session: Session, count: number): Promise<true> {
  return session.until(() => {
    session.runTimers();
    return session.scores.filter(({ state }) => state.kind === 'done').length >= count ? true : null;
  });
}

function testsOf(result: ScoreResult): readonly EditorTest[] {
  return result?.score?.sections.flatMap(({ tests }) => tests) ?? [];
}

describe('the score in a session', () => {
  it('is computed when it is asked for, with places as addresses', () =>
    withSession({ files: FILES, scorer: testScorer() }, async (session) => {
      const result = await ask(session);
      assert.equal(result?.state.kind, 'done');
      assert.deepEqual(result.score?.sections.map(({ id, most, tests }) => [id, most, tests.length]), [['data', 7, 7], ['model', 7, 7], ['infra', 7, 7], ['monitor', 7, 7]]);
      const links = testsOf(result).flatMap(({ evidence, broken }) => [...evidence, ...broken]);
      const link = links.find(({ where }) => where === '.github/workflows/test.yml:6');
      assert.equal(link?.place?.uri, session.uri('.github/workflows/test.yml'));
      assert.equal(link.place.range?.start.line, 5);
      assert.ok(testsOf(result).every(({ description, most }) => description !== '' && most === 1));
    }));

  it('is not computed when nothing shows it', () => {
    const scorer = testScorer();
    return withSession({ files: FILES, scorer }, async (session) => {
      await session.idle();
      await session.tell('.github/workflows/test.yml', 2);
      await session.idle();
      assert.deepEqual(scorer.scored, []);
    });
  });

  it('follows changes while it is shown, and tells of its progress', () => {
    const scorer = testScorer();
    return withSession({ files: FILES, scorer }, async (session) => {
      await show(session, true);
      await told(session, 1);
      assert.deepEqual(session.scores.map(({ state }) => state.kind).filter((kind, index, all) => kind !== all[index - 1]), ['waiting', 'computing', 'done']);
      await session.write('.github/workflows/test.yml', FILES['.github/workflows/test.yml'].replace(' || true', ''));
      await session.tell('.github/workflows/test.yml', 2);
      await told(session, 2);
      const broken = (index: number): boolean => JSON.stringify(session.scores.filter(({ score }) => score != null)[index]).includes('|| true');
      assert.deepEqual([broken(0), broken(1)], [true, false]);
      await show(session, false);
      await session.tell('src/train.py', 2);
      await session.idle();
      assert.deepEqual([scorer.scored.length, scorer.rests], [2, [2]]);
    });
  });

  it('is computed again when something changed meanwhile', () => {
    let [open, count] = [(): void => undefined, 0];
    const opened = new Promise<void>((resolve) => (open = resolve));
    const scorer = testScorer(() => ((count += 1), count === 1 ? opened : Promise.resolve()));
    return withSession({ files: FILES, scorer }, async (session) => {
      await show(session, true);
      await session.until(() => (scorer.scored.length === 1 ? true : null));
      await session.tell('src/train.py', 2);
      await session.idle();
      assert.equal(scorer.scored.length, 1);
      open();
      await told(session, 2);
      assert.equal(scorer.scored.length, 2);
    });
  });

  it('is one for each folder of the workspace', () => {
    const scorer = testScorer();
    const files = { 'a/x.py': 'print(1)\n', 'b/y.py': 'print(2)\n' };
    return withSession({ files, roots: ['a', 'b'], scorer }, async (session) => {
      await show(session, true);
      await told(session, 2);
      assert.deepEqual(scorer.scored, ['a', 'b']);
      await session.tell('b/y.py', 2);
      await told(session, 3);
      assert.deepEqual(scorer.scored, ['a', 'b', 'b']);
      assert.equal((await ask(session, 'a'))?.uri, session.uri('a'));
      assert.equal(await ask(session, 'c'), null);
    });
  });

  it('comes with the debt that the same programs hold, with places as addresses', () =>
    withSession({ files: { 'train.py': 'USE_OLD = False\n\nif USE_OLD:\n    print(1)\n' }, scorer: testScorer() }, async (session) => {
      const debt = (await ask(session))?.debt;
      assert.equal(debt?.summary, '1 kind of debt at 1 place, 1 counted, 4 to ask, 17 not found');
      const [dead, ...others] = debt.kinds.filter(({ status }) => status === 'found');
      assert.deepEqual(others, []);
      assert.deepEqual([dead?.id, dead?.title, dead?.numbers], ['TD-11', 'Dead experimental code paths', ['1 place in 1 file']]);
      assert.deepEqual(dead?.places.map(({ rule, where, changed, place }) => ({ rule, where, changed, place })), [
        { rule: 'debt/dead-branch', where: 'train.py:3', changed: null, place: { uri: session.uri('train.py'), cell: null, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } } } },
      ]);
      await session.write('train.py', 'print(1)\n');
      assert.equal((await ask(session, '', true))?.debt?.kinds.find(({ id }) => id === 'TD-11')?.status, 'clear');
    }));

  it('comes without debt until that is shown', () => {
    const scorer = testScorer();
    return withSession({ files: { 'train.py': 'USE_OLD = False\n\nif USE_OLD:\n    print(1)\n' }, scorer }, async (session) => {
      await show(session, true);
      await told(session, 1);
      const debts = (): readonly unknown[] => session.scores.filter(({ state }) => state.kind === 'done').map(({ debt }) => debt?.summary ?? null);
      assert.deepEqual(debts(), [null]);
      await session.client.sendNotification(SCORE_METHODS.scoreShown, { isShown: true, isDebtShown: true });
      await told(session, 2);
      await show(session, true);
      await session.tell('train.py', 2);
      await told(session, 3);
      const [summary] = debts().slice(1);
      assert.equal(summary, '1 kind of debt at 1 place, 1 counted, 4 to ask, 17 not found');
      // the last one that was counted stays until debt is shown again
      assert.deepEqual([debts(), scorer.scored.length], [[null, summary, summary], 3]);
    });
  });

  it('asks git only about folders that are trusted', () => {
    const scorer = testScorer();
    return withSession({ files: FILES, scorer, isTrusted: false }, async (session) => {
      assert.equal((await ask(session))?.score?.isRestricted, true);
      assert.deepEqual(scorer.askedGit, []);
      await session.client.sendNotification(SCORE_METHODS.trustGranted, {});
      assert.equal((await ask(session))?.score?.isRestricted, false);
      assert.deepEqual(scorer.askedGit, ['.']);
    });
  });

  it('is none where there are no files', () =>
    withSession({ files: { 'a/x.py': '' }, roots: ['empty'], scorer: testScorer() }, async (session) => {
      assert.deepEqual(await ask(session, 'empty'), { uri: session.uri('empty'), state: { kind: 'empty' }, score: null, debt: null });
    }));

  it('says why there is none', () =>
    withSession({ files: FILES }, async (session) => {
      assert.deepEqual(await ask(session), { uri: session.uri(''), state: { kind: 'failed', text: 'nobody scores here' }, score: null, debt: null });
    }));

  it('rows of tables do not change it', () => {
    const scorer = testScorer();
    return withSession({ files: { ...FILES, 'a.csv': 'x\n1\n' }, scorer }, async (session) => {
      await show(session, true);
      await told(session, 1);
      await session.tell('a.csv', 2);
      await session.idle();
      assert.equal(scorer.scored.length, 1);
    });
  });
});

describe('attesting', () => {
  it('what is wrong with attestations stands at its place while scores are shown', () =>
    withSession({ files: { ...FILES, '.lintel/attestations.yaml': 'attestations:\n  - id: a\n    test: data-99\n    claim: decision\n    statement: too short\n' }, scorer: testScorer() }, async (session) => {
      await show(session, true);
      await told(session, 1);
      const shown = (): readonly unknown[] => (session.diagnostics.get('.lintel/attestations.yaml') ?? []).map(({ range, code, source }) => [range.start.line, code, source]);
      assert.deepEqual(shown(), [[2, 'attestation/unknown-test', 'lintel']]);
      await show(session, false);
      await session.idle();
      assert.deepEqual(shown(), []);
    }));

  it('adds an entry for people to fill in', () =>
    withSession({ files: { ...FILES, '.lintel/attestations.yaml': 'attestations:\n  - id: a\n    test: data-2\n    claim: decision\n' }, scorer: testScorer() }, async (session) => {
      await ask(session);
      const result = await session.client.sendRequest<AttestResult>(SCORE_METHODS.attest, { uri: session.uri(''), test: 'monitor-6' });
      assert.ok(result.ok);
      assert.deepEqual([result.uri, result.creates, result.line, result.edits.map(({ range }) => range)], [session.uri('.lintel/attestations.yaml'), false, 4, [{ start: { line: 4, character: 0 }, end: { line: 4, character: 0 } }]]);
      assert.match(result.edits[0]?.newText ?? '', /^ {2}- id: monitor-6-2026-03-01\n {4}test: monitor-6\n/);
    }));

  it('is offered on a finding where the chain of a test ends', () =>
    withSession({ files: FILES, scorer: testScorer() }, async (session) => {
      await ask(session);
      const range = { start: { line: 5, character: 19 }, end: { line: 5, character: 26 } };
      const actionsAt = (line: number): Promise<CodeAction[]> => session.client.sendRequest('textDocument/codeAction', { textDocument: { uri: session.uri('.github/workflows/test.yml') }, range, context: { diagnostics: [{ source: 'lintel', code: 'demo/hidden-failure', message: 'hidden', range: { ...range, start: { ...range.start, line } } }] } });
      assert.deepEqual((await actionsAt(5)).map(({ title, command }) => [title, command?.command, command?.arguments]), [['Attest `data-7`…', 'lintel.attest', [{ uri: session.uri('').replace(/\/$/, ''), test: 'data-7' }]]]);
      assert.deepEqual(await actionsAt(0), []);
    }));

  it('refuses tests that are none', () =>
    withSession({ files: FILES, scorer: testScorer() }, async (session) => {
      await ask(session);
      const result = await session.client.sendRequest<AttestResult>(SCORE_METHODS.attest, { uri: session.uri(''), test: 'data-99' });
      assert.deepEqual(result, { ok: false, message: 'this test is none that people can attest' });
    }));
});
