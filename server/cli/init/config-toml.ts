/** What `lintel init` has to add to `[tool.lintel]` of a pyproject.toml: keys first, tables last, nothing that is surely there already. */
import { formatSize } from '../../core/config/quantities.ts';
import { escapeGlob } from '../../core/glob.ts';
import { counted } from '../../report/numbers.ts';
import { describe, head } from './config-text.ts';
import type { FoundTable, Surroundings } from './surroundings.ts';
import { quotedText } from './yaml-text.ts';

export function configToml(found: Surroundings): string {
  return `${[...head(found), '# Goes below [tool.lintel].', '', ...excludes(found), '', ...datasets(found)].join('\n')}\n`;
}

function excludes({ bigFolders }: Surroundings): readonly string[] {
  const about = '# Globs never looked at when walking folders. What .gitignore names is left out anyway.';
  if (bigFolders.length === 0) return [about, '# exclude = ["raw", "data/old/**"]'];
  const lines = bigFolders.map(({ path, files, sizeBytes }) => `  ${quotedText(escapeGlob(path))}, # ${counted(files, 'data file')}, ${formatSize(sizeBytes)}; without this line they are checked too`);
  return [about, 'exclude = [', ...lines, ']'];
}

function datasets({ datasets: tables, otherDatasets }: Surroundings): readonly string[] {
  const about = '# What is known of data: the column the model predicts (label), columns that identify rows (ids), columns to leave out (skip).';
  if (tables.length === 0) return [about, '# [[tool.lintel.datasets]]', '# path = "data/train.csv"', '# label = "target"'];
  return [about, ...tables.flatMap(dataset), ...(otherDatasets === 0 ? [] : [`# and ${otherDatasets} more; globs such as data/*.csv speak of many at once`])];
}

function dataset(table: FoundTable): readonly string[] {
  const { columns, labels } = describe(table);
  return ['[[tool.lintel.datasets]]', `path = ${quotedText(escapeGlob(table.path))}`, ...(columns === null ? [] : [`# columns: ${columns}`]), ...labels.map((name) => `# label = ${quotedText(name)} # a guess by its name`)];
}
