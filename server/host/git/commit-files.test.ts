import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CommitFiles, EarlierFolder, WrittenCommit } from '../../core/since/commit-files.ts';
import { createEarlierFolder } from './commit-files.ts';
import type { EarlierLimits } from './commit-files.ts';

const ENV = { PATH: process.env['PATH'], HOME: '/nowhere' };
const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgSign=false', '-c', 'core.protectNTFS=false', '-c', 'core.protectHFS=false'];

describe('files of a commit', () => {
  let folder = '';
  let earlier: EarlierFolder | null = null;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'lintel-commit-')));
    git('init', '-q');
  });
  afterEach(async () => {
    await earlier?.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  function git(...args: readonly string[]): string {
    return execFileSync('git', [...IDENTITY, ...args], { cwd: folder, env: ENV, encoding: 'utf8' }).trim();
  }

  /** Makes a tree of entries git itself would refuse to add. */
  function treeOf(entries: readonly { readonly mode: string; readonly type: string; readonly id: string; readonly name: string | Buffer }[]): string {
    const bytes = Buffer.concat(entries.flatMap(({ mode, id, name }) => [Buffer.from(`${mode.replace(/^0/, '')} `), Buffer.from(name), Buffer.of(0), Buffer.from(id, 'hex')]));
    return execFileSync('git', ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin'], { cwd: folder, env: ENV, input: bytes, encoding: 'utf8' }).trim();
  }

  function blob(text: string): string {
    return execFileSync('git', ['hash-object', '-w', '--stdin'], { cwd: folder, env: ENV, input: text, encoding: 'utf8' }).trim();
  }

  function commit(files: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    git('add', '-A');
    git('commit', '-q', '--allow-empty', '-m', 'more');
    return git('rev-parse', 'HEAD');
  }

  async function write(ref: string, { limits, env = ENV }: { readonly limits?: EarlierLimits; readonly env?: Readonly<Record<string, string | undefined>> } = {}): Promise<CommitFiles> {
    await earlier?.dispose();
    earlier = await createEarlierFolder(env, limits);
    return earlier.write({ folder, ref, isWanted: () => true, signal: null });
  }

  async function written(ref: string, limits?: EarlierLimits): Promise<WrittenCommit> {
    const result = await write(ref, limits === undefined ? {} : { limits });
    if (!result.ok) throw new Error(result.text);
    return result;
  }

  async function refused(ref: string, env?: Readonly<Record<string, string | undefined>>): Promise<string> {
    const result = await write(ref, env === undefined ? {} : { env });
    return result.ok ? 'not refused' : result.text;
  }

  /** Everything below the scratch folder's copy of the work tree. */
  function copies(): Readonly<Record<string, string>> {
    const top = `${earlier?.folder ?? ''}${folder}`;
    const names = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((name) => !lstatSync(path.join(top, name)).isDirectory());
    return Object.fromEntries(names.sort().map((name) => [name, lstatSync(path.join(top, name)).isFile() ? readFileSync(path.join(top, name), 'utf8') : 'no file']));
  }

  it('are those where the ref and what is checked out parted, whatever came after on either side', async () => {
    const parted = commit({ 'a.py': 'old\n', 'src/é b.py': 'x', 'empty.py': '' });
    git('checkout', '-q', '-b', 'other');
    commit({ 'theirs.py': '' });
    git('checkout', '-q', 'main');
    commit({ 'a.py': 'new\n' });
    const { ok, top, commit: base, paths, leftOut } = await written('other');
    assert.deepEqual([ok, top, base, [...paths].sort(), leftOut], [true, folder, parted, ['a.py', 'empty.py', 'src/é b.py'], []]);
    assert.deepEqual(copies(), { 'a.py': 'old\n', 'empty.py': '', 'src/é b.py': 'x' });
  });

  it('are written without links and submodules, to nobody else', async () => {
    commit({ 'a.py': 'x' });
    symlinkSync('/etc', path.join(folder, 'way'));
    symlinkSync('a.py', path.join(folder, 'b.py'));
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},sub`);
    git('add', 'way', 'b.py');
    git('commit', '-q', '-m', 'links');
    await written('HEAD');
    assert.deepEqual(copies(), { 'a.py': 'x' });
    assert.equal(statSync(earlier?.folder ?? '').mode & 0o777, 0o700);
  });

  it('cannot get out of the folder, whatever they are called', async () => {
    const id = blob('evil');
    const file = { mode: '100644', type: 'blob', id };
    const link = { mode: '120000', type: 'blob', id: blob('/tmp') };
    const inner = treeOf([{ ...file, name: 'x.py' }]);
    const tree = treeOf([
      { ...file, name: '..' },
      { ...file, name: '.' },
      { ...file, name: 'a\nb.py' },
      { ...file, name: Buffer.from([0x66, 0xff, 0x2e, 0x70, 0x79]) },
      { ...file, name: 'n'.repeat(300) },
      { ...file, name: 'same.py' },
      { ...file, name: 'same.py' },
      { ...file, name: 'both' },
      { mode: '40000', type: 'tree', id: inner, name: 'both' },
      { ...link, name: 'out' },
      { mode: '40000', type: 'tree', id: inner, name: 'out' },
      { mode: '40000', type: 'tree', id: inner, name: '..' },
      { mode: '40000', type: 'tree', id: inner, name: '.git' },
      { mode: '40000', type: 'tree', id: inner, name: '.GIT' },
    ]);
    const made = git('commit-tree', '-m', 'hostile', tree);
    const { leftOut } = await written(made);
    assert.deepEqual(copies(), { 'a\nb.py': 'evil', both: 'evil', 'out/x.py': 'evil', 'same.py': 'evil' });
    const unwritable = 'its name is none that can be written';
    assert.deepEqual(new Set(leftOut.map(({ why }) => why)), new Set([unwritable]));
    assert.deepEqual(readdirSync(`${earlier?.folder ?? ''}${path.dirname(folder)}`), [path.basename(folder)]);
  });

  it('are bounded in number, size and depth, and a tree that grows without end is refused', async () => {
    commit({ 'a.py': 'x'.repeat(50), 'b.py': 'x'.repeat(8), 'c/d/e.py': '', 'y.py': 'xx', 'z.py': '12345' });
    const { leftOut } = await written('HEAD', { files: 10, fileBytes: 40, allBytes: 12, depth: 2 });
    assert.deepEqual(leftOut, [
      { path: 'a.py', why: 'it is too large' },
      { path: 'c/d/e.py', why: 'it lies too deep' },
      { path: 'z.py', why: 'the commit is too large' },
    ]);
    let tree = treeOf([...'abcdefghij'].map((name) => ({ mode: '100644', type: 'blob', id: blob(''), name })));
    for (let depth = 0; depth < 9; depth += 1) tree = treeOf([...'abcdefghij'].map((name) => ({ mode: '40000', type: 'tree', id: tree, name })));
    const bomb = git('commit-tree', '-m', 'bomb', tree);
    assert.equal(await refused(bomb), `commit \`${bomb.slice(0, 12)}\` has too many files`);
  });

  it('are not looked for under names that are none', async () => {
    commit({ 'a.py': 'x' });
    const see = 'in this repository; fetch it first, or see `git branch --all`';
    assert.equal(await refused('nope'), `there is no commit \`nope\` ${see}`);
    assert.equal(await refused('HEAD:a.py'), `there is no commit \`HEAD:a.py\` ${see}`);
    assert.equal(await refused('HEAD..HEAD'), `there is no commit \`HEAD..HEAD\` ${see}`);
    assert.equal(await refused('--output=/tmp/x'), '`--output=/tmp/x` looks like a flag; name a branch, tag or commit');
    assert.equal(await refused(' '), 'no branch, tag or commit is named');
    assert.equal(await refused('a\nb'), 'this is no name of a branch, tag or commit');
    assert.equal(await refused('a\0b'), 'this is no name of a branch, tag or commit');
  });

  it('are told to be out of reach in a shallow clone, a bare repository, no repository and without git', async () => {
    commit({ 'a.py': 'x' });
    const first = git('rev-parse', 'HEAD');
    commit({ 'a.py': 'y' });
    assert.equal(await refused('HEAD', { PATH: '' }), 'git is not installed; install it, or keep known findings in a file with `lintel baseline create`');
    const whole = folder;
    git('clone', '-q', '--depth=1', `file://${whole}`, 'clone');
    git('clone', '-q', '--bare', whole, 'bare');
    const at = async (inside: string, ref: string): Promise<string> => {
      folder = inside;
      const text = await refused(ref);
      folder = whole;
      return text;
    };
    assert.equal(await at(path.join(whole, 'clone'), first), `there is no commit \`${first}\` in this shallow clone; fetch it first, or clone with more history (\`fetch-depth: 0\` in GitHub Actions)`);
    rmSync(path.join(whole, '.git'), { recursive: true });
    assert.equal(await at(path.join(whole, 'bare'), 'main'), 'there is no git repository with its files checked out here');
  });

  it('are read without running anything a repository names', async () => {
    commit({ 'a.py': 'x\n', '.gitattributes': '*.py filter=evil diff=evil\n' });
    const marker = path.join(folder, 'marker');
    const evil = path.join(folder, 'evil.sh');
    writeFileSync(evil, `#!/bin/sh\necho "$0 $@" >> ${marker}\ncat\n`);
    chmodSync(evil, 0o755);
    for (const hook of ['post-checkout', 'post-index-change', 'fsmonitor-watchman', 'reference-transaction', 'pre-auto-gc']) {
      writeFileSync(path.join(folder, '.git/hooks', hook), readFileSync(evil));
      chmodSync(path.join(folder, '.git/hooks', hook), 0o755);
    }
    mkdirSync(path.join(folder, '.git/objects/info'), { recursive: true });
    writeFileSync(path.join(folder, '.git/objects/info/alternates'), `/nowhere/objects\n${folder}/not-there\n`);
    writeFileSync(
      path.join(folder, '.git/config'),
      `[core]\n\trepositoryformatversion = 1\n\tfsmonitor = ${evil}\n\thooksPath = .git/hooks\n\tpager = ${evil}\n\tsshCommand = ${evil}\n\talternateRefsCommand = ${evil}\n\tautocrlf = true\n` +
        `[filter "evil"]\n\tclean = ${evil}\n\tsmudge = ${evil}\n\tprocess = ${evil}\n\trequired = true\n[diff "evil"]\n\ttextconv = ${evil}\n\tcommand = ${evil}\n[alias]\n\tcat-file = !${evil}\n\tls-tree = !${evil}\n\tmerge-base = !${evil}\n` +
        `[remote "origin"]\n\turl = ext::${evil}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n[extensions]\n\tpartialClone = origin\n[protocol "ext"]\n\tallow = always\n`,
    );
    await written('HEAD');
    assert.deepEqual([copies()['a.py'], existsSync(marker)], ['x\n', false]);
    const [first = ''] = git('ls-tree', 'HEAD', 'a.py').split(/\s/).slice(2);
    rmSync(path.join(folder, '.git/objects', first.slice(0, 2), first.slice(2)), { force: true });
    const { leftOut } = await written('HEAD');
    assert.deepEqual([leftOut, existsSync(marker)], [[{ path: 'a.py', why: 'this clone does not have its content' }], false]);
  });

  it('leave nothing behind', async () => {
    commit({ 'a.py': 'x' });
    await written('HEAD');
    const made = earlier?.folder ?? '';
    assert.equal(existsSync(made), true);
    await earlier?.dispose();
    assert.equal(existsSync(made), false);
    assert.equal(git('status', '--porcelain'), '');
  });
});
