/** Reads the files findings stand in for reports, within bounds: a report is worth some reading, not all memory. */
import { isInside, relativePath, resolvePath } from '../core/paths.ts';
import { FileProblem } from '../core/ports.ts';
import type { FileSystem } from '../core/ports.ts';
import { rootAround } from '../core/repository/check/find-repositories.ts';
import type { BlamedTexts, Surroundings } from '../report/blamed-texts.ts';

/** Larger files are data, and none is shown line by line. Own choice. */
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** Files and bytes of one report. Own choice: some seconds of reading. */
const MAX_TEXTS = 25_000;
const MAX_ALL_BYTES = 1024 * 1024 * 1024;

/** @param workingFolder absolute; paths of findings are relative to it. Files outside of its repository are not read. */
export async function openSurroundings({ files, workingFolder }: Pick<BlamedFolder, 'files' | 'workingFolder'>): Promise<Surroundings> {
  const boundary = await rootAround(workingFolder, files);
  return { texts: openBlamedTexts({ files, workingFolder, boundary }), folderInRepository: relativePath(boundary, workingFolder) };
}

interface BlamedFolder {
  readonly files: Pick<FileSystem, 'stat' | 'readRange'>;
  /** Absolute; paths of findings are relative to it. */
  readonly workingFolder: string;
  /** Absolute; files outside of it are not read. */
  readonly boundary: string;
}

function openBlamedTexts(folder: BlamedFolder): BlamedTexts {
  return {
    digest: async <T>(paths: Iterable<string>, digest: (text: string, path: string) => T) => {
      const digests = new Map<string, T>();
      let left = MAX_ALL_BYTES;
      for (const each of new Set(paths)) {
        if (digests.size >= MAX_TEXTS) break;
        const text = await readBlamed(each, { folder, left });
        if (text === null) continue;
        left -= text.sizeBytes;
        digests.set(each, digest(text.text, each));
      }
      return digests;
    },
  };
}

interface Reading {
  readonly folder: BlamedFolder;
  /** Bytes that may still be read. */
  readonly left: number;
}

async function readBlamed(blamed: string, { folder, left }: Reading): Promise<{ readonly text: string; readonly sizeBytes: number } | null> {
  const absolute = resolvePath(folder.workingFolder, blamed);
  if (!isInside(absolute, folder.boundary)) return null;
  const found = await folder.files.stat(absolute);
  if (found?.kind !== 'file' || found.sizeBytes > Math.min(MAX_TEXT_BYTES, left)) return null;
  try {
    const bytes = await folder.files.readRange(absolute, 0, found.sizeBytes);
    return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), sizeBytes: bytes.length };
  } catch (problem) {
    if (problem instanceof FileProblem) return null;
    throw problem;
  }
}
