/** Reads whatever declares or locks dependencies, by the name of the file. Total: broken files give what can be read, and problems. */
import { fileName, parentFolder } from '../../../paths.ts';
import { lineIndexOf } from '../../line-index.ts';
import type { NeedParser } from '../../python-tools.ts';
import { readEnvironment } from './environment-file.ts';
import { isLockFile, readLock } from './lock-file.ts';
import type { Manifest, ManifestFile, Reading } from './manifest.ts';
import { readPipfile } from './pipfile.ts';
import { readPyproject } from './pyproject.ts';
import { readRequirements } from './requirements-file.ts';
import { readSetupCfg } from './setup-cfg.ts';
import { readSetupPy } from './setup-py.ts';

type Reader = (file: ManifestFile, openParser: NeedParser) => Reading | Promise<Reading>;

const READERS: Readonly<Record<string, Reader>> = { 'pyproject.toml': readPyproject, 'setup.cfg': readSetupCfg, 'setup.py': async (file, openParser) => readSetupPy(file, await openParser()), Pipfile: readPipfile };

/** Says whether the file declares or locks dependencies, by its name alone. */
export function isManifest(path: string): boolean {
  return readerOf(path) !== null;
}

/** @param file for included files too, whatever they are called: those are requirements files */
export async function readManifest(file: ManifestFile, openParser: NeedParser): Promise<Manifest> {
  const reading = await (readerOf(file.path) ?? readRequirements)(file, openParser);
  if (reading.dependencies.length === 0) return { ...reading, dependencies: [] };
  const lines = lineIndexOf(file.text);
  const dependencies = reading.dependencies.map((dependency) => {
    const { start, end } = lines.lineAt(dependency.line);
    const text = file.text.slice(start, end);
    return { ...dependency, start: start + text.length - text.trimStart().length, end: start + text.trimEnd().length };
  });
  return { ...reading, dependencies };
}

function readerOf(path: string): Reader | null {
  const name = fileName(path);
  if (Object.hasOwn(READERS, name)) return READERS[name] ?? null;
  if (isLockFile(path)) return readLock;
  if (/^(?:conda[-_.])?(?:env|environment)(?:[-_.][\w-]+)?\.ya?ml$/.test(name)) return readEnvironment;
  const isRequirements = /^(?:[\w-]+[-_.])?(?:requirements|constraints)(?:[-_.][\w.-]+)?\.(?:txt|in)$/.test(name);
  const isInFolder = fileName(parentFolder(path) ?? '') === 'requirements' && /\.(?:txt|in)$/.test(name);
  return isRequirements || isInFolder ? readRequirements : null;
}
