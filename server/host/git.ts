/**
 * What git knows of a folder. The program is asked for what only the object database tells: commits, branches, tags, the tree of a
 * commit. What it would run filters or monitors for, the state of the work tree, is looked at without it. Where there is no git program,
 * branch, commit and tracked files are still read.
 */
import { randomUUID } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { CancelSignal, Git, GitRaw, GitReading } from '../core/ports.ts';
import { escapeGlob, matchesGlob } from '../core/glob.ts';
import { findGitFolder, idBytes, isShallowFolder, readHead, readWhole } from './git/git-folder.ts';
import type { GitFolder } from './git/git-folder.ts';
import { readIndex } from './git/git-index.ts';
import type { IndexEntry } from './git/git-index.ts';
import { findGitProgram, gitProgram } from './git/git-program.ts';
import type { GitProgram } from './git/git-program.ts';
import { isWorkTreeDirty } from './git/work-tree.ts';

/** Own choice: years of a team. */
const MOST_COMMITS = 2000;
const MOST_REFS = 5000;
const MOST_INDEX_BYTES = 200_000_000;
const MOST_ATTRIBUTES_BYTES = 100_000;

/** Of one command; after one that takes longer none is tried. Own choice. */
const LIMIT_MS = 20_000;

/** @param env where the program is looked for, and what it is told of its surroundings */
export function createGit(env: Readonly<Record<string, string | undefined>>, limitMs = LIMIT_MS): Git {
  return {
    read: async (root, signal) => {
      try {
        return await read(root, { env, signal, limitMs });
      } catch (error) {
        return { kind: 'failed', text: `the git repository cannot be read (${error instanceof Error ? error.message : String(error)})` };
      }
    },
  };
}

type Commit = GitRaw['commits'][number];

interface Reading {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: CancelSignal | null;
  readonly limitMs: number;
}

async function read(asked: string, { env, signal, limitMs }: Reading): Promise<GitReading> {
  const root = await realpath(asked).catch(() => asked);
  const folder = await findGitFolder(root);
  if (folder === null) return { kind: 'none' };
  const prefix = path.relative(folder.top, root).split(path.sep).join('/');
  const [plain, answering] = await Promise.all([readPlain(folder, { prefix, signal }), openProgram({ top: folder.top, root }, { env, signal, limitMs })]);
  if (answering === null) return { kind: 'read', raw: plain.raw, missing: 'git is not installed, so the history is not known; install git to have it looked at' };
  const { program, opened } = answering;
  if (!opened.ok) return { kind: 'read', raw: plain.raw, missing: `git does not read this repository (${plainText(opened.text, folder.top)}), so the history is not known` };
  if (opened.prefix !== prefix) return { kind: 'read', raw: plain.raw, missing: 'the repository says that its files are elsewhere, so the history is not known' };
  const noTree = new Map<string, string>();
  const [{ commits, isCut }, { branches, tags }, headTree] = await Promise.all([commitsOf(program, prefix), refsOf(program), opened.commit === null ? noTree : treeOf(program)]);
  const isStaged = plain.entries !== null && headTree !== null && differs(plain.entries, headTree);
  const tracked = plain.raw.tracked ?? (headTree === null ? null : within([...headTree.keys()], prefix));
  const raw: GitRaw = {
    commit: opened.commit,
    branch: opened.branch ?? plain.raw.branch,
    isDirty: plain.raw.isDirty || isStaged,
    isShallow: plain.raw.isShallow,
    commits,
    branches,
    tags,
    tracked,
  };
  const isDamaged = opened.commit === null && plain.raw.commit !== null;
  const late = program.isLate() ? 'git took longer than its time limit, so the history is not known whole; try `git gc`' : null;
  return { kind: 'read', raw, missing: late ?? (isDamaged ? 'git cannot read the commit that is checked out, so the history is not known; try `git fsck`' : isCut ? 'the history is too large to be read whole, so only the latest commits are known' : null) };
}

/** Null where there is none. */
async function openProgram({ top, root }: { readonly top: string; readonly root: string }, { env, signal, limitMs }: Reading): Promise<{ readonly program: GitProgram; readonly opened: Opened } | null> {
  const file = await findGitProgram(top, env);
  if (file === null) return null;
  const program = gitProgram(file, { root, signal, env, limitMs });
  return { program, opened: await open(program) };
}

/** Without the words of this machine: whose folder it is, and where. */
function plainText(text: string, top: string): string {
  return text.includes('dubious ownership') ? 'its folder belongs to another user; see `safe.directory` of git' : text.replaceAll(top, '.');
}

interface Plain {
  readonly raw: GitRaw;
  /** Null where the index cannot be read. */
  readonly entries: readonly IndexEntry[] | null;
}

/** What can be told without the program. */
async function readPlain(folder: GitFolder, { prefix, signal }: { readonly prefix: string; readonly signal: CancelSignal | null }): Promise<Plain> {
  const { branch, commit } = await readHead(folder);
  const idLength = await idBytes(folder);
  const bytes = await readWhole(path.join(folder.folder, 'index'), MOST_INDEX_BYTES);
  const entries = bytes === null ? null : readIndex(bytes, idLength);
  const isFiltered = await filtersOf(folder, entries ?? []);
  const isDirty = entries !== null && (await isWorkTreeDirty({ top: folder.top, entries, idLength, isFiltered, signal }));
  const tracked = entries === null ? null : within(entries.map((entry) => entry.path), prefix);
  return { raw: { branch, commit, isDirty, isShallow: await isShallowFolder(folder), commits: [], branches: branch === null ? [] : [branch], tags: [], tracked }, entries };
}

/** Says of which files git keeps other contents than the work tree has, whatever is changed: `filter=lfs`, encodings. */
async function filtersOf({ top, common }: GitFolder, entries: readonly IndexEntry[]): Promise<(path: string) => boolean> {
  const globs: string[] = [];
  const take = async (file: string, folder: string): Promise<void> => {
    const text = (await readWhole(file, MOST_ATTRIBUTES_BYTES))?.toString('utf8') ?? '';
    for (const line of text.split('\n')) {
      const [pattern = '', ...attributes] = line.trim().split(/\s+/);
      if (!attributes.some((attribute) => /^(?:filter=|ident$|working-tree-encoding=)/.test(attribute))) continue;
      const below = folder === '.' ? '' : `${escapeGlob(folder)}/`;
      const plain = pattern.replace(/^\//, '');
      globs.push(pattern.includes('/') ? `${below}${plain}` : `${below}**/${plain}`);
    }
  };
  for (const entry of entries) if (path.posix.basename(entry.path) === '.gitattributes') await take(path.join(top, entry.path), path.posix.dirname(entry.path));
  await take(path.join(common, 'info', 'attributes'), '.');
  return (file) => globs.some((glob) => matchesGlob(glob, file));
}

function within(paths: readonly string[], prefix: string): readonly string[] {
  if (prefix === '') return paths;
  return paths.flatMap((each) => (each.startsWith(`${prefix}/`) ? [each.slice(prefix.length + 1)] : []));
}

function differs(entries: readonly IndexEntry[], tree: ReadonlyMap<string, string>): boolean {
  return entries.length !== tree.size || entries.some((entry) => tree.get(entry.path) !== entry.id);
}

type Opened = { readonly ok: true; readonly prefix: string; readonly commit: string | null; readonly branch: string | null } | { readonly ok: false; readonly text: string };

async function open(program: GitProgram): Promise<Opened> {
  const where = await program.run(['rev-parse', '--is-inside-work-tree', '--show-prefix']);
  if (where.kind === 'failed') return { ok: false, text: where.text };
  const [isInside = '', prefix = ''] = where.text.split('\n');
  if (isInside !== 'true') return { ok: false, text: 'this folder is no work tree of it' };
  const [head, name] = await Promise.all([program.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']), program.run(['rev-parse', '--symbolic-full-name', 'HEAD'])]);
  const branch = name.kind === 'done' && name.text.startsWith('refs/heads/') ? name.text.trim().slice('refs/heads/'.length) : null;
  return { ok: true, prefix: prefix.replace(/\/$/, ''), commit: head.kind === 'done' ? head.text.trim() : null, branch };
}

const FIELDS = 7;

async function commitsOf(program: GitProgram, prefix: string): Promise<{ readonly commits: readonly Commit[]; readonly isCut: boolean }> {
  // no path and no message can hold what nobody could know
  const mark = `commit-${randomUUID()}`;
  const format = `--format=${mark}%x00%H%x00%P%x00%ct%x00%an%x00%ae%x00%s%x00%b%x00`;
  const plain = ['log', '-z', `--max-count=${MOST_COMMITS}`, '--no-color', '--no-decorate', '--no-notes', '--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-renames', format];
  const withPaths = await program.run([...plain, '--name-only', 'HEAD', '--']);
  // partial clones may lack the trees
  const output = withPaths.kind === 'failed' ? await program.run([...plain, 'HEAD', '--']) : withPaths;
  if (output.kind === 'failed') return { commits: [], isCut: false };
  const isCut = output.kind === 'cut';
  const records = output.text.split(`${mark}\0`).slice(1);
  return { commits: (isCut ? records.slice(0, -1) : records).flatMap((record) => commitOf(record, prefix)), isCut };
}

function commitOf(record: string, prefix: string): readonly Commit[] {
  const fields = record.split('\0');
  const [id = '', parents = '', seconds = '', author = '', email = '', subject = '', body = ''] = fields;
  if (id === '') return [];
  const ids = parents.split(' ').filter((each) => each !== '');
  const paths = ids.length > 1 ? [] : fields.slice(FIELDS).map((each) => each.replace(/^\n/, '')).filter((each) => each !== '');
  return [{ id, parents: ids, date: isoDate(seconds), author, email, subject, trailers: trailersOf(body), paths: within(paths, prefix) }];
}

function isoDate(seconds: string): string {
  const date = new Date(Number(seconds) * 1000);
  return Number.isNaN(date.getTime()) ? '1970-01-01T00:00:00Z' : date.toISOString().replace('.000Z', 'Z');
}

/** Of the last paragraph, when it is nothing but trailers. */
function trailersOf(body: string): readonly string[] {
  const lines = (body.trimEnd().split(/\n[ \t]*\n/).at(-1) ?? '').split('\n').map((line) => line.trim());
  const found = lines.filter((line) => /^[A-Za-z][\w-]*: \S/.test(line));
  return found.length > 0 && found.length * 2 >= lines.length ? found : [];
}

async function refsOf(program: GitProgram): Promise<Pick<GitRaw, 'branches' | 'tags'>> {
  const format = '%(refname)%00%(objectname)%00%(*objectname)%00%(creatordate:unix)';
  const output = await program.run(['for-each-ref', `--count=${MOST_REFS}`, '--sort=refname', `--format=${format}`, 'refs/heads', 'refs/remotes', 'refs/tags']);
  if (output.kind === 'failed') return { branches: [], tags: [] };
  const branches = new Set<string>();
  const tags: GitRaw['tags'][number][] = [];
  for (const line of output.text.split('\n')) {
    const [name = '', id = '', peeled = '', seconds = ''] = line.split('\0');
    if (name.startsWith('refs/heads/')) branches.add(name.slice('refs/heads/'.length));
    else if (name.startsWith('refs/remotes/') && !name.endsWith('/HEAD')) branches.add(name.split('/').slice(3).join('/'));
    else if (name.startsWith('refs/tags/')) tags.push({ name: name.slice('refs/tags/'.length), commit: peeled === '' ? id : peeled, date: isoDate(seconds) });
  }
  return { branches: [...branches].sort(), tags };
}

/** Ids by path; null when the tree is missing or too large. */
async function treeOf(program: GitProgram): Promise<ReadonlyMap<string, string> | null> {
  const output = await program.run(['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
  if (output.kind !== 'done') return null;
  const tree = new Map<string, string>();
  for (const line of output.text.split('\0')) {
    const tab = line.indexOf('\t');
    if (tab > 0) tree.set(line.slice(tab + 1), line.slice(0, tab).split(' ')[2] ?? '');
  }
  return tree;
}
