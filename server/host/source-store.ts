/** Texts of a project's programs in a file of our own: several processes read them there and none holds them all. */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { SourceStore, Sources } from '../core/python/check/sources.ts';

/** Where texts lie; plain data, for another process. */
export interface StoredTexts {
  readonly file: string;
  readonly places: ReadonlyMap<string, TextPlace>;
  /** Texts for which there was no room in the file. */
  readonly held: ReadonlyMap<string, string>;
}

interface TextPlace {
  readonly offset: number;
  readonly bytes: number;
  readonly encoding: 'latin1' | 'utf16le';
}

export interface FileSources extends SourceStore {
  readonly stored: StoredTexts;
  /** Removes the file. */
  close(): void;
}

/** @param file a path in a folder of our own; nothing is there yet */
export function createFileSources(file: string): FileSources {
  const descriptor = openSync(file, 'wx+', 0o600);
  const places = new Map<string, TextPlace>();
  const held = new Map<string, string>();
  const stored = { file, places, held };
  let end = 0;
  const write = (text: string): TextPlace => {
    const encoding = WIDE.test(text) ? 'utf16le' : 'latin1';
    const bytes = Buffer.from(text, encoding);
    const offset = end;
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
    end += bytes.length;
    return { offset, bytes: bytes.length, encoding };
  };
  const reader = readerOf(descriptor, stored);
  return {
    ...reader,
    stored,
    set: (path, text) => {
      reader.forget(path);
      held.delete(path);
      try {
        places.set(path, write(text));
      } catch {
        places.delete(path);
        held.set(path, text);
      }
    },
    close: () => {
      closeSync(descriptor);
      rmSync(file, { force: true });
    },
  };
}

/** Errors: throws when the file is not there. */
export function openFileSources(stored: StoredTexts): Sources & { close(): void } {
  const descriptor = openSync(stored.file, 'r');
  return { ...readerOf(descriptor, stored), close: () => closeSync(descriptor) };
}

/** A character that takes more than a byte. */
const WIDE = /[^\u0000-\u00ff]/;

/** UTF-16 units of texts kept as they were read. Own choice: what a program and its neighbours import. */
const KEPT_LENGTH = 2_000_000;

function readerOf(descriptor: number, { places, held }: StoredTexts): Sources & { forget(path: string): void } {
  const kept = new Map<string, string>();
  let length = 0;
  const forget = (path: string): void => {
    length -= kept.get(path)?.length ?? 0;
    kept.delete(path);
  };
  const keep = (path: string, text: string): void => {
    kept.set(path, text);
    length += text.length;
    for (const oldest of kept.keys()) {
      if (length <= KEPT_LENGTH || oldest === path) break;
      forget(oldest);
    }
  };
  return {
    has: (path) => places.has(path) || held.has(path),
    keys: () => [...places.keys(), ...held.keys()],
    get: (path) => {
      const place = places.get(path);
      if (place === undefined) return held.get(path);
      const text = kept.get(path) ?? readText(descriptor, place);
      // the latest asked for is the last to go
      forget(path);
      keep(path, text);
      return text;
    },
    forget,
  };
}

function readText(descriptor: number, { offset, bytes, encoding }: TextPlace): string {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let done = 0; done < bytes; ) {
    const read = readSync(descriptor, buffer, done, bytes - done, offset + done);
    if (read === 0) throw new Error('the file of stored texts is shorter than it was');
    done += read;
  }
  return buffer.toString(encoding);
}
