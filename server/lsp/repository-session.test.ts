import assert from 'node:assert/strict';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { repositoryRule } from '../../rules/api/repository-rule.ts';
import { rules } from '../../rules/index.generated.ts';
import { isRepositoryRule } from '../../rules/api/rule.ts';
import { rule } from '../../rules/pipeline/docker/base-untagged.ts';
import { check } from '../core/check.ts';
import { globMatches } from '../core/glob.ts';
import { REPOSITORY_FILES } from '../protocol/files.ts';
import { METHODS, type IgnoreFindingParams, type IgnoreFindingResult, type IgnoreTarget } from '../protocol/messages.ts';
import { withSession, type Session } from './session-harness.test.ts';

const OPTIONS = { rules: [rule], check } as const;

function shown(session: Session, name: string): readonly string[] {
  return (session.diagnostics.get(name) ?? []).map(({ range, message }) => `${range.start.line}:${range.start.character}-${range.end.character} ${message}`);
}

/** Waits until the file shows so many diagnostics. */
function shows(session: Session, name: string, count: number): Promise<true> {
  return session.until(() => {
    session.runTimers();
    return session.diagnostics.get(name)?.length === count ? true : null;
  });
}

const UNTAGGED = ['0:5-11 The image `python` has no tag, so each build may get another one'];

describe('findings of rules on repositories', () => {
  it('are shown at the start and follow what is written', () =>
    withSession({ ...OPTIONS, files: { 'api/Dockerfile': 'FROM python\n' } }, async (session) => {
      await session.start();
      await shows(session, 'api/Dockerfile', 1);
      assert.deepEqual(shown(session, 'api/Dockerfile'), UNTAGGED);
      await session.write('api/Dockerfile', 'FROM python:3.12\n');
      await session.tell('api/Dockerfile', 2);
      await shows(session, 'api/Dockerfile', 0);
    }));

  it('heed comments and the configuration', () =>
    withSession({ ...OPTIONS, files: { 'a/Dockerfile': '# lintel: ignore[pipeline/docker-base-untagged] on purpose\nFROM python\n', 'b/Dockerfile': 'FROM python\n', 'c/Dockerfile': 'FROM python\n', 'lintel.yaml': 'suppressions:\n  - rule: pipeline/docker-base-untagged\n    path: b/**\n    reason: a base of our own\n' } }, async (session) => {
      await session.start();
      await shows(session, 'c/Dockerfile', 1);
      assert.deepEqual([shown(session, 'a/Dockerfile'), shown(session, 'b/Dockerfile'), shown(session, 'c/Dockerfile')], [[], [], UNTAGGED]);
    }));
});

/** Asked at all diagnostics of the file. */
async function actionsOn(session: Session, name: string): Promise<readonly CodeAction[]> {
  const diagnostics: readonly Diagnostic[] = session.diagnostics.get(name) ?? [];
  const range = diagnostics[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return session.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: session.uri(name) }, range, context: { diagnostics } });
}

function targetOf(actions: readonly CodeAction[], title: RegExp): IgnoreTarget {
  const argument: unknown = actions.find((action) => title.test(action.title))?.command?.arguments?.[0];
  assert.ok(typeof argument === 'object' && argument !== null && 'uri' in argument, actions.map((action) => action.title).join());
  return argument as IgnoreTarget;
}

async function ignore(session: Session, params: IgnoreFindingParams): Promise<Extract<IgnoreFindingResult, { ok: true }>> {
  const result = await session.client.sendRequest<IgnoreFindingResult>(METHODS.ignoreFinding, params);
  assert.ok(result.ok, JSON.stringify(result));
  return result;
}

const TAGGED = repositoryRule({
  id: 'demo/tagged',
  summary: 'A word that is `latest`',
  severity: 'warning',
  confidence: 'certain',
  status: 'stable',
  since: '0.1.0',
  sources: [],
  options: {},
  messages: { latest: 'This is `latest`' },
  fix: 'safe',
  docs: { what: 'Finds it.', why: 'It moves.', instead: 'Write a number.', limits: 'None.' },
  examples: { bad: [], good: [] },
  yieldsTo: [],
  looksAt: ['**/*.{json,yaml}', '**/Jenkinsfile'],
  needs: 'files',
  find: ({ repository: { files } }) =>
    files.all.flatMap(({ path }) => (files.text(path) ?? '').split('\n').flatMap((text, index) => {
      const column = text.indexOf('latest') + 1;
      return column === 0 ? [] : [{ message: 'latest' as const, at: { path, cell: null, range: { start: { line: index + 1, column }, end: { line: index + 1, column: column + 6 } } } }];
    })),
  mend: ({ verdict: { at } }) => [{ title: 'Write 1.0', safety: 'safe', edits: [{ at, newText: '1.0' }] }],
});

const TAGGED_OPTIONS = { rules: [TAGGED], check } as const;

describe('what can be done about findings of rules on repositories', () => {
  it('a comment with a reason goes above the line, and is heard', () =>
    withSession({ ...OPTIONS, files: { 'api/Dockerfile': 'ARG A=1\nFROM python\n' } }, async (session) => {
      await session.open('api/Dockerfile');
      await shows(session, 'api/Dockerfile', 1);
      const actions = await actionsOn(session, 'api/Dockerfile');
      assert.deepEqual(actions.map(({ title }) => title), ['Ignore `pipeline/docker-base-untagged` with a reason…', 'Explain `pipeline/docker-base-untagged`']);
      const result = await ignore(session, { ...targetOf(actions, /^Ignore/), reason: 'our own base' });
      assert.deepEqual(result, { ok: true, uri: session.uri('api/Dockerfile'), creates: false, edits: [{ range: { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } }, newText: '# lintel: ignore[pipeline/docker-base-untagged] our own base\n' }] });
      await session.write('api/Dockerfile', `ARG A=1\n${result.edits[0]?.newText}FROM python\n`);
      await session.tell('api/Dockerfile', 2);
      await shows(session, 'api/Dockerfile', 0);
    }));

  it('where no comment is heard, the configuration is offered', () =>
    withSession({ ...TAGGED_OPTIONS, files: { 'a.json': '{"image": "latest"}\n', 'Jenkinsfile': "sh '''\n  docker pull latest\n'''\n", 'b.py': '' } }, async (session) => {
      await session.open('a.json');
      await session.open('Jenkinsfile');
      await shows(session, 'a.json', 1);
      await shows(session, 'Jenkinsfile', 1);
      assert.deepEqual(targetOf(await actionsOn(session, 'Jenkinsfile'), /^Ignore `demo\/tagged` in `Jenkinsfile`/).line, null);
      const target = targetOf(await actionsOn(session, 'a.json'), /^Ignore `demo\/tagged` in `a.json`/);
      const result = await ignore(session, { ...target, reason: 'for tests only' });
      assert.deepEqual([result.uri, result.creates], [session.uri('lintel.yaml'), true]);
      await session.write('lintel.yaml', result.edits[0]?.newText ?? '');
      await session.tell('lintel.yaml', 1);
      await shows(session, 'a.json', 0);
      await session.idle();
      assert.deepEqual(session.diagnostics.get('lintel.yaml') ?? [], []);
    }));

  it('fixes are offered while the editor shows what was checked', () =>
    withSession({ ...TAGGED_OPTIONS, files: { 'k8s/a.yaml': 'image: latest\n' } }, async (session) => {
      const uri = session.uri('k8s/a.yaml');
      await session.open('k8s/a.yaml');
      await shows(session, 'k8s/a.yaml', 1);
      const fixes = async (): Promise<readonly CodeAction[]> => (await actionsOn(session, 'k8s/a.yaml')).filter(({ edit }) => edit !== undefined);
      const [fix, ...others] = await fixes();
      assert.deepEqual(others, []);
      assert.deepEqual([fix?.title, fix?.isPreferred, fix?.edit?.documentChanges], ['Write 1.0', true, [{ textDocument: { uri, version: null }, edits: [{ range: { start: { line: 0, character: 7 }, end: { line: 0, character: 13 } }, newText: '1.0' }] }]]);
      await session.client.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'a: 1\nimage: latest\n' }] });
      assert.deepEqual(await fixes(), []);
    }));

  it('fixes are looked for when somebody asks for them, once until a file changes', () => {
    const asked: (string | null)[] = [];
    const counted: typeof check = (request, ports) => {
      asked.push(request.fixes?.within?.path.split('/').at(-1) ?? null);
      return check(request, ports);
    };
    return withSession({ rules: [TAGGED], check: counted, files: { 'a.json': '{"image": "latest"}\n', 'b.json': '{"image": "latest"}\n' } }, async (session) => {
      await session.open('a.json');
      await shows(session, 'a.json', 1);
      await shows(session, 'b.json', 1);
      const titles = async (): Promise<readonly string[]> => (await actionsOn(session, 'a.json')).filter(({ edit }) => edit !== undefined).map(({ title }) => title);
      assert.deepEqual([asked, await titles(), await titles(), asked], [[null, 'a.json'], ['Write 1.0'], ['Write 1.0'], [null, 'a.json']]);
      await session.write('b.json', '{}\n');
      await session.tell('b.json', 2);
      await shows(session, 'b.json', 0);
      assert.deepEqual([await titles(), asked], [['Write 1.0'], [null, 'a.json', null, 'a.json']]);
    });
  });

  it('the editor tells of every file that a rule looks at', () => {
    const names = rules.filter(isRepositoryRule).flatMap(({ looksAt }) => looksAt.flatMap((glob) => namesOf(glob)));
    const isTold = (name: string): boolean => /\.(?:py|ipynb)$/.test(name) || REPOSITORY_FILES.some((glob) => globMatches(glob, `/p/${name}`, '/p'));
    assert.deepEqual(names.filter((name) => !isTold(name)), []);
  });
});

/** A name for each choice of a glob. */
function namesOf(glob: string): readonly string[] {
  const [all = '', choices] = /\{([^{}]*)\}/.exec(glob) ?? [];
  if (choices !== undefined) return choices.split(',').flatMap((choice) => namesOf(glob.replace(all, choice)));
  return [glob.replaceAll('**/', '').replaceAll('*', 'x')];
}
