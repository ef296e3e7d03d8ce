/** The way between a work tree and its copy of an earlier commit: the same paths below a folder of our own, judged by today's settings. */
import { fileName } from '../paths.ts';
import type { FileSystem, Git } from '../ports.ts';

export interface Mirror {
  /** Path of the copy. */
  toCopy(path: string): string;
  /** What a copy's path stands for; other paths stand for themselves. */
  toOriginal(path: string): string;
}

/** @param folder absolute, of the copies */
export function createMirror(folder: string): Mirror {
  return {
    // a drive is a folder there
    toCopy: (path) => `${folder}${path.startsWith('/') ? '' : '/'}${path.replace(/^([A-Za-z]):/, '$1')}`,
    toOriginal: (path) => {
      if (!path.startsWith(`${folder}/`)) return path;
      const below = path.slice(folder.length);
      return /^\/[A-Za-z]\//.test(below) && /^[A-Za-z]:/.test(folder) ? `${below.slice(1, 2)}:${below.slice(2)}` : below;
    },
  };
}

/** Copies as the check is to see them: what is ignored is what is ignored today. */
export function viewOfCopies(files: FileSystem, mirror: Mirror): FileSystem {
  return {
    ...files,
    readText: (path, maxBytes) => files.readText(/^\.(?:git|lintel)ignore$/.test(fileName(path)) ? mirror.toOriginal(path) : path, maxBytes),
  };
}

/** Files of today under the paths of copies: configurations are those of today, their globs reach the copies. */
export function viewOfOriginals(files: FileSystem, mirror: Mirror): FileSystem {
  return {
    ...files,
    stat: (path) => files.stat(mirror.toOriginal(path)),
    list: (path) => files.list(mirror.toOriginal(path)),
    readText: (path, maxBytes) => files.readText(mirror.toOriginal(path), maxBytes),
  };
}

export interface TrackedFiles {
  /** Absolute. */
  readonly top: string;
  /** Relative to the top. */
  readonly paths: ReadonlySet<string>;
}

/** Git as of today, except for which files it tracks. */
export function gitOfCopies(git: Git, { mirror, trackedOf }: { readonly mirror: Mirror; readonly trackedOf: (folder: string) => TrackedFiles | null }): Git {
  return {
    read: async (root, signal) => {
      const original = mirror.toOriginal(root);
      const reading = await git.read(original, signal);
      const known = trackedOf(original);
      if (reading.kind !== 'read' || known === null) return reading;
      const prefix = original === known.top ? '' : `${original.slice(known.top.length + 1)}/`;
      const tracked = [...known.paths].flatMap((path) => (path.startsWith(prefix) ? [path.slice(prefix.length)] : []));
      return { ...reading, raw: { ...reading.raw, isDirty: false, tracked } };
    },
  };
}
