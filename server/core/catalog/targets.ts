/** Which dataset a name means: paths as programs write them, addresses without what is secret in them. Pure. */
import type { RepositoryFiles } from '../../../rules/api/repository/files.ts';
import { fileName } from '../paths.ts';
import type { Target } from './claims.ts';

export interface PathContext {
  /** Absolute folder of the repository. */
  readonly root: string;
  /** Paths of files and of folders that hold files, and those that declarations name. */
  readonly known: ReadonlySet<string>;
}

/** Files, folders around them, and what else is declared. */
export function knownPaths(files: RepositoryFiles, declared: Iterable<string>): ReadonlySet<string> {
  const known = new Set<string>(declared);
  for (const { path } of files.all) {
    known.add(path);
    for (let at = path.lastIndexOf('/'); at > 0 && !known.has(path.slice(0, at)); at = path.lastIndexOf('/', at - 1)) known.add(path.slice(0, at));
  }
  return known;
}

const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\//i;
/** Own choice: longer names are texts, not paths. */
const MOST_CHARACTERS = 400;

/** @param program path of the script or notebook; empty for what is relative to the root. Null for what names nothing. */
export function fileTarget(written: string, program: string, { root, known }: PathContext): Target | null {
  const text = written.trim().replaceAll('\\', '/').replace(/^file:\/\//i, '');
  if (text === '' || text === '-' || text.length > MOST_CHARACTERS || /[\n\r\0<>|]|\{\{|^%\w+%$/.test(text) || /^\/dev\//.test(text)) return null;
  const scheme = ADDRESS.exec(text)?.[1];
  if (scheme !== undefined) return { kind: 'address', name: safeAddress(text) };
  if (text.startsWith(`${root}/`)) return inside(text.slice(root.length + 1));
  if (/^(?:\/|[a-z]:|~|\$|%)/i.test(text)) return { kind: 'file', name: text.replace(/\/+$/, '') };
  const folders = foldersAbove(program);
  const candidates = folders.map((folder) => normal(folder === '' ? text : `${folder}/${text}`)).filter((path) => path !== null);
  const there = candidates.filter((path) => known.has(path));
  const [nearest] = there;
  // programs are started in the root, notebooks in their folder
  if (nearest !== undefined) return inside(program.endsWith('.ipynb') ? nearest : (there.at(-1) ?? nearest));
  const own = candidates[0] ?? null;
  const top = candidates.at(-1) ?? null;
  const chosen = program.endsWith('.ipynb') || text.startsWith('../') ? own : top;
  return chosen === null ? { kind: 'file', name: text.replace(/\/+$/, '') } : inside(chosen);
}

function inside(path: string): Target | null {
  const name = normal(path);
  return name === null || name === '' ? null : { kind: 'file', name };
}

/** The program's folder first, the root last. */
function foldersAbove(program: string): readonly string[] {
  const folders: string[] = [];
  for (let at = program.lastIndexOf('/'); at > 0; at = program.lastIndexOf('/', at - 1)) folders.push(program.slice(0, at));
  return [...folders, ''];
}

/** Without `.`, `..` and empty segments; null for what leads out of the repository. */
export function normal(path: string): string | null {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return null;
  }
  return segments.join('/');
}

const SECRET = /(?:token|key|sig|signature|secret|passw|pwd|credential|auth|expires|x-amz-|x-goog-)/i;

/** Without user, password, fragment and what a query keeps secret. */
export function safeAddress(address: string): string {
  const [whole = '', query] = address.split('#')[0]?.split('?', 2) ?? [];
  const plain = whole.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1').replace(/\/+$/, '');
  const kept = (query ?? '').split('&').filter((part) => part !== '' && !SECRET.test(part.split('=')[0] ?? ''));
  return kept.length === 0 ? plain : `${plain}?${kept.join('&')}`;
}

/** Endings of files that are data whatever names them. */
const TABLES = /\.(?:csv|tsv|psv|jsonl|ndjson|parquet|pq|feather|arrow|avro|orc|xlsx?|npy|npz|h5|hdf5|tfrecords?|db|sqlite3?|duckdb|dta|sas7bdat|sav|rds|rdata|libsvm|svmlight|arff|geojson|nc|zarr|lmdb|mat)(?:\.(?:gz|bz2|zip|xz|zst))?$/i;
const MODELS = /\.(?:joblib|pt|pth|ckpt|onnx|tflite|keras|safetensors|cbm|mlmodel|pmml|gguf|ggml)$/i;
/** Either. */
const PICKLES = /\.(?:pkl|pickle|p|sav)$/i;
const MODEL_WORD = /(?:^|[/_.-])(?:models?|classifier|regressor|estimator|pipeline|weights|checkpoints?|encoder|scaler|vectori[sz]er|tokenizer|clf|xgb|lgbm|svm|net)(?=[/_.-]|\d|$)/i;

export function looksLikeData(path: string): boolean {
  return TABLES.test(path) || MODELS.test(path) || PICKLES.test(path);
}

export function holdsOf(name: string, format: string | null): 'data' | 'model' {
  if (MODELS.test(name) || /tensorflow\.TensorFlowModel|MlflowModel/i.test(format ?? '')) return 'model';
  const isMaybe = PICKLES.test(name) || /\.(?:h5|hdf5|bin|model)$/i.test(name) || /pickle/i.test(format ?? '');
  return isMaybe && MODEL_WORD.test(name) ? 'model' : 'data';
}

/** Ending of a name without what compresses it; null when there is none. */
export function formatOfName(name: string): string | null {
  const plain = fileName(name.split('?')[0] ?? '').replace(/\.(?:gz|bz2|zip|xz|zst)$/i, (packed) => (/\.\w+\.\w+$/.test(name) ? '' : packed));
  return /^.+\.([a-z]\w{0,9})$/i.exec(plain)?.[1]?.toLowerCase() ?? null;
}

/** Settings and pages that programs read; no data unless a catalogue or stage says so. */
export function isSetting(path: string): boolean {
  return /\.(?:ya?ml|toml|ini|cfg|conf|env|properties|html?|md|rst|py|css|js|lock|sh|j2|jinja2?|tmpl|proto|avsc)$|(?:^|\/)(?:config|settings|package|params|secrets)[\w-]*\.json$/i.test(path);
}

/** Programs and settings that stages name among what they need. */
export function isCode(path: string): boolean {
  return /\.(?:py|ipynb|sh|bash|sql|r|jl|scala|java|js|ts|toml|cfg|ini|ya?ml|lock|mk)$|(?:^|\/)(?:Dockerfile|Makefile)$/i.test(path);
}
