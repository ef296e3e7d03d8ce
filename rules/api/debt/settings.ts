/** Files of settings that programs of a repository read, and what stands in them. */
import type { Repository } from '../repository/repository.ts';
import type { RepositoryPlace } from '../repository/place.ts';
import type { ScalarNode, TreeNode } from '../repository/tree.ts';

export interface SettingsFile {
  readonly path: string;
  /** In the order written; keys of lists are left out. */
  readonly settings: readonly Setting[];
  /** Whether it says of which other file it is a change, or merges parts of itself. */
  readonly isOverlay: boolean;
}

export interface Setting {
  /** Keys from the outermost to its own. */
  readonly keys: readonly string[];
  readonly value: ScalarNode['value'] | readonly ScalarNode['value'][];
  readonly at: RepositoryPlace;
}

/** Names of the globs that `looksAt` of rules on settings wants. */
export const SETTINGS_GLOBS: readonly string[] = ['**/*.{yaml,yml,json,toml}'];

/** Files that are settings of the project's own programs by their name or folder; those of tools are not. Sorted by path. */
export function settingsFiles(repository: Repository): readonly SettingsFile[] {
  return repository.once(readSettingsFiles);
}

/** Own choices: larger ones are data. */
const MOST_SETTINGS = 500;
const MOST_BYTES = 200_000;

const OF_TOOLS =
  /(?:^|\/)(?:\.[^/]+\/.*|node_modules\/.*|package(?:-lock)?\.json|tsconfig[^/]*\.json|pyproject\.toml|Pipfile|Cargo\.toml|docker-compose[^/]*|compose[^/]*\.ya?ml|dvc\.ya?ml|mkdocs\.ya?ml|environment[^/]*\.ya?ml|conda[^/]*\.ya?ml|_config\.ya?ml|codecov\.ya?ml|readthedocs\.ya?ml|azure-pipelines[^/]*|cloudbuild[^/]*|serverless\.ya?ml|Chart\.ya?ml|values[^/]*\.ya?ml|vercel\.json|firebase\.json|renovate\.json|lintel\.[^/]+|manifest\.json|composer\.json|angular\.json|jest\.config\.json|\w*schema\w*\.json|openapi[^/]*|swagger[^/]*|pixi\.toml|netlify\.toml|book\.toml|rustfmt\.toml|setup\.toml)$/i;
const BY_NAME = /(?:^|[/_.-])(?:config(?:uration)?s?|conf|params?|parameters|settings|hparams|hyper-?parameters|options|experiments?)(?:[/_.-]|$)/i;
const ELSEWHERE = /(?:^|\/)(?:tests?|testing|fixtures|testdata|docs?|examples?|k8s|kubernetes|helm|charts|terraform|ansible|locales?|i18n|static|frontend|web)\//i;

function readSettingsFiles({ files }: Repository): readonly SettingsFile[] {
  return files.matching(...SETTINGS_GLOBS).flatMap(({ path, sizeBytes }) => {
    if (OF_TOOLS.test(path) || ELSEWHERE.test(path) || !BY_NAME.test(path) || sizeBytes > MOST_BYTES) return [];
    const trees = files.trees(path);
    const root = trees[0]?.root;
    if (trees.length !== 1 || root?.kind !== 'map' || isForTools(root)) return [];
    const settings = settingsIn(root);
    return settings.length === 0 || settings.length > MOST_SETTINGS ? [] : [{ path, settings, isOverlay: settings.some(({ keys }) => keys.some((key) => OVERLAY.has(key))) || root.entries.some(({ key }) => OVERLAY.has(key)) }];
  });
}

const OVERLAY: ReadonlySet<string> = new Set(['<<', 'defaults', 'extends', '_base_', 'base', 'base_config', 'inherit', 'inherits', 'include', '$ref', '__base__', 'parent', '_BASE_']);

/** Manifests of Kubernetes and schemas say what they are. */
function isForTools(root: TreeNode): boolean {
  const keys = root.kind === 'map' ? root.entries.map(({ key }) => key) : [];
  return (keys.includes('apiVersion') && keys.includes('kind')) || keys.includes('$schema') || keys.includes('openapi') || keys.includes('jobs') || keys.includes('architectures') || keys.includes('model_type');
}

function settingsIn(root: TreeNode): readonly Setting[] {
  const settings: Setting[] = [];
  const waiting: { readonly node: TreeNode; readonly keys: readonly string[] }[] = [{ node: root, keys: [] }];
  for (let next = waiting.shift(); next !== undefined && settings.length <= MOST_SETTINGS; next = waiting.shift()) {
    const { node, keys } = next;
    if (node.kind !== 'map') continue;
    for (const { key, at, value } of node.entries) {
      const own = [...keys, key];
      if (value.kind === 'map') waiting.push({ node: value, keys: own });
      else if (value.kind === 'scalar') settings.push({ keys: own, value: value.value, at });
      else if (value.items.every((item) => item.kind === 'scalar')) settings.push({ keys: own, value: value.items.flatMap((item) => (item.kind === 'scalar' ? [item.value] : [])), at });
    }
  }
  return settings;
}

/** Texts of the project's scripts that are no tests, by path. */
export function scriptTexts({ files }: Repository): readonly { readonly path: string; readonly text: string }[] {
  return files.matching('**/*.py').flatMap(({ path }) => {
    const text = /(?:^|\/)(?:tests?|testing|docs)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup)\.py$/.test(path) ? null : files.text(path);
    return text === null ? [] : [{ path, text }];
  });
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
