import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { GitRaw, GitReading } from '../core/ports.ts';
import { createGit } from './git.ts';

/** Tests make their repositories with the git of this machine; without one there is nothing to compare with. */
const ENV = { PATH: process.env['PATH'], HOME: '/nowhere' };

function git(folder: string, ...args: readonly string[]): string {
  const env = { ...ENV, GIT_AUTHOR_DATE: '2024-03-01T10:00:00Z', GIT_COMMITTER_DATE: '2024-03-01T10:00:00Z', GIT_CONFIG_NOSYSTEM: '1' };
  return execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgSign=false', ...args], { cwd: folder, env, encoding: 'utf8' }).trim();
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

async function read(folder: string, env: Readonly<Record<string, string | undefined>> = ENV): Promise<{ readonly raw: GitRaw; readonly missing: string | null }> {
  const reading: GitReading = await createGit(env).read(folder, null);
  if (reading.kind !== 'read') throw new Error(reading.kind === 'failed' ? reading.text : 'no repository');
  return reading;
}

describe('git', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'lintel-git-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const repository = (files: Readonly<Record<string, string>>): void => {
    git(folder, 'init', '-q');
    write(folder, files);
    git(folder, 'add', '.');
    git(folder, 'commit', '-q', '-m', 'first\n\nmore\n\nReviewed-by: Bob <bob@example.org>');
  };

  it('tells commits, branches, tags and tracked files', async () => {
    repository({ 'a b.py': 'x\n', 'src/é.py': 'y\n' });
    git(folder, 'tag', '-a', 'v1', '-m', 'one');
    git(folder, 'branch', 'dev');
    write(folder, { 'untracked.py': 'z\n' });
    const first = git(folder, 'rev-parse', 'HEAD');
    assert.deepEqual(await read(folder), {
      kind: 'read',
      missing: null,
      raw: {
        commit: first,
        branch: 'main',
        isDirty: false,
        isShallow: false,
        commits: [{ id: first, parents: [], date: '2024-03-01T10:00:00Z', author: 'Ada', email: 'ada@example.org', subject: 'first', trailers: ['Reviewed-by: Bob <bob@example.org>'], paths: ['a b.py', 'src/é.py'] }],
        branches: ['dev', 'main'],
        tags: [{ name: 'v1', commit: first, date: '2024-03-01T10:00:00Z' }],
        tracked: ['a b.py', 'src/é.py'],
      },
    });
  });

  it('speaks of a subfolder by paths within it', async () => {
    repository({ 'top.py': 'x\n', 'part/a.py': 'y\n' });
    const { raw } = await read(path.join(folder, 'part'));
    assert.deepEqual([raw.tracked, raw.commits[0]?.paths], [['a.py'], ['a.py']]);
  });

  it('sees changed, staged and removed files, not touched ones', async () => {
    repository({ 'a.py': 'x = 1\n', 'b.py': 'y\n' });
    utimesSync(path.join(folder, 'a.py'), 1, 1);
    assert.equal((await read(folder)).raw.isDirty, false);
    write(folder, { 'a.py': 'x = 2\n' });
    assert.equal((await read(folder)).raw.isDirty, true);
    git(folder, 'add', '.');
    assert.equal((await read(folder)).raw.isDirty, true);
    git(folder, 'commit', '-q', '-m', 'second');
    assert.equal((await read(folder)).raw.isDirty, false);
    rmSync(path.join(folder, 'b.py'));
    assert.equal((await read(folder)).raw.isDirty, true);
  });

  it('takes line ends and filtered files for unchanged', async () => {
    repository({ '.gitattributes': '* text=auto eol=lf\n*.bin filter=lfs\n', 'a.py': 'x\ny\n', 'b.bin': 'pointer' });
    write(folder, { 'a.py': 'x\r\ny\r\n', 'b.bin': 'content' });
    assert.equal((await read(folder)).raw.isDirty, false);
    write(folder, { 'a.py': 'x\r\nz\r\n' });
    assert.equal((await read(folder)).raw.isDirty, true);
  });

  it('reads all versions of the index, work trees, detached heads, shallow clones and repositories without a commit', async () => {
    repository({ 'src/one.py': 'x\n', 'src/two.py': 'y\n', 'z.py': '' });
    git(folder, 'update-index', '--index-version', '4');
    assert.deepEqual((await read(folder)).raw.tracked, ['src/one.py', 'src/two.py', 'z.py']);
    git(folder, 'worktree', 'add', '-q', 'tree', '-b', 'side');
    const tree = (await read(path.join(folder, 'tree'))).raw;
    assert.deepEqual([tree.branch, tree.tracked?.length, tree.isDirty], ['side', 3, false]);
    git(folder, 'commit', '-q', '--allow-empty', '-m', 'second');
    git(folder, 'clone', '-q', '--depth=1', `file://${folder}`, 'clone');
    const clone = (await read(path.join(folder, 'clone'))).raw;
    assert.deepEqual([clone.isShallow, clone.commits.map(({ subject }) => subject), clone.branches], [true, ['second'], ['main']]);
    git(folder, 'checkout', '-q', '--detach');
    assert.equal((await read(folder)).raw.branch, null);
    mkdirSync(path.join(folder, 'new'));
    git(path.join(folder, 'new'), 'init', '-q');
    const fresh = (await read(path.join(folder, 'new'))).raw;
    assert.deepEqual([fresh.commit, fresh.branch, fresh.commits], [null, 'main', []]);
  });

  it('knows branch, commit and files without the program', async () => {
    repository({ 'a.py': 'x\n' });
    git(folder, 'pack-refs', '--all');
    const first = git(folder, 'rev-parse', 'HEAD');
    const { raw, missing } = await read(folder, { PATH: '' });
    assert.deepEqual(raw, { commit: first, branch: 'main', isDirty: false, isShallow: false, commits: [], branches: ['main'], tags: [], tracked: ['a.py'] });
    assert.equal(missing, 'git is not installed, so the history is not known; install git to have it looked at');
  });

  it('runs no program of a hostile repository and writes nothing', async () => {
    repository({ 'a.py': 'x\n', '.gitattributes': '*.py filter=evil diff=evil\n*.txt text\n' });
    const marker = path.join(folder, 'marker');
    const evil = path.join(folder, 'evil.sh');
    const bin = path.join(folder, 'bin');
    writeFileSync(evil, `#!/bin/sh\necho "$0 $@" >> ${marker}\nexit 0\n`);
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'git'), `#!/bin/sh\necho git >> ${marker}\n`);
    for (const file of [evil, path.join(bin, 'git')]) chmodSync(file, 0o755);
    for (const hook of ['post-index-change', 'fsmonitor-watchman', 'pre-auto-gc', 'reference-transaction', 'post-checkout']) {
      writeFileSync(path.join(folder, '.git/hooks', hook), readFileSync(evil));
      chmodSync(path.join(folder, '.git/hooks', hook), 0o755);
    }
    writeFileSync(path.join(folder, '.git/more'), `[core]\n\tfsmonitor = ${evil}\n[alias]\n\tlog = !${evil}\n\trev-parse = !${evil}\n`);
    writeFileSync(
      path.join(folder, '.git/config'),
      `[core]\n\trepositoryformatversion = 0\n\tfsmonitor = ${evil}\n\thooksPath = .git/hooks\n\tpager = ${evil}\n\teditor = ${evil}\n\tsshCommand = ${evil}\n\taskPass = ${evil}\n\talternateRefsCommand = ${evil}\n` +
        `[include]\n\tpath = more\n[filter "evil"]\n\tclean = ${evil}\n\tsmudge = ${evil}\n\tprocess = ${evil}\n\trequired = true\n[diff]\n\texternal = ${evil}\n[diff "evil"]\n\ttextconv = ${evil}\n\tcommand = ${evil}\n` +
        `[gpg]\n\tprogram = ${evil}\n[gpg "ssh"]\n\tprogram = ${evil}\n[log]\n\tshowSignature = true\n[credential]\n\thelper = !${evil}\n[trailer "Reviewed-by"]\n\tcommand = ${evil}\n\tifExists = replace\n[pager]\n\tlog = ${evil}\n` +
        `[remote "origin"]\n\turl = ext::${evil}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n[extensions]\n\tpartialClone = origin\n[protocol "ext"]\n\tallow = always\n[submodule]\n\trecurse = true\n[alias]\n\tls-tree = !${evil}\n`,
    );
    utimesSync(path.join(folder, 'a.py'), 1, 1);
    const index = path.join(folder, '.git/index');
    const before = statSync(index, { bigint: true }).mtimeNs;
    const { raw } = await read(folder, { ...ENV, PATH: `${bin}${path.delimiter}.${path.delimiter}${ENV.PATH ?? ''}` });
    assert.deepEqual([raw.branch, raw.commits.length, raw.tracked], ['main', 1, ['.gitattributes', 'a.py']]);
    assert.equal(existsSync(marker), false, existsSync(marker) ? readFileSync(marker, 'utf8') : '');
    assert.equal(statSync(index, { bigint: true }).mtimeNs, before);
  });

  it('asks for no object that a partial clone lacks', async () => {
    repository({ 'a.py': 'x\n' });
    const marker = path.join(folder, 'marker');
    git(folder, 'config', 'extensions.partialClone', 'origin');
    git(folder, 'config', 'core.repositoryformatversion', '1');
    git(folder, 'config', 'remote.origin.url', `ext::sh -c "touch ${marker}"`);
    git(folder, 'config', 'remote.origin.promisor', 'true');
    git(folder, 'config', 'protocol.ext.allow', 'always');
    rmSync(path.join(folder, '.git/objects'), { recursive: true });
    mkdirSync(path.join(folder, '.git/objects'));
    const { raw } = await read(folder);
    assert.deepEqual([raw.branch, raw.commits], ['main', []]);
    assert.equal(existsSync(marker), false);
  });

  it('does not follow a repository whose files are elsewhere', async () => {
    repository({ 'a.py': 'x\n' });
    git(folder, 'config', 'core.worktree', '/etc');
    const { raw, missing } = await read(folder);
    assert.deepEqual([raw.commits, raw.tracked], [[], ['a.py']]);
    assert.match(missing ?? '', /^git does not read this repository|^the repository says/);
  });

  it('says when the commit that is checked out cannot be read', async () => {
    repository({ 'a.py': 'x\n' });
    rmSync(path.join(folder, '.git/objects'), { recursive: true });
    mkdirSync(path.join(folder, '.git/objects'));
    const { raw, missing } = await read(folder);
    assert.deepEqual([raw.commit, raw.commits, missing], [null, [], 'git cannot read the commit that is checked out, so the history is not known; try `git fsck`']);
  });

  it('waits once for a repository that never answers, and says so', async function () {
    if (process.platform === 'win32') this.skip();
    repository({ 'a.py': 'x\n' });
    git(folder, 'checkout', '-q', '--detach');
    rmSync(path.join(folder, '.git/refs/heads/main'));
    execFileSync('mkfifo', [path.join(folder, '.git/packed-refs')]);
    const started = Date.now();
    const reading = await createGit(ENV, 1000).read(folder, null);
    assert.ok(reading.kind === 'read');
    assert.deepEqual([reading.raw.tracked, Date.now() - started < 4000], [['a.py'], true]);
    assert.match(reading.missing ?? '', /git took longer than its time limit/);
  });

  it('says nothing of folders without a repository, and survives damage', async () => {
    assert.deepEqual(await createGit(ENV).read(folder, null), { kind: 'none' });
    write(folder, { '.git/HEAD': 'ref: refs/heads/../../../../etc/passwd\n', '.git/index': 'DIRC\0\0\0\u0002\xff\xff' });
    const { raw, missing } = await read(folder);
    assert.deepEqual([raw.commit, raw.branch, raw.tracked, raw.commits], [null, null, null, []]);
    assert.match(missing ?? '', /so the history is not known$/);
  });
});
