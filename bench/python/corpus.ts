/** Python that is not ours: the sources of pinned packages, without anything else they ship. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

export interface Corpus {
  /** Absolute; holds Python files only. */
  readonly folder: string;
  /** Absolute, in path order. */
  readonly files: readonly string[];
  readonly lines: number;
}

/** Packages of one kind of machine, whatever the machine is, so that the sources are the same everywhere. */
const WHEELS = ['--only-binary', ':all:', '--python-version', '3.12', '--implementation', 'cp', '--abi', 'cp312', '--abi', 'abi3', '--abi', 'none', '--platform', 'manylinux_2_28_x86_64', '--platform', 'manylinux_2_27_x86_64', '--platform', 'manylinux2014_x86_64', '--platform', 'any'];

/**
 * Fetches packages with pip, without what they depend on. Does nothing when the folder is there.
 * Errors: throws with what pip says when it fails.
 */
export function fetchPackages({ requirements, folder }: { readonly requirements: string; readonly folder: string }): void {
  if (existsSync(folder)) return;
  const unfinished = `${folder}-unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const { status, stderr, error } = spawnSync('pip', ['install', '--quiet', '--no-deps', '--no-compile', '--disable-pip-version-check', ...WHEELS, '--target', unfinished, '-r', requirements], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`pip cannot fetch the packages (${error?.message ?? stderr.trim()}); give a folder of Python with --corpus`);
  copyPython({ from: unfinished, to: folder });
  rmSync(unfinished, { recursive: true, force: true });
}

/** Copies Python files and their folders; at most `most` files, in path order. */
export function copyPython({ from, to, most = Infinity }: { readonly from: string; readonly to: string; readonly most?: number }): Corpus {
  rmSync(to, { recursive: true, force: true });
  // a repository of its own: what the repository around it ignores is none of its business
  mkdirSync(path.join(to, '.git'), { recursive: true });
  for (const file of pythonFiles(from).slice(0, most)) {
    const target = path.join(to, path.relative(from, file));
    mkdirSync(path.dirname(target), { recursive: true });
    copyFileSync(file, target);
  }
  return openCorpus(to);
}

export function openCorpus(folder: string): Corpus {
  const files = pythonFiles(folder);
  return { folder, files, lines: files.reduce((sum, file) => sum + lineCount(readFileSync(file, 'utf8')), 0) };
}

function pythonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .sort()
    .map((name) => path.join(folder, name));
}

function lineCount(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
