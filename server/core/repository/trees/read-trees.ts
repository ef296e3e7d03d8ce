/** A file of settings as trees, by its name or, for files without a telling one, by its content. Total: what is damaged has none. */
import type { Tree } from '../../../../rules/api/repository/tree.ts';
import { fileName } from '../../paths.ts';
import { blankTemplates } from './blank-templates.ts';
import { readHcl } from './read-hcl.ts';
import { readIni } from './read-ini.ts';
import { readJson } from './read-json.ts';
import { readProperties } from './read-properties.ts';
import { readToml } from './read-toml.ts';
import { readXml } from './read-xml.ts';
import { readYaml } from './read-yaml.ts';

export type TreeFormat = 'yaml' | 'json' | 'toml' | 'ini' | 'properties' | 'hcl' | 'xml';

/** Larger texts have no trees. Own choice: settings that people write are far smaller, and YAML takes seconds a megabyte. */
const MOST_CHARACTERS = 2_000_000;
const MOST_YAML = 500_000;

export function readTrees(path: string, text: string): readonly Tree[] {
  const format = text.length > MOST_CHARACTERS ? null : treeFormat(path, text);
  if (format === null || (format === 'yaml' && text.length > MOST_YAML)) return [];
  const trees = attempt(() => READERS[format](path, text));
  if (trees.length > 0 || !/\{[{%]|<%/.test(text)) return trees;
  return attempt(() => READERS[format](path, blankTemplates(text)));
}

/** Readers throw for damaged text, for too many nodes, and where a library runs out of stack. */
function attempt(read: () => readonly Tree[]): readonly Tree[] {
  try {
    return read();
  } catch {
    return [];
  }
}

const READERS: Readonly<Record<TreeFormat, (path: string, text: string) => readonly Tree[]>> = {
  yaml: readYaml,
  json: readJson,
  toml: readToml,
  ini: readIni,
  properties: readProperties,
  hcl: readHcl,
  xml: readXml,
};

const FORMATS: readonly (readonly [RegExp, TreeFormat])[] = [
  [/\.ya?ml(?:\.(?:tmpl|tpl|j2|jinja2?|template|example|sample|dist|disabled|bak))?$|\.dvc$|^dvc\.lock$|^MLmodel$|^MLproject$|\.rules$|^\.yamllint$|^CITATION\.cff$/i, 'yaml'],
  [/\.(?:json|jsonc|json5|avsc|webmanifest)(?:\.(?:tmpl|tpl|j2|example|sample|dist|template))?$|^\.(?:eslintrc|prettierrc|babelrc|releaserc)$/i, 'json'],
  [/\.toml(?:\.(?:tmpl|tpl|j2|example|sample|dist|template))?$|^Pipfile$|^(?:poetry|uv|pdm)\.lock$/i, 'toml'],
  [/\.(?:ini|cfg|conf|cnf|service|timer|socket|path|desktop|config)(?:\.(?:tmpl|tpl|j2|example|sample|dist|template))?$|^\.(?:flake8|coveragerc|pylintrc|editorconfig|gitconfig|gitmodules|npmrc|isort\.cfg|bumpversion\.cfg|pypirc|condarc)$/i, 'ini'],
  [/\.properties$|^\.env(?:\..+)?$|\.env(?:\..+)?$/i, 'properties'],
  [/\.(?:tf|tfvars|hcl|nomad)(?:\.(?:tmpl|tpl|j2|example|sample|template))?$/i, 'hcl'],
  [/\.(?:xml|pom|csproj|xsd|xslt|wsdl|jmx|xconf|plist)$/i, 'xml'],
];

/** Null for what is no file of settings. */
export function treeFormat(path: string, text: string): TreeFormat | null {
  const name = fileName(path);
  if (/(?:^|\/)\.dvc\/config(?:\.local)?$/.test(path)) return 'ini';
  const byName = FORMATS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  // Flume and Kafka keep properties, nginx and HOCON other things in `.conf`
  if (byName === 'ini' && !/^\s*\[[^\]\n]+\]/m.test(text) && /^[ \t]*[\w.-]+[ \t]*[=:]/m.test(text)) return 'properties';
  if (byName !== null || name.includes('.')) return byName;
  if (/^\s*[{[]/.test(text)) return 'json';
  return /^(?:---|[A-Za-z][\w.-]*:)(?:\s|$)/.test(text) ? 'yaml' : null;
}
