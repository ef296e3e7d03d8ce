/** `--fix` and `--diff`: mends programs round by round, until nothing more can be mended, without writing anything yet. */
import { createTwoFilesPatch } from 'diff';
import { chooseEdits } from '../../core/python/fix/choose-edits.ts';
import { applyEdits } from '../../core/python/notebook/edit-notebook.ts';
import { resolvePath } from '../../core/paths.ts';
import type { FileSystem } from '../../core/ports.ts';
import { performCheck } from '../perform.ts';
import type { PerformRequest } from '../perform.ts';
import { readOriginal, writeMended } from './original-file.ts';
import type { OriginalFile } from './original-file.ts';
import { overlayFiles } from './overlay-files.ts';

export interface Mended {
  readonly files: readonly MendedFile[];
  /** Findings that were mended. */
  readonly count: number;
  /** Sentences about files that cannot be mended. */
  readonly problems: readonly string[];
}

export interface MendedFile {
  readonly displayPath: string;
  readonly original: OriginalFile;
  readonly text: string;
}

/** A fix may make room for another. Own choice; each round ends with fewer findings than it began with. */
const MAX_ROUNDS = 10;

export async function mendFiles(request: Omit<PerformRequest, 'fixes' | 'viewOf'>, safety: 'safe' | 'all'): Promise<Mended> {
  const { gathered, host, watch } = request;
  const programsOnly = { ...gathered, discovery: { ...gathered.discovery, datasets: [], notChecked: [] } };
  const originals = new Map<string, OriginalFile | null>();
  const texts = new Map<string, string>();
  const viewOf = (files: FileSystem): FileSystem => overlayFiles(files, texts);
  let count = 0;
  for (let round = 0; round < MAX_ROUNDS && watch.received() === null; round += 1) {
    const report = await performCheck({ ...request, gathered: programsOnly, fixes: { safety, within: null }, viewOf });
    const findings = report.findings.filter(({ fixes }) => fixes.every(({ fileEdits }) => fileEdits.every(({ path }) => originals.get(path) !== null)));
    const chosen = chooseEdits(findings, safety);
    if (chosen.count === 0) break;
    for (const path of chosen.byPath.keys()) if (!originals.has(path)) originals.set(path, await readOriginal(resolvePath(host.workingFolder, path)));
    const isWritable = [...chosen.byPath.keys()].every((path) => originals.get(path) !== null);
    if (!isWritable) continue;
    for (const [path, edits] of chosen.byPath) {
      const absolute = resolvePath(host.workingFolder, path);
      texts.set(absolute, applyEdits(texts.get(absolute) ?? originals.get(path)?.text ?? '', edits));
    }
    count += chosen.count;
  }
  const files = [...originals].flatMap(([displayPath, original]) => {
    const text = texts.get(resolvePath(host.workingFolder, displayPath));
    return original === null || text === undefined ? [] : [{ displayPath, original, text }];
  });
  const problems = [...originals].flatMap(([path, original]) => (original === null ? [`${path}: not mended, it is no UTF-8 text; save it as UTF-8`] : []));
  return { files: files.toSorted((a, b) => (a.displayPath < b.displayPath ? -1 : 1)), count, problems };
}

/** Returns what would change, as a unified diff. */
export function diffOf({ files }: Mended): string {
  return files.map(({ displayPath, original, text }) => createTwoFilesPatch(`a/${displayPath}`, `b/${displayPath}`, original.text, text, undefined, undefined, { context: 3 }).replace(/^=+\n/, '')).join('');
}

/** Writes the files. @returns sentences about those that were not */
export async function writeFiles({ files }: Mended): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { displayPath, original, text } of files) {
    const failure = await writeMended(original, text);
    if (failure !== null) problems.push(`${displayPath}: not mended, ${failure}`);
  }
  return problems;
}
