/** Gives files whose path DuckDB's globbing cannot express another name in our scratch folder. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { EngineSource } from '../../core/data/engine.ts';
import { isGlobSafe } from './sql-text.ts';

export interface LinkedFiles {
  readonly source: EngineSource;
  remove(): Promise<void>;
}

/** Returns the source with every awkward path replaced by that of a symbolic link to it; most have none. */
export async function linkAwkwardFiles(source: EngineSource, scratchFolder: string): Promise<LinkedFiles> {
  if (process.platform === 'win32') return { source: renameFiles(source, (file) => file.replaceAll('\\', '/')), remove: () => Promise.resolve() };
  const awkward = filesOf(source).filter((file) => !isGlobSafe(file));
  if (awkward.length === 0) return { source, remove: () => Promise.resolve() };
  const folder = await mkdtemp(path.join(scratchFolder, 'links-'));
  const links = new Map<string, string>();
  for (const file of awkward) {
    const link = path.join(folder, String(links.size));
    await symlink(file, link);
    links.set(file, link);
  }
  return { source: renameFiles(source, (file) => links.get(file) ?? file), remove: () => rm(folder, { recursive: true, force: true }) };
}

export function filesOf(source: EngineSource): readonly string[] {
  return source.kind === 'parquet' ? source.files : source.groups.flatMap((group) => group.files);
}

function renameFiles(source: EngineSource, rename: (file: string) => string): EngineSource {
  if (source.kind === 'parquet') return { ...source, files: source.files.map(rename) };
  return { ...source, groups: source.groups.map((group) => ({ ...group, files: group.files.map(rename) })) };
}
