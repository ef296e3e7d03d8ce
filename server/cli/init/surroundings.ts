/** What `lintel init` finds in a folder. Reads names, sizes and the heads of tables; runs nothing, asks no network. */
import { lookAtFiles } from '../../core/catalog/look-at-files.ts';
import type { Config } from '../../core/config.ts';
import { findInputs } from '../../core/discovery.ts';
import type { Discovery } from '../../core/discovery.ts';
import { joinPath, parentFolder, relativePath } from '../../core/paths.ts';
import type { CancelSignal, FileSystem } from '../../core/ports.ts';
import type { CiSystem } from '../init-flags.ts';

export interface Surroundings {
  /** Absolute. */
  readonly root: string;
  /** Top of the repository the folder lies in, absolute; null where there is none. */
  readonly top: string | null;
  /** Branch that is checked out; null when that cannot be told. */
  readonly branch: string | null;
  /** What the first remote's host, and CI files, speak for. */
  readonly remote: CiSystem | null;
  readonly ciFiles: readonly { readonly path: string; readonly system: CiSystem }[];
  readonly datasets: readonly FoundTable[];
  /** Data files beyond those of `datasets`. */
  readonly otherDatasets: number;
  readonly bigFolders: readonly BigFolder[];
  readonly scripts: number;
  readonly notebooks: number;
  readonly pipelines: readonly string[];
  readonly tests: readonly string[];
  /** Whether package.json asks for Lintel. */
  readonly isInManifest: boolean;
  readonly usesLfs: boolean;
  /** Paths relative to the root at which something is, links and folders included. */
  readonly taken: ReadonlySet<string>;
}

export interface FoundTable {
  /** Relative to the root. */
  readonly path: string;
  /** Null when the header could not be read in passing. */
  readonly columns: readonly string[] | null;
}

export interface BigFolder {
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

export interface LookRequest {
  /** Absolute. */
  readonly root: string;
  readonly workingFolder: string;
  readonly files: FileSystem;
  readonly configOf: (folder: string) => Promise<Config>;
  readonly signal: CancelSignal;
  /** Paths asked about, relative to the root. */
  readonly targets: readonly string[];
}

/** More datasets are counted, not listed. Own choice: a config file should be read in one go. */
const MOST_DATASETS = 30;

/** Never throws for what it finds. */
export async function lookAround(request: LookRequest): Promise<Surroundings> {
  const { root, files } = request;
  const discovery = await findInputs({ ...request, paths: [root] });
  const sized = await sizesOf(discovery, request);
  const bigFolders = bigFoldersOf(sized);
  const small = sized.filter(({ path }) => !bigFolders.some((folder) => path.startsWith(`${folder.path}/`)));
  const shown = small.slice(0, MOST_DATASETS);
  const looked = await lookAtFiles(shown, { root, files, signal: request.signal });
  const top = await topOf(root, files);
  const git = top === null ? null : await readGit(top, files);
  const entries = await files.list(root);
  const notebooks = discovery.programs.filter(({ program }) => program.path.endsWith('.ipynb')).length;
  return {
    root, top, bigFolders, notebooks,
    branch: git?.branch ?? null,
    remote: git?.remote ?? null,
    ciFiles: await ciFilesOf(root, files),
    datasets: shown.map(({ path }) => ({ path, columns: looked.get(path)?.columns.map(({ name }) => name) ?? null })),
    otherDatasets: small.length - shown.length,
    scripts: discovery.programs.length - notebooks,
    pipelines: entries.filter(({ name, kind }) => kind === 'file' && PIPELINES.includes(name)).map(({ name }) => name),
    tests: entries.filter(({ name, kind }) => kind === 'folder' && TESTS.includes(name)).map(({ name }) => `${name}/`),
    isInManifest: await isInManifest(root, files),
    usesLfs: /filter=lfs/.test((await files.readText(joinPath(root, '.gitattributes'), MOST_SETTINGS_BYTES)) ?? ''),
    taken: await takenOf(request),
  };
}

const PIPELINES: readonly string[] = ['dvc.yaml', 'Makefile', 'Snakefile', 'MLproject', 'Dockerfile', 'docker-compose.yml', 'compose.yaml', 'Jenkinsfile', 'airflow.cfg', 'prefect.yaml', 'azure-pipelines.yml', 'tox.ini'];
const TESTS: readonly string[] = ['tests', 'test', 'checks'];
const MOST_SETTINGS_BYTES = 1_000_000;

interface Sized {
  readonly path: string;
  readonly files: number;
  readonly sizeBytes: number;
}

/** More files are not asked for their size, which takes time. */
const MOST_STATS = 20_000;

async function sizesOf(discovery: Discovery, { root, files }: LookRequest): Promise<readonly Sized[]> {
  const sized: Sized[] = [];
  let left = MOST_STATS;
  for (const { dataset } of discovery.datasets) {
    const parts = dataset.parts ?? [dataset.path];
    let sizeBytes = 0;
    for (const part of parts.slice(0, left)) sizeBytes += (await files.stat(part))?.sizeBytes ?? 0;
    left = Math.max(0, left - parts.length);
    sized.push({ path: relativePath(root, dataset.path), files: parts.length, sizeBytes });
  }
  return sized;
}

/** From here on a folder takes minutes to check. Own choices. */
const BIG_FILES = 1000;
const BIG_BYTES = 2_000_000_000;

/** The deepest folders that are big, none inside of another. */
function bigFoldersOf(sized: readonly Sized[]): readonly BigFolder[] {
  const folders = new Map<string, { files: number; sizeBytes: number }>();
  for (const { path, files, sizeBytes } of sized) {
    for (let at = parentOf(path); at !== ''; at = parentOf(at)) {
      const sum = folders.get(at) ?? { files: 0, sizeBytes: 0 };
      folders.set(at, { files: sum.files + files, sizeBytes: sum.sizeBytes + sizeBytes });
    }
  }
  const big = [...folders].filter(([, { files, sizeBytes }]) => files > BIG_FILES || sizeBytes > BIG_BYTES).map(([path, sums]) => ({ path, ...sums }));
  return big.filter(({ path }) => !big.some((other) => other.path.startsWith(`${path}/`))).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function parentOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

async function topOf(root: string, files: FileSystem): Promise<string | null> {
  for (let at: string | null = root; at !== null; at = parentFolder(at)) if ((await files.stat(joinPath(at, '.git'))) !== null) return at;
  return null;
}

/** Read as text: git itself would heed settings of the repository. */
async function readGit(top: string, files: FileSystem): Promise<Pick<Surroundings, 'branch' | 'remote'>> {
  const read = async (name: string): Promise<string> => (await files.readText(joinPath(top, `.git/${name}`), MOST_SETTINGS_BYTES)) ?? '';
  const branch = /^ref: refs\/heads\/([\w./-]{1,100})\s*$/.exec(await read('HEAD'))?.[1] ?? null;
  const address = /^[ \t]*\[remote "[^"\n]*"\][^[]*?^[ \t]*url[ \t]*=[ \t]*(\S{1,2000})/m.exec(await read('config'))?.[1] ?? '';
  const host = (/^(?:[a-z+]{1,20}:\/\/)?(?:[^@/]{1,200}@)?([\w.-]+)/i.exec(address)?.[1] ?? '').toLowerCase();
  return { branch, remote: host.includes('github') ? 'github' : host.includes('gitlab') ? 'gitlab' : null };
}

async function ciFilesOf(root: string, files: FileSystem): Promise<Surroundings['ciFiles']> {
  const names = (await files.list(root)).map(({ name }) => name);
  const workflows = (await files.list(joinPath(root, '.github/workflows'))).map(({ name }) => name).filter((name) => /\.ya?ml$/.test(name));
  return [
    ...workflows.map((name) => ({ path: `.github/workflows/${name}`, system: 'github' as const })),
    ...names.filter((name) => /^\.gitlab-ci\.ya?ml$/.test(name)).map((path) => ({ path, system: 'gitlab' as const })),
    ...names.filter((name) => name === 'Jenkinsfile').map((path) => ({ path, system: 'jenkins' as const })),
  ];
}

async function isInManifest(root: string, files: FileSystem): Promise<boolean> {
  const text = await files.readText(joinPath(root, 'package.json'), MOST_SETTINGS_BYTES);
  try {
    const manifest = JSON.parse(text ?? '{}') as { readonly dependencies?: object; readonly devDependencies?: object } | null;
    return [manifest?.dependencies, manifest?.devDependencies].some((each) => typeof each === 'object' && each !== null && Object.hasOwn(each, 'lintel'));
  } catch {
    return false;
  }
}

/** A link that leads nowhere takes a name as well, so names are listed, not opened. */
async function takenOf({ root, files, targets }: LookRequest): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (const target of targets) {
    const name = target.slice(target.lastIndexOf('/') + 1);
    const folder = parentOf(target);
    const entries = await files.list(folder === '' ? root : joinPath(root, folder));
    // file systems that ignore case would take the other spelling for the same file
    if (entries.some((entry) => entry.name.toLowerCase() === name.toLowerCase())) taken.add(target);
  }
  return taken;
}
