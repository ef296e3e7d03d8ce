/** Finds, reads and merges config files. The nearest file wins; a loader reads each file once, so one run sees one state. */
import type { Config, ConfigProblem, Origin } from '../config.ts';
import type { DescribedRule } from '../meta-rules.ts';
import { fileName, isInside, joinPath, parentFolder, relativePath, resolvePath } from '../paths.ts';
import type { FileSystem } from '../ports.ts';
import { defaultConfig } from './defaults.ts';
import { mergeLayer, overrideConfig } from './merge.ts';
import type { ConfigOverrides } from './merge.ts';
import { readSettings } from './read-settings.ts';
import type { ConfigLayer } from './read-settings.ts';
import type { ParsedSettings, SettingPlace } from './setting-node.ts';

/** Names looked for, in this order. */
export const CONFIG_FILE_NAMES: readonly string[] = ['lintel.yaml', '.lintel.yaml', 'pyproject.toml'];

export interface LoadedConfig {
  readonly config: Config;
  /** Empty when all is well. The configuration holds whatever was sound. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigLoader {
  /** Returns the configuration for files in this folder; the same object for every folder under the same config file. */
  forFolder(folder: string): Promise<LoadedConfig>;
}

export interface ConfigLoaderRequest {
  readonly files: FileSystem;
  /** All rules a configuration can speak of, those about the configuration included. */
  readonly rules: readonly DescribedRule[];
  /** Absolute; display paths are relative to it. */
  readonly workingFolder: string;
  readonly overrides?: ConfigOverrides;
  /** `discover`: nearest file; `none`: no file at all; else the absolute path of the one file to use. */
  readonly source: 'discover' | 'none' | { readonly file: string };
}

/** Larger config files are refused. */
const MAX_CONFIG_BYTES = 1_000_000;
const MAX_EXTENDS = 16;

/** Returns a loader that remembers what it has read. */
export function createConfigLoader(request: ConfigLoaderRequest): ConfigLoader {
  const byFolder = new Map<string, Promise<LoadedConfig>>();
  const fallback = (): LoadedConfig => ({ config: overrideConfig(defaultConfig(request.workingFolder), request.overrides ?? {}), problems: [] });
  const none = fallback();
  const source = request.source;
  const fixed = typeof source === 'object' ? readChosen(source.file, request) : null;

  async function discover(folder: string): Promise<LoadedConfig> {
    const found = await readFolder(folder, request);
    if (found !== null) return found;
    const parent = (await request.files.stat(joinPath(folder, '.git'))) === null ? parentFolder(folder) : null;
    return parent === null ? none : forFolder(parent);
  }

  function forFolder(folder: string): Promise<LoadedConfig> {
    if (fixed !== null) return fixed;
    if (source === 'none') return Promise.resolve(none);
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const loading = discover(folder);
    byFolder.set(folder, loading);
    return loading;
  }

  return { forFolder };
}

async function readChosen(file: string, request: ConfigLoaderRequest): Promise<LoadedConfig> {
  const parsed = await parseFile(file, request.files);
  if (parsed !== null) return build(file, { parsed, request });
  const display = relativePath(request.workingFolder, file);
  const isThere = (await request.files.stat(file)) !== null;
  const message = isThere ? 'this file has no `[tool.lintel]`, is not UTF-8 text, or is larger than 1 MB' : 'there is no such config file';
  return { config: defaultConfig(request.workingFolder), problems: [{ path: display, line: null, column: null, message }] };
}

/** The folder's own configuration, or null when it has none. */
async function readFolder(folder: string, request: ConfigLoaderRequest): Promise<LoadedConfig | null> {
  const found: { readonly file: string; readonly parsed: ParsedSettings }[] = [];
  for (const name of CONFIG_FILE_NAMES) {
    const file = joinPath(folder, name);
    const kind = (await request.files.stat(file))?.kind;
    // a pipe or a device of that name is no configuration, and must not pass for one that says nothing
    if (kind === undefined || kind === 'folder' || (kind === 'other' && name.endsWith('.toml'))) continue;
    const parsed = await parseFile(file, request.files);
    if (parsed !== null) found.push({ file, parsed });
  }
  const [first, second] = found;
  if (first === undefined) return null;
  const loaded = await build(first.file, { parsed: first.parsed, request });
  if (second === undefined) return loaded;
  const message = `\`${fileName(first.file)}\` and \`${fileName(second.file)}\` both configure this folder; keep one`;
  const path = relativePath(request.workingFolder, second.file);
  return { ...loaded, problems: [{ path, line: null, column: null, message }, ...loaded.problems] };
}

/** Null when the file is not there or does not speak of Lintel. */
async function parseFile(file: string, files: FileSystem): Promise<ParsedSettings | null> {
  const text = await files.readText(file, MAX_CONFIG_BYTES);
  const isToml = fileName(file).endsWith('.toml');
  if (text === null) {
    if (isToml || (await files.stat(file)) === null) return null;
    return { ok: false, place: null, message: 'this file cannot be read, is not UTF-8 text, or is larger than 1 MB' };
  }
  // either reader is loaded only when there is something to read, which keeps the start short
  if (isToml) return /lintel/.test(text) ? (await import('./read-toml.ts')).readPyproject(text) : null;
  return (await import('./read-yaml.ts')).readYaml(text);
}

interface Building {
  readonly parsed: ParsedSettings;
  readonly request: ConfigLoaderRequest;
}

async function build(file: string, { parsed, request }: Building): Promise<LoadedConfig> {
  const folder = parentFolder(file) ?? file;
  const problems: ConfigProblem[] = [];
  const project = await projectFolder(folder, request);
  const layers = await layersOf(file, { parsed, request, project, problems, seen: [] });
  let config: Config = { ...defaultConfig(folder), file: relativePath(request.workingFolder, file) };
  for (const each of layers) config = mergeLayer(config, each);
  return { config: overrideConfig(config, request.overrides ?? {}), problems };
}

interface PlacedLayer {
  readonly layer: ConfigLayer;
  readonly folder: string;
}

interface Layering extends Building {
  readonly project: string;
  readonly problems: ConfigProblem[];
  /** Files on the way here, for loops. */
  readonly seen: readonly string[];
}

/** The file's layer after the layers it extends, in the order they apply. */
async function layersOf(file: string, at: Layering): Promise<readonly PlacedLayer[]> {
  const display = relativePath(at.request.workingFolder, file);
  if (!at.parsed.ok) {
    at.problems.push({ path: display, line: at.parsed.place?.line ?? null, column: at.parsed.place?.column ?? null, message: at.parsed.message });
    return [];
  }
  const { layer, problems } = readSettings({ root: at.parsed.root, file: display, rules: at.request.rules });
  at.problems.push(...problems);
  const folder = parentFolder(file) ?? file;
  const layers: PlacedLayer[] = [];
  for (const base of layer.extends) {
    const problem = (message: string): void => void at.problems.push({ path: display, ...base.place, message });
    layers.push(...(await baseLayers(base, { ...at, folder, seen: [...at.seen, file], problem })));
  }
  return [...layers, { layer, folder }];
}

async function baseLayers(
  base: { readonly path: string; readonly place: SettingPlace },
  at: Layering & { readonly folder: string; readonly problem: (message: string) => void },
): Promise<readonly PlacedLayer[]> {
  const file = resolvePath(at.folder, base.path);
  const isPlain = base.path !== '' && !/^(?:\/|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(base.path) && !base.path.includes('\\');
  if (!isPlain || !isInside(file, at.project)) {
    at.problem('`extends` must be a relative path inside the project');
    return [];
  }
  if (at.seen.includes(file) || at.seen.length >= MAX_EXTENDS) {
    at.problem(`\`extends\` comes back to \`${base.path}\``);
    return [];
  }
  const parsed = await parseFile(file, at.request.files);
  if (parsed === null) {
    at.problem(`\`extends\` names \`${base.path}\`, which is not a config file`);
    return [];
  }
  return layersOf(file, { ...at, parsed });
}

/** The repository the folder is in; without one, the working folder when it holds the folder, else the folder itself. */
async function projectFolder(folder: string, request: ConfigLoaderRequest): Promise<string> {
  for (let at: string | null = folder; at !== null; at = parentFolder(at)) {
    if ((await request.files.stat(joinPath(at, '.git'))) !== null) return at;
  }
  return isInside(folder, request.workingFolder) ? request.workingFolder : folder;
}

/** Returns where a value comes from in words, for people. */
export function describeOrigin(origin: Origin | undefined): string {
  if (origin === undefined || origin.kind === 'default') return 'default';
  return origin.line === null ? origin.name : `${origin.name}:${origin.line}`;
}
