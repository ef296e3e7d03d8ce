/** What a name of a commit stands for, and which files that commit has: asked of git, believed by its form only. */
import { isShallowFolder } from './git-folder.ts';
import type { GitFolder } from './git-folder.ts';
import type { GitProgram } from './git-program.ts';

export type Resolved = { readonly ok: true; readonly commit: string } | { readonly ok: false; readonly text: string };

const ID = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** The commit where the ref and what is checked out parted. `text` is a plain sentence. */
export async function resolveRef(ref: string, { program, folder }: { readonly program: GitProgram; readonly folder: GitFolder }): Promise<Resolved> {
  const fault = faultOfName(ref);
  if (fault !== null) return { ok: false, text: fault };
  const opened = await program.run(['rev-parse', '--is-inside-work-tree']);
  if (opened.kind === 'failed') return { ok: false, text: opened.text.includes('dubious ownership') ? 'git does not read this repository, because its folder belongs to another user; see `safe.directory` of git' : `git does not read this repository (${opened.text.replaceAll(folder.top, '.')})` };
  if (opened.text.trim() !== 'true') return { ok: false, text: 'no files of this repository are checked out here' };
  const asked = await commitOf(ref, program);
  if (program.isLate()) return { ok: false, text: 'git took longer than its time limit; try `git gc`' };
  const isShallow = await isShallowFolder(folder);
  if (asked === null) return { ok: false, text: `there is no commit \`${ref}\` in this ${isShallow ? 'shallow clone; fetch it first, or clone with more history (`fetch-depth: 0` in GitHub Actions)' : 'repository; fetch it first, or see `git branch --all`'}` };
  const head = await commitOf('HEAD', program);
  if (head === null) return { ok: true, commit: asked };
  const base = await program.run(['merge-base', asked, head]);
  const common = base.kind === 'failed' ? '' : (base.text.split('\n', 1)[0] ?? '').trim();
  if (ID.test(common)) return { ok: true, commit: common };
  if (isShallow) return { ok: false, text: `this shallow clone does not reach back to where \`${ref}\` and HEAD parted; fetch more history (\`git fetch --unshallow\`, \`fetch-depth: 0\` in GitHub Actions)` };
  return { ok: true, commit: asked };
}

const MOST_NAME = 1000;

/** A name that git could take for an option, or that no ref can have. */
function faultOfName(ref: string): string | null {
  if (ref.trim() === '') return 'no branch, tag or commit is named';
  if (ref.startsWith('-')) return `\`${ref}\` looks like a flag; name a branch, tag or commit`;
  return ref.length > MOST_NAME || /[\u0000-\u001f\u007f]/.test(ref) ? 'this is no name of a branch, tag or commit' : null;
}

async function commitOf(ref: string, program: GitProgram): Promise<string | null> {
  const output = await program.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  const id = output.kind === 'done' ? output.text.trim() : '';
  return ID.test(id) ? id : null;
}

/** A regular file of a commit. */
export interface TreeFile {
  /** Relative to the top. */
  readonly path: string;
  readonly id: string;
  /** Null where this clone does not have it. */
  readonly sizeBytes: number | null;
}

/** Links and submodules are left out. Null where the tree cannot be read; `cut` when it is too long to be listed. */
export async function listTree(commit: string, program: GitProgram): Promise<readonly TreeFile[] | 'cut' | null> {
  const output = await program.run(['ls-tree', '-r', '-z', '-l', '--full-tree', commit]);
  if (output.kind === 'failed') return null;
  if (output.kind === 'cut') return 'cut';
  return output.text.split('\0').flatMap((entry) => {
    const tab = entry.indexOf('\t');
    const [mode = '', type, id = '', size = ''] = entry.slice(0, tab).split(/ +/);
    if (tab < 0 || type !== 'blob' || !mode.startsWith('100') || !ID.test(id)) return [];
    return [{ path: entry.slice(tab + 1), id, sizeBytes: /^\d+$/.test(size) ? Number(size) : null }];
  });
}
