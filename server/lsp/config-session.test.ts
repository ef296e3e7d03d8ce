import assert from 'node:assert/strict';
import { rules } from '../../rules/index.generated.ts';
import { withSession, type Session } from './session-harness.test.ts';

/** What the editor shows of a file, as `line:column-end message`. */
function said(session: Session, name: string): readonly string[] {
  return (session.diagnostics.get(name) ?? []).map(({ range: { start, end }, message }) => `${start.line + 1}:${start.character + 1}-${end.character + 1} ${typeof message === 'string' ? message : message.value}`);
}

async function type(session: Session, name: string, text: string): Promise<void> {
  await session.client.sendNotification('textDocument/didChange', { textDocument: { uri: session.uri(name), version: 2 }, contentChanges: [{ text }] });
}

describe('config files while they are typed', () => {
  it('are told what the command line would say of them, saved or not', () =>
    withSession({ files: { 'lintel.yaml': 'fail-on: info\n' }, rules }, async (session) => {
      await session.open('lintel.yaml');
      await type(session, 'lintel.yaml', 'ignor:\n  - packaging/duplicate-row\nselect: [packging]\n');
      await session.idle();
      assert.deepEqual(said(session, 'lintel.yaml'), ['1:1-7 unknown key `ignor`; did you mean `ignore`?', '3:10-19 no rule or group is called `packging`; did you mean `packaging`?']);
      await type(session, 'lintel.yaml', 'ignore:\n  - packaging/duplicate-rows\n');
      await session.idle();
      assert.deepEqual(said(session, 'lintel.yaml'), []);
    }));

  it('are as on disk when they are closed', () =>
    withSession({ files: { 'lintel.yaml': 'ignor: []\n', 'data.csv': 'a\n1\n' } }, async (session) => {
      await session.idle();
      await session.open('lintel.yaml');
      await type(session, 'lintel.yaml', 'ignore: []\n');
      await session.idle();
      assert.deepEqual(said(session, 'lintel.yaml'), []);
      await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: session.uri('lintel.yaml') } });
      await session.idle();
      assert.deepEqual(said(session, 'lintel.yaml'), ['1:1-10 unknown key `ignor`; did you mean `ignore`?']);
    }));

  it('are read in pyproject.toml as well, and in what they extend', () =>
    withSession({ files: { 'pyproject.toml': '[project]\nname = "x"\n', 'sub/lintel.yaml': 'extends: ../.lintel.yaml\n' }, isTrusted: false }, async (session) => {
      await session.open('pyproject.toml');
      await session.open('sub/lintel.yaml');
      await type(session, 'pyproject.toml', '[tool.lintel]\nselct = ["all"]\n');
      await session.idle();
      assert.deepEqual([said(session, 'pyproject.toml'), said(session, 'sub/lintel.yaml')], [['2:1-16 unknown key `selct`; did you mean `select`?'], ['1:10-25 `extends` names `../.lintel.yaml`, which is not a config file']]);
      await session.write('.lintel.yaml', '');
      await session.tell('.lintel.yaml', 1);
      await session.idle();
      assert.deepEqual([said(session, 'pyproject.toml'), said(session, 'sub/lintel.yaml')], [['1:1-1 `.lintel.yaml` and `pyproject.toml` both configure this folder; keep one'], []]);
    }));

  it('are left alone where Lintel is switched off', () =>
    withSession({ files: { 'lintel.yaml': 'ignor: []\n' }, settings: { enable: false } }, async (session) => {
      await session.open('lintel.yaml');
      await session.idle();
      assert.deepEqual(said(session, 'lintel.yaml'), []);
    }));
});
