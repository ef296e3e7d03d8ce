import assert from 'node:assert/strict';
import type { CodeAction, CompletionItem, Hover } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rules } from '../../rules/index.generated.ts';
import { check } from '../core/check.ts';
import { withSession, type Session } from './session-harness.test.ts';

/** What the editor shows of a file, as `line:column-end message`. */
function said(session: Session, name: string): readonly string[] {
  return (session.diagnostics.get(name) ?? []).map(({ range: { start, end }, message }) => `${start.line + 1}:${start.character + 1}-${end.character + 1} ${typeof message === 'string' ? message : message.value}`);
}

/** Waits until the editor shows exactly this; what is typed is read without anybody being told. */
async function expectSaid(session: Session, name: string, expected: readonly string[]): Promise<void> {
  await session.idle();
  let left = MOST_ROUNDS;
  await session.until(() => {
    left -= 1;
    return left < 0 || JSON.stringify(said(session, name)) === JSON.stringify(expected) ? true : null;
  });
  assert.deepEqual(said(session, name), expected);
}

/** Far more than reading a file takes. */
const MOST_ROUNDS = 1000;

async function type(session: Session, name: string, text: string): Promise<void> {
  await session.client.sendNotification('textDocument/didChange', { textDocument: { uri: session.uri(name), version: 2 }, contentChanges: [{ text }] });
}

describe('config files while they are typed', () => {
  it('are told what the command line would say of them, saved or not', () =>
    withSession({ files: { 'lintel.yaml': 'fail-on: info\n' }, rules }, async (session) => {
      await session.open('lintel.yaml');
      await type(session, 'lintel.yaml', 'ignor:\n  - packaging/duplicate-row\nselect: [packging]\n');
      await expectSaid(session, 'lintel.yaml', ['1:1-7 unknown key `ignor`; did you mean `ignore`?', '3:10-19 no rule or group is called `packging`; did you mean `packaging`?']);
      await type(session, 'lintel.yaml', 'ignore:\n  - packaging/duplicate-rows\n');
      await expectSaid(session, 'lintel.yaml', []);
    }));

  it('are as on disk when they are closed', () =>
    withSession({ files: { 'lintel.yaml': 'ignor: []\n', 'data.csv': 'a\n1\n' } }, async (session) => {
      await session.idle();
      await session.open('lintel.yaml');
      await type(session, 'lintel.yaml', 'ignore: []\n');
      await expectSaid(session, 'lintel.yaml', []);
      await session.client.sendNotification('textDocument/didClose', { textDocument: { uri: session.uri('lintel.yaml') } });
      await expectSaid(session, 'lintel.yaml', ['1:1-10 unknown key `ignor`; did you mean `ignore`?']);
    }));

  it('are read in pyproject.toml as well, and in what they extend', () =>
    withSession({ files: { 'pyproject.toml': '[project]\nname = "x"\n', 'sub/lintel.yaml': 'extends: ../.lintel.yaml\n' }, isTrusted: false }, async (session) => {
      await session.open('pyproject.toml');
      await session.open('sub/lintel.yaml');
      await type(session, 'pyproject.toml', '[tool.lintel]\nselct = ["all"]\n');
      await expectSaid(session, 'pyproject.toml', ['2:1-16 unknown key `selct`; did you mean `select`?']);
      await expectSaid(session, 'sub/lintel.yaml', ['1:10-25 `extends` names `../.lintel.yaml`, which is not a config file']);
      await session.write('.lintel.yaml', '');
      await session.tell('.lintel.yaml', 1);
      await expectSaid(session, 'pyproject.toml', ['1:1-1 `.lintel.yaml` and `pyproject.toml` both configure this folder; keep one']);
      await expectSaid(session, 'sub/lintel.yaml', []);
    }));

  it('are read when they are saved where they are longer than any honest one', () =>
    withSession({ files: { 'lintel.yaml': 'ignor: []\n', 'data.csv': 'a\n1\n' } }, async (session) => {
      await session.open('lintel.yaml');
      await type(session, 'lintel.yaml', `selct: []\n${'a: '.repeat(100_000)}`);
      await expectSaid(session, 'lintel.yaml', ['1:1-10 unknown key `ignor`; did you mean `ignore`?']);
      assert.deepEqual(await session.client.sendRequest('textDocument/completion', { textDocument: { uri: session.uri('lintel.yaml') }, position: { line: 0, character: 0 } }), []);
    }));

  it('are told once of a suppression that names no rule, though rules on repositories look at the file as well', () =>
    withSession({ files: { 'pyproject.toml': '[[tool.lintel.suppressions]]\nreason = "r"\n', 'data.csv': 'a\n1\n' }, rules, check }, async (session) => {
      const once = ['1:1-2 This suppression names no rule, so it silences nothing'];
      await expectSaid(session, 'pyproject.toml', once);
      let left = MOST_ROUNDS;
      await session.until(() => {
        session.runTimers();
        left -= 1;
        return left < 0 ? true : null;
      });
      await expectSaid(session, 'pyproject.toml', once);
    }));

  it('are left alone where Lintel is switched off', () =>
    withSession({ files: { 'lintel.yaml': 'ignor: []\n' }, settings: { enable: false } }, async (session) => {
      await session.open('lintel.yaml');
      await expectSaid(session, 'lintel.yaml', []);
    }));
});

const FILES = { 'data/train.csv': 'user id,target,"a,b"\n1,0,2\n', 'data/deep/x.csv': 'other\n1\n', 'notes.txt': '' };

interface Asked {
  readonly session: Session;
  readonly text: string;
  readonly at: { readonly textDocument: { readonly uri: string }; readonly position: { readonly line: number; readonly character: number } };
}

/** With the file in an editor that nobody trusts. @param text with `|` where the cursor is */
async function ask<T>(name: string, text: string, use: (asked: Asked) => Promise<T>): Promise<T> {
  const without = text.replace('|', '');
  const results: T[] = [];
  await withSession({ files: { ...FILES, [name]: without }, rules, isTrusted: false }, async (session) => {
    await session.open(name);
    await session.idle();
    const position = TextDocument.create('', '', 0, without).positionAt(text.indexOf('|'));
    results.push(await use({ session, text: without, at: { textDocument: { uri: session.uri(name) }, position } }));
  });
  const [result] = results;
  assert.ok(result !== undefined);
  return result;
}

function complete(name: string, text: string): Promise<readonly CompletionItem[]> {
  return ask(name, text, ({ session, at }) => session.client.sendRequest<CompletionItem[]>('textDocument/completion', at));
}

/** The text after taking a choice. */
async function taken(name: string, text: string, label: string): Promise<string> {
  const item = (await complete(name, text)).find((each) => each.label === label);
  const edit = item?.textEdit;
  assert.ok(edit !== undefined && 'range' in edit, `no ${label}`);
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text.replace('|', '')), [edit]);
}

async function labels(name: string, text: string): Promise<readonly string[]> {
  return (await complete(name, text)).map(({ label }) => label);
}

async function hover(name: string, text: string): Promise<string | null> {
  const shown = await ask(name, text, async ({ session, at }) => ({ hover: await session.client.sendRequest<Hover | null>('textDocument/hover', at) }));
  return shown.hover !== null && typeof shown.hover.contents === 'object' && 'value' in shown.hover.contents ? shown.hover.contents.value : null;
}

/** The text after each fix there is. */
function fixed(name: string, text: string): Promise<readonly (readonly [string, string])[]> {
  return ask(name, `${text}|`, async ({ session, at: { textDocument, position } }) => {
    let left = MOST_ROUNDS;
    await session.until(() => {
      left -= 1;
      return left < 0 || said(session, name).length > 0 ? true : null;
    });
    const diagnostics = session.diagnostics.get(name) ?? [];
    const actions = await session.client.sendRequest<CodeAction[]>('textDocument/codeAction', { textDocument, range: { start: position, end: position }, context: { diagnostics } });
    return actions.filter(({ edit }) => edit !== undefined).map(({ title, edit }) => [title, TextDocument.applyEdits(TextDocument.create('', '', 0, text), edit?.changes?.[textDocument.uri] ?? [])]);
  });
}

const YAML = 'lintel.yaml';
const TOML = 'pyproject.toml';

describe('completion in config files', () => {
  for (const [what, name, text, expected] of [
    ['keys that are not there yet', YAML, 'select: [all]\nfail-on: error\n|\nrules: {}\n', ['extend-select', 'ignore', 'severity', 'exclude', 'datasets', 'suppressions', 'extends', 'confidence', 'memory-limit', 'time-limit', 'suppressions: entry']],
    ['keys of a dataset', YAML, 'datasets:\n  - path: data/train.csv\n    |\n', ['label', 'ids', 'skip']],
    ['keys of a dataset within braces', YAML, 'datasets: [{path: data/train.csv, |}]', ['label', 'ids', 'skip']],
    ['keys of a dataset behind the dash', YAML, 'datasets:\n  - |\n', ['path', 'label', 'ids', 'skip']],
    ['severities', YAML, 'severity:\n  outliers: |\n', ['error', 'warning', 'info']],
    ['when a run fails', YAML, 'fail-on: e|\n', ['error', 'warning', 'info', 'never']],
    ['how sure a finding is', YAML, 'confidence: "|"\n', ['certain', 'likely', 'possible']],
    ['options of a rule', YAML, 'rules:\n  packaging/missing-values:\n    |\n', ['info-share', 'warning-share', 'error-share', 'min-rows']],
    ['the default of an option', YAML, 'rules: {packaging/missing-values: {info-share: |}}', ['0.05']],
    ['the default of a limit', YAML, 'memory-limit: |\n', ['400MB']],
    ['columns of the dataset', YAML, 'datasets:\n  - path: data/train.csv\n    label: t|\n', ['user id', 'target', '"a', 'b"']],
    ['columns of datasets by glob', YAML, 'datasets:\n  - path: data/**/x.csv\n    skip: [|]\n', ['other']],
    ['paths of datasets', YAML, 'datasets:\n  - path: |\n', ['data/deep/x.csv', 'data/train.csv']],
    ['paths to silence', YAML, 'suppressions:\n  - rule: x\n    path: data/|\n', ['data/deep/', 'data/train.csv']],
    ['folders to leave out', YAML, 'exclude:\n  - |\n', ['data/', 'lintel.yaml', 'notes.txt']],
    ['nothing outside of the folder', YAML, 'exclude:\n  - ../|\n', []],
    ['nothing in a comment', YAML, 'fail-on: error # e|\n', []],
    ['nothing behind a key nobody knows', YAML, 'zebra: |\n', []],
    ['keys of [tool.lintel]', TOML, '[project]\nname = "x"\n\n[tool.lintel]\nselect = ["all"]\nf|\n', ['extend-select', 'ignore', 'severity', 'rules', 'exclude', 'datasets', 'suppressions', 'extends', 'fail-on', 'confidence', 'memory-limit', 'time-limit', '[[tool.lintel.suppressions]]']],
    ['nothing in another table', TOML, '[tool.ruff]\ns|\n\n[tool.lintel]\n', []],
    ['severities in TOML, though a later line is broken', TOML, '[tool.lintel.severity]\noutliers = "|"\nbroken\n', ['error', 'warning', 'info']],
    ['keys of an entry in TOML', TOML, '[[tool.lintel.datasets]]\npath = "data/train.csv"\n|\n', ['label', 'ids', 'skip']],
    ['columns of the dataset in TOML', TOML, '[[tool.lintel.datasets]]\npath = "data/train.csv"\nids = ["|"]\n', ['user id', 'target', '"a', 'b"']],
    ['choices that lack their quotes', TOML, '[tool.lintel]\nconfidence = |\n', ['certain', 'likely', 'possible']],
  ] as const) {
    it(`offers ${what}`, async () => assert.deepEqual(await labels(name, text), expected));
  }

  it('offers rules and groups with their titles, those of the list left out', async () => {
    const items = await complete(YAML, 'ignore:\n  - outliers\n  - pack|\n');
    const detailOf = (label: string): string | undefined => items.find((item) => item.label === label)?.detail;
    assert.deepEqual([detailOf('packaging/missing-values'), detailOf('all'), detailOf('outliers')], [rules.find(({ id }) => id === 'packaging/missing-values')?.summary, 'Every stable and preview rule', undefined]);
  });

  for (const [name, text, label, after] of [
    [YAML, 'sel|', 'select', 'select: '],
    [YAML, 'sel|ct: [all]\n', 'select', 'select: [all]\n'],
    [YAML, 'ignore: |\n', 'outliers', 'ignore: [outliers]\n'],
    [YAML, 'ignore: [out|, text]\n', 'outliers', 'ignore: [outliers, text]\n'],
    [YAML, 'datasets: [{path: data/train.csv, ids: ["|"]}]', 'user id', 'datasets: [{path: data/train.csv, ids: ["user id"]}]'],
    [YAML, 'datasets: [{path: data/train.csv, ids: [|]}]', '"a', 'datasets: [{path: data/train.csv, ids: ["\\"a"]}]'],
    [YAML, 'rules:\n  packaging/miss|\n', 'packaging/missing-values', 'rules:\n  packaging/missing-values: \n'],
    [YAML, 'suppressions:\n  - |\n', 'suppression', 'suppressions:\n  - rule: ${1:group/rule}\npath: ${2:data/train.csv}\nreason: "${3:why it is right}"\n'],
    [TOML, '[tool.lintel]\nfail|\n', 'fail-on', '[tool.lintel]\nfail-on = \n'],
    [TOML, '[tool.lintel]\nfail-on = war|\n', 'warning', '[tool.lintel]\nfail-on = "warning"\n'],
    [TOML, '[tool.lintel]\nfail-on = "war|"\n', 'warning', '[tool.lintel]\nfail-on = "warning"\n'],
    [TOML, '[tool.lintel.severity]\npack|\n', 'packaging/missing-values', '[tool.lintel.severity]\n"packaging/missing-values" = \n'],
    [TOML, '[tool.lintel.rules."pack|"]\n', 'packaging/missing-values', '[tool.lintel.rules."packaging/missing-values"]\n'],
    [TOML, '[tool.lintel]\nsuppressions = [{|}]\n', 'suppression', '[tool.lintel]\nsuppressions = [{rule = "${1:group/rule}", path = "${2:data/train.csv}", reason = "${3:why it is right}"}]\n'],
  ] as const) {
    it(`writes ${label} into ${text.replaceAll('\n', '\\n')}`, async () => assert.equal(await taken(name, text, label), after));
  }
});

describe('hover in config files', () => {
  it('tells what a key holds and what holds without it', async () => {
    const words = 'Severity from which on a run fails\\: error\\, warning\\, info or never\\.';
    assert.equal(await hover(YAML, 'fail|-on: info\n'), `${words}\n\n\`fail-on: error\`\n\nDefault: \`error\``);
    assert.equal(await hover(TOML, '[tool.lintel]\nfail|-on = "info"\n'), `${words}\n\nDefault: \`error\``);
    assert.match((await hover(YAML, 'rules: {packaging/missing-values: {info-|share: 0.1}}')) ?? '', /Default: `0\.05`$/);
  });

  it('tells what a rule finds wherever it is named', async () => {
    for (const text of ['ignore: [packaging/missing|-values]', 'severity: {packaging/missing|-values: info}', 'rules: {packaging/missing|-values: {}}', 'suppressions: [{rule: packaging/missing|-values, reason: r}]']) {
      assert.match((await hover(YAML, text)) ?? '', /^\*\*packaging\\\/missing\\-values\*\* [^]*- `info-share`: [^]*command:lintel\.explainRule/);
    }
    assert.match((await hover(YAML, 'ignore: [out|liers]')) ?? '', /^\*\*outliers\*\* Group of \d+ rules$/);
  });

  it('says nothing of what it does not know', async () => {
    assert.deepEqual([await hover(YAML, 'zeb|ra: 1\n'), await hover(YAML, '# fail|-on\n'), await hover(TOML, '[tool.ruff]\nsel|ect = []\n')], [null, null, null]);
  });
});

describe('fixes in config files', () => {
  for (const [name, text, title, after] of [
    [YAML, 'ignor:\n  - text\n', 'Change it to `ignore`', 'ignore:\n  - text\n'],
    [YAML, 'ignore: ["outlier"]\n', 'Change it to `outliers`', 'ignore: ["outliers"]\n'],
    [YAML, 'fail-on: eror\n', 'Change it to `error`', 'fail-on: error\n'],
    [TOML, '[tool.lintel]\nignore = [\n  "text",\n  "outlier",\n]\n', 'Change it to `outliers`', '[tool.lintel]\nignore = [\n  "text",\n  "outliers",\n]\n'],
    [TOML, '[tool.lintel.rules."packaging/missing-value"]\n', 'Change it to `packaging/missing-values`', '[tool.lintel.rules."packaging/missing-values"]\n'],
  ] as const) {
    it(`mends ${text.replaceAll('\n', '\\n')}`, async () => assert.deepEqual(await fixed(name, text), [[title, after]]));
  }

  it('are none where nothing is near', async () => assert.deepEqual(await fixed(YAML, 'zebra: 1\n'), []));
});
