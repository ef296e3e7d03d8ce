/** Texts of a repository's scripts and, as JSON, notebooks, for rules that look for words in them and need no analysis. */
import type { RepositoryFile } from '../../../../rules/api/repository/files.ts';
import { joinPath } from '../../paths.ts';
import type { CancelSignal, FileSystem } from '../../ports.ts';
import { readSource } from '../../python/check/read-source.ts';

/** Own choices: as many as are analysed, and less text than that. */
const MOST_SCRIPTS = 5000;
const MOST_CHARACTERS = 50_000_000;

/** By path relative to the root. What cannot be read, or is beyond the bounds, is left out. */
export async function readScriptTexts(all: readonly RepositoryFile[], { root, files, signal }: { readonly root: string; readonly files: FileSystem; readonly signal: CancelSignal | null }): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  let left = MOST_CHARACTERS;
  for (const { path, sizeBytes } of all.filter((file) => /\.(?:py|ipynb)$/.test(file.path)).slice(0, MOST_SCRIPTS)) {
    if (signal?.aborted === true || left <= 0) break;
    if (sizeBytes > left) continue;
    const source = await readSource(joinPath(root, path), { files, signal });
    if (!source.ok) continue;
    left -= source.text.length;
    texts.set(path, source.text);
  }
  return texts;
}
