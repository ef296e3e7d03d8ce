/** Files that are open in an editor, and the file system as the editor sees it: open files have the text of their editor. */
import type { FileSystem } from '../../ports.ts';
import { plainTextOf } from './live-notebook.ts';
import type { LiveText, SavedNotebook } from './live-notebook.ts';
import type { SessionProject } from './session-project.ts';

export interface OpenFile {
  readonly live: LiveText;
  /** Null for scripts, and until the file of a notebook was read. */
  readonly saved: SavedNotebook | null;
}

/** By absolute path. */
export class OpenFiles {
  readonly #byPath = new Map<string, OpenFile>();

  get(path: string): OpenFile | undefined {
    return this.#byPath.get(path);
  }

  has(path: string): boolean {
    return this.#byPath.has(path);
  }

  set(path: string, file: OpenFile): void {
    this.#byPath.set(path, file);
  }

  delete(path: string): void {
    this.#byPath.delete(path);
  }

  /** The text of an open file; null for others. */
  textOf(path: string): string | null {
    const file = this.#byPath.get(path);
    return file === undefined ? null : plainTextOf(file.live);
  }

  /** Lets the project have the file as it stands. */
  show(path: string, project: SessionProject): void {
    const file = this.#byPath.get(path);
    if (file === undefined) return;
    const { live, saved } = file;
    project.setText(path, plainTextOf(live), typeof live === 'string' ? null : { live, saved });
  }

  showAll(project: SessionProject): void {
    for (const path of this.#byPath.keys()) if (project.has(path)) this.show(path, project);
  }
}

export function withOpenTexts(files: FileSystem, openText: (path: string) => string | null): FileSystem {
  return {
    ...files,
    stat: async (path) => {
      const stat = await files.stat(path);
      return stat ?? (openText(path) === null ? null : { kind: 'file', sizeBytes: 0, mtimeMs: 0, id: path });
    },
    readChunks: (path, signal) => {
      const text = openText(path);
      return text === null ? files.readChunks(path, signal) : once(new TextEncoder().encode(text));
    },
  };
}

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}
