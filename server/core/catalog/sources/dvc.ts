/** Outputs, dependencies and hashes of DVC: `*.dvc`, `dvc.yaml`, `dvc.lock`. */
import type { RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import { at, entriesAt, itemsAt, textAt } from '../../../../rules/api/repository/tree.ts';
import type { TreeNode } from '../../../../rules/api/repository/tree.ts';
import type { Actor } from '../catalog.ts';
import { declare, use } from '../claims.ts';
import type { Claims, Declaration, Target, UseClaim } from '../claims.ts';
import { isCode, normal, safeAddress } from '../targets.ts';

export function dvcClaims(files: RepositoryFiles): Claims {
  const declarations: Declaration[] = [];
  const uses: UseClaim[] = [];
  for (const { path } of files.matching('**/*.dvc')) readPointer(path, files, { declarations, uses });
  for (const { path } of files.matching('**/dvc.yaml')) readStages(path, files, { declarations, uses });
  for (const { path } of files.matching('**/dvc.lock')) readLock(path, files, declarations);
  return { uses, declarations };
}

interface Taken {
  readonly declarations: Declaration[];
  readonly uses: UseClaim[];
}

function readPointer(path: string, files: RepositoryFiles, { declarations, uses }: Taken): void {
  const root = files.trees(path)[0]?.root;
  const folder = folderOf(path, textAt(root, 'wdir'));
  const outs = itemsAt(root, 'outs').flatMap((out) => {
    const target = targetOf(textAt(out, 'path'), folder);
    return target === null ? [] : [{ out, target }];
  });
  for (const { out, target } of outs) declarations.push(versioned(target, out));
  // `dvc import-url` keeps where it was taken from
  const actor: Actor = { kind: 'dvc-stage', name: path, path };
  for (const dep of itemsAt(root, 'deps')) {
    const source = targetOf(textAt(dep, 'repo', 'url') ?? textAt(dep, 'path'), folder);
    if (source === null || outs.length === 0) continue;
    uses.push(use({ way: 'read', target: source, actor, at: dep.at, by: 'dvc import', isDeclared: true }), ...outs.map(({ out, target }) => use({ way: 'write', target, actor, at: out.at, by: 'dvc import', isDeclared: true })));
  }
}

function versioned(target: Target, out: TreeNode): Declaration {
  const [hash, name] = [textAt(out, 'md5') ?? textAt(out, 'etag') ?? textAt(out, 'checksum'), textAt(out, 'md5') === null ? 'etag' : 'md5'];
  const sizeBytes = wholeNumber(textAt(out, 'size'));
  return declare(target, out.at, { version: hash === null ? null : { by: 'dvc', text: `${name} ${hash}`, at: out.at }, sizeBytes, files: wholeNumber(textAt(out, 'nfiles')) });
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

const OUTPUTS = ['outs', 'metrics', 'plots'] as const;

function readStages(path: string, files: RepositoryFiles, { declarations, uses }: Taken): void {
  const root = files.trees(path)[0]?.root;
  const folder = folderOf(path, null);
  const values = files.trees(folder === '' ? 'params.yaml' : `${folder}/params.yaml`)[0]?.root;
  for (const { key, at: place, value } of entriesAt(root, 'stages')) {
    const stage = at(value, 'do') ?? value;
    const actor: Actor = { kind: 'dvc-stage', name: key, path };
    const within = folderOf(path, textAt(stage, 'wdir'));
    const fill = (text: string): string => text.replace(/\$\{([^}]{0,200})\}/g, (_, name: string) => textAt(values, ...name.trim().split('.')) ?? '*');
    for (const { text, at: where } of pathsIn(itemsAt(stage, 'deps'))) {
      const target = targetOf(fill(text), within);
      if (target !== null && !isCode(target.name) && !isSourceFolder(target.name, files)) uses.push(use({ way: 'read', target, actor, at: where, by: 'dvc deps', isDeclared: true }));
    }
    for (const list of OUTPUTS) {
      for (const { text, at: where } of pathsIn(itemsAt(stage, list))) {
        const target = targetOf(fill(text), within);
        if (target === null) continue;
        uses.push(use({ way: 'write', target, actor, at: where, by: `dvc ${list}`, isDeclared: true }));
        declarations.push(declare(target, place));
      }
    }
  }
}

/** Items are paths, or maps from a path to its settings. */
function pathsIn(items: readonly TreeNode[]): readonly { readonly text: string; readonly at: RepositoryPlace }[] {
  return items.flatMap((item) => (item.kind === 'scalar' ? [{ text: item.text, at: item.at }] : item.kind === 'map' ? item.entries.map(({ key, at: where }) => ({ text: key, at: where })) : []));
}

/** Folders of programs are dependencies of stages, and no data. */
function isSourceFolder(path: string, files: RepositoryFiles): boolean {
  const below = files.matching(`${path}/**`);
  return below.length > 0 && below.every((file) => isCode(file.path) || /\.(?:md|txt|typed)$/.test(file.path));
}

function readLock(path: string, files: RepositoryFiles, declarations: Declaration[]): void {
  const root = files.trees(path)[0]?.root;
  const stages = entriesAt(root, 'stages');
  for (const { value } of stages.length > 0 ? stages : entriesAt(root)) {
    for (const out of [...itemsAt(value, 'outs'), ...itemsAt(value, 'deps')]) {
      const target = targetOf(textAt(out, 'path'), folderOf(path, textAt(value, 'wdir')));
      if (target !== null && !isCode(target.name) && !isSourceFolder(target.name, files)) declarations.push(versioned(target, out));
    }
  }
}

function folderOf(path: string, wdir: string | null): string {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return wdir === null ? folder : (normal(`${folder}/${wdir}`) ?? folder);
}

function targetOf(written: string | null, folder: string): Target | null {
  if (written === null || written === '') return null;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(written)) return { kind: 'address', name: safeAddress(written) };
  if (written.startsWith('/')) return { kind: 'file', name: written };
  const name = normal(folder === '' ? written : `${folder}/${written}`);
  return name === null || name === '' ? null : { kind: 'file', name };
}
