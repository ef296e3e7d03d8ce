/** pyproject.toml: PEP 621, dependency groups of PEP 735, and the tables of Poetry, PDM, uv and Hatch. */
import { parentFolder, resolvePath } from '../../../paths.ts';
import type { ManifestFile, ManifestProblem, Reading, Declared } from './manifest.ts';
import { tableDependency } from './poetry-version.ts';
import { normalName, parseRequirement } from './requirement.ts';
import { keyPattern, literally, textLines, type TextLines } from './text-lines.ts';
import { entriesOf, readToml, textsOf, under, type TomlValue } from './toml.ts';

interface Collected {
  readonly path: string;
  readonly lines: TextLines;
  readonly dependencies: Declared[];
  readonly problems: ManifestProblem[];
}

export function readPyproject({ path, text }: ManifestFile): Reading {
  const { root, problems } = readToml(text);
  const reading: Collected = { path, lines: textLines(text), dependencies: [], problems: [...problems] };
  const project = under(root, 'project');
  readList(reading, { list: under(project, 'dependencies'), group: null, from: reading.lines.header('project') });
  for (const [group, list] of entriesOf(under(project, 'optional-dependencies'))) {
    readList(reading, { list, group, from: reading.lines.header('project.optional-dependencies') });
  }
  for (const [group, list] of entriesOf(under(root, 'dependency-groups'))) {
    readList(reading, { list, group, from: reading.lines.header('dependency-groups') });
  }
  for (const [group, list] of entriesOf(under(root, 'tool', 'pdm', 'dev-dependencies'))) {
    readList(reading, { list, group, from: reading.lines.header('tool.pdm.dev-dependencies') });
  }
  readList(reading, { list: under(root, 'tool', 'uv', 'dev-dependencies'), group: 'dev', from: reading.lines.header('tool.uv') });
  for (const [environment, table] of entriesOf(under(root, 'tool', 'hatch', 'envs'))) {
    readList(reading, { list: under(table, 'dependencies'), group: environment, from: reading.lines.header(`tool.hatch.envs.${environment}`) });
  }
  readPoetry(reading, under(root, 'tool', 'poetry'));
  const dynamic = dynamicFiles(root, path);
  if (textsOf(under(project, 'dynamic')).includes('dependencies') && dynamic.length === 0) {
    reading.problems.push({ line: reading.lines.find(/^\s*dynamic\s*=/), message: 'the dependencies are computed when the project is built' });
  }
  return { path, kind: 'declares', dependencies: reading.dependencies, locked: new Map(), includes: dynamic, problems: reading.problems };
}

function readList(reading: Collected, { list, group, from }: { readonly list: TomlValue; readonly group: string | null; readonly from: number }): void {
  for (const text of textsOf(list)) {
    const line = reading.lines.find(literally(text), from);
    const requirement = parseRequirement(text);
    if (requirement === null) reading.problems.push({ line, message: `\`${text.slice(0, 40)}\` is not a requirement` });
    else reading.dependencies.push({ ...requirement, path: reading.path, line, group });
  }
}

function readPoetry(reading: Collected, poetry: TomlValue): void {
  readTable(reading, { table: under(poetry, 'dependencies'), name: 'tool.poetry.dependencies', group: null });
  readTable(reading, { table: under(poetry, 'dev-dependencies'), name: 'tool.poetry.dev-dependencies', group: 'dev' });
  for (const [group, table] of entriesOf(under(poetry, 'group'))) {
    readTable(reading, { table: under(table, 'dependencies'), name: `tool.poetry.group.${group}.dependencies`, group });
  }
}

function readTable(reading: Collected, { table, name, group }: { readonly table: TomlValue; readonly name: string; readonly group: string | null }): void {
  const from = reading.lines.header(name);
  for (const [key, value] of entriesOf(table)) {
    if (key === 'python') continue;
    const line = reading.lines.find(keyPattern(key), from);
    reading.dependencies.push({ name: normalName(key), ...tableDependency(value), path: reading.path, line, group });
  }
}

/** Files named in `[tool.setuptools.dynamic] dependencies`. */
function dynamicFiles(root: TomlValue, path: string): readonly string[] {
  const file = under(root, 'tool', 'setuptools', 'dynamic', 'dependencies', 'file');
  return (typeof file === 'string' ? [file] : textsOf(file)).map((name) => resolvePath(parentFolder(path) ?? '/', name));
}
