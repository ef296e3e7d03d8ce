/** Walks a repository for all its files and reads the texts of settings, scripts and documents. Bounded; never throws for what is there. */
import type { RepositoryFile, RepositoryFiles } from '../../../../rules/api/repository/files.ts';
import type { Config } from '../../config.ts';
import { defaultConfig } from '../../config/defaults.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import type { NotChecked } from '../../report.ts';
import { createRepositoryFiles } from './repository-files.ts';
import { readTexts } from './read-texts.ts';
import { REPOSITORY_LIMITS, walkRepository } from './walk-repository.ts';
import type { RepositoryLimits } from './walk-repository.ts';

export interface OpenFilesRequest {
  /** Absolute. */
  readonly root: string;
  readonly files: FileSystem;
  readonly signal?: CancelSignal | null;
  /** Configuration of a folder, for its excludes; the defaults when left out. */
  readonly configOf?: (folder: string) => Promise<Config>;
  /** Paths git tracks, relative to the root; null or left out when git was not asked. */
  readonly tracked?: ReadonlySet<string> | null;
  /** Texts of Python files, which others read, by path relative to the root. */
  readonly programText?: (path: string) => string | null;
  readonly limits?: RepositoryLimits;
  /** Told now and then which folder is walked, relative to the root. */
  readonly onFolder?: (path: string) => void;
}

export interface OpenedFiles {
  readonly files: RepositoryFiles;
  readonly notChecked: readonly NotChecked[];
}

/** `notChecked` names paths relative to the root. */
export async function openFiles(request: OpenFilesRequest): Promise<OpenedFiles> {
  const { root, files, signal = null, tracked = null, programText = () => null, limits = REPOSITORY_LIMITS } = request;
  const configOf = request.configOf ?? (async (folder: string) => defaultConfig(folder));
  const walked = await walkRepository({ root, files, signal, configOf, tracked, limits, onFolder: request.onFolder ?? (() => undefined) });
  const all: readonly RepositoryFile[] = walked.files.map(({ path, sizeBytes }) => ({ path, sizeBytes, isTracked: tracked === null ? null : tracked.has(path) }));
  const read = await readTexts(all, { root, files, signal, limits });
  const textOf = (path: string): string | null => read.texts.get(path) ?? programText(path);
  return { files: createRepositoryFiles({ all, textOf, isCut: (path) => read.cut.has(path) }), notChecked: [...walked.notChecked, ...read.notChecked] };
}
