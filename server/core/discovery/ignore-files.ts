/** .gitignore and .lintelignore, collected on the way down. */
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { joinPath, parentFolder, relativePath } from '../paths.ts';
import type { FileSystem } from '../ports.ts';

const IGNORE_FILES: readonly string[] = ['.gitignore', '.lintelignore'];
const MAX_IGNORE_BYTES = 1_000_000;
/** Lines past these become expressions that are refused or take seconds a path. Own choices, far above lines people write. */
const MAX_LINE_CHARACTERS = 1000;
const MAX_DOUBLE_STARS = 4;

interface IgnoreLayer {
  readonly folder: string;
  readonly rules: Ignore;
}

/** Ignore files that speak of a folder, outermost first. */
export type IgnoreLayers = readonly IgnoreLayer[];

/** Returns the layers that reach into the folder from above: those of its repository, the folder itself left out. */
export async function layersAbove(folder: string, files: FileSystem): Promise<IgnoreLayers> {
  const chain: string[] = [];
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    chain.unshift(at);
    if ((await files.stat(joinPath(at, '.git'))) !== null) {
      let layers: IgnoreLayers = [];
      for (const each of chain.slice(0, -1)) layers = await withLayer(layers, { folder: each, names: IGNORE_FILES, files });
      return layers;
    }
  }
  return [];
}

/** Returns the layers with the folder's own ignore files added. */
export async function withLayer(
  layers: IgnoreLayers,
  { folder, names, files }: { readonly folder: string; readonly names: readonly string[]; readonly files: FileSystem },
): Promise<IgnoreLayers> {
  const texts: string[] = [];
  for (const name of IGNORE_FILES) {
    if (!names.includes(name)) continue;
    const text = await files.readText(joinPath(folder, name), MAX_IGNORE_BYTES);
    if (text !== null) texts.push(text.split(/\r?\n/).filter(isManageable).join('\n'));
  }
  return texts.length === 0 ? layers : [...layers, { folder, rules: ignore({ ignorecase: false, allowRelativePaths: true }).add(texts.join('\n')) }];
}

/** A line left out ignores nothing: rather too much is checked than too little. */
function isManageable(line: string): boolean {
  return line.length <= MAX_LINE_CHARACTERS && line.split('**').length - 1 <= MAX_DOUBLE_STARS;
}

/** Says whether the entry is ignored; the innermost file that speaks of it decides. */
export function isIgnored(path: string, { layers, isFolder }: { readonly layers: IgnoreLayers; readonly isFolder: boolean }): boolean {
  for (const layer of layers.toReversed()) {
    const relative = relativePath(layer.folder, path);
    const verdict = layer.rules.test(isFolder ? `${relative}/` : relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
