/**
 * Keeps the result of work that reads many files and is told only on the way which: everything that it asked of the disk, of git and of the
 * configuration is kept with the result as digests of the answers. Asked the same again and answered the same, it would come to the same
 * result, as it sees nothing else.
 */
import type { Config } from '../config.ts';
import type { Cache, FileSystem, Git } from '../ports.ts';
import { fromPlainText, toPlainText } from './plain-text.ts';

/** What the work may look at. */
export interface Sight {
  readonly files: FileSystem;
  /** Null where the folder is not trusted. */
  readonly git: Git | null;
  readonly configOf: (folder: string) => Promise<Config>;
}

export interface Remembering<T> {
  /** All that the work rests on besides what it looks at; plain data. */
  readonly key: unknown;
  readonly sight: Sight;
  readonly work: (sight: Sight) => Promise<T>;
  /** False for what may come out otherwise the next time. */
  readonly isLasting: (result: T) => boolean;
}

/** Cost: with a known result, everything it rests on is read and hashed. */
export async function remember<T>({ key, sight, work, isLasting }: Remembering<T>, cache: Cache): Promise<T> {
  const name = toPlainText(['remember', key], null);
  if (name === null) return work(sight);
  const text = await cache.get(name);
  const known = text === null ? null : (fromPlainText(text, null) as Kept);
  if (known !== null && (await isAsBefore(known.asked, { sight, cache }))) return known.result as T;
  const trace = new Trace(sight, cache);
  const result = await work(trace.sight());
  const asked = await trace.asked();
  const kept = asked !== null && isLasting(result) ? toPlainText({ asked, result } satisfies Kept, null) : null;
  if (kept !== null) await cache.put(name, kept);
  return result;
}

type Question = 'stat' | 'list' | 'can-list' | 'text' | 'bytes' | 'git' | 'config';

/** What was asked, of which path, up to how many bytes, and the digest of the answer. */
type Asked = readonly [Question, string, number, string];

interface Kept {
  readonly asked: readonly Asked[];
  readonly result: unknown;
}

interface Answering {
  readonly sight: Sight;
  readonly cache: Cache;
}

/** Questions answered at once. Own choice: far fewer than files that may be open. */
const AT_ONCE = 8;

async function isAsBefore(asked: readonly Asked[], answering: Answering): Promise<boolean> {
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const same = await Promise.all(asked.slice(at, at + AT_ONCE).map(async ([question, path, mostBytes, digest]) => (await answerTo(question, { path, mostBytes }, answering)) === digest));
    if (same.includes(false)) return false;
  }
  return true;
}

async function answerTo(question: Question, { path, mostBytes }: { readonly path: string; readonly mostBytes: number }, { sight: { files, git, configOf }, cache }: Answering): Promise<string> {
  const digest = (answer: unknown): string => cache.digest(JSON.stringify(answer));
  switch (question) {
    case 'stat':
      return digest(statOf(await files.stat(path)));
    case 'list':
      return digest(await files.list(path));
    case 'can-list':
      return digest((await files.canList?.(path)) ?? true);
    case 'text':
      return digest(await files.readText(path, mostBytes));
    case 'bytes':
      return (await cache.digestOf(path)) ?? '';
    case 'git':
      return digest((await git?.read(path, null)) ?? null);
    case 'config':
      return digest(await configOf(path));
  }
}

/** The time of a file says nothing of what is in it. */
function statOf(stat: Awaited<ReturnType<FileSystem['stat']>>): unknown {
  return stat === null ? null : [stat.kind, stat.kind === 'file' ? stat.sizeBytes : 0];
}

class Trace {
  readonly #sight: Sight;
  readonly #cache: Cache;
  readonly #answers = new Map<string, Asked>();
  /** Something was answered in two ways. */
  #isTorn = false;

  constructor(sight: Sight, cache: Cache) {
    this.#sight = sight;
    this.#cache = cache;
  }

  /** Null when what was looked at changed meanwhile. */
  async asked(): Promise<readonly Asked[] | null> {
    const asked: Asked[] = [];
    for (const one of this.#answers.values()) {
      if (!(await this.#isImplied(one))) asked.push(one);
    }
    return this.#isTorn ? null : asked;
  }

  /** Files of the same bytes are of the same size. */
  async #isImplied([question, path, mostBytes, digest]: Asked): Promise<boolean> {
    if (question !== 'stat' || !this.#answers.has(nameOf('bytes', path, 0))) return false;
    if ((await answerTo(question, { path, mostBytes }, { sight: this.#sight, cache: this.#cache })) !== digest) this.#isTorn = true;
    return true;
  }

  sight(): Sight {
    const { files, git, configOf } = this.#sight;
    const told = async <T>(question: Question, path: string, { mostBytes = 0, answer, shown }: { readonly mostBytes?: number; readonly answer: Promise<T>; readonly shown?: (answer: T) => unknown }): Promise<T> => {
      const value = await answer;
      this.#note(question, path, { mostBytes, digest: this.#cache.digest(JSON.stringify(shown === undefined ? value : shown(value))) });
      return value;
    };
    const noteBytes = async (path: string): Promise<void> => this.#note('bytes', path, { mostBytes: 0, digest: (await this.#cache.digestOf(path)) ?? '' });
    const noted = async function* (path: string, chunks: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      await noteBytes(path);
      yield* chunks();
    };
    const { canList } = files;
    return {
      files: {
        stat: (path) => told('stat', path, { answer: files.stat(path), shown: statOf }),
        list: (path) => told('list', path, { answer: files.list(path) }),
        ...(canList === undefined ? {} : { canList: (path: string) => told('can-list', path, { answer: canList(path) }) }),
        readText: async (path, mostBytes) => {
          const found = await files.stat(path);
          // a digest of the bytes says more, and what is larger must not be read for one
          if (found?.kind !== 'file' || found.sizeBytes > mostBytes) return told('text', path, { mostBytes, answer: files.readText(path, mostBytes) });
          await noteBytes(path);
          const text = await files.readText(path, mostBytes);
          await noteBytes(path);
          return text;
        },
        readChunks: (path, signal) => noted(path, () => files.readChunks(path, signal)),
        readRange: async (path, startByte, lengthBytes) => {
          await noteBytes(path);
          return files.readRange(path, startByte, lengthBytes);
        },
        decompress: (path, format, maxBytes, signal) => noted(path, () => files.decompress(path, format, maxBytes, signal)),
      },
      git: git === null ? null : { read: (root, signal) => told('git', root, { answer: git.read(root, signal) }) },
      configOf: (folder) => told('config', folder, { answer: configOf(folder) }),
    };
  }

  #note(question: Question, path: string, { mostBytes, digest }: { readonly mostBytes: number; readonly digest: string }): void {
    const key = nameOf(question, path, mostBytes);
    const before = this.#answers.get(key);
    if (before !== undefined && before[3] !== digest) this.#isTorn = true;
    this.#answers.set(key, [question, path, mostBytes, digest]);
  }
}

function nameOf(question: Question, path: string, mostBytes: number): string {
  return `${question} ${mostBytes} ${path}`;
}
