/** The text of lintel.yaml as `lintel init` writes it: what was found stands, what is guessed is a comment. */
import { formatSize } from '../../core/config/quantities.ts';
import { escapeGlob } from '../../core/glob.ts';
import { counted } from '../../report/numbers.ts';
import { display } from '../../report/terminal.ts';
import type { FoundTable, Surroundings } from './surroundings.ts';
import { yamlText } from './yaml-text.ts';

export function configText(found: Surroundings): string {
  return `${[...head(found), '', ...excludes(found), '', ...datasets(found), '', ...gate()].join('\n')}\n`;
}

/** The comment a config begins with. */
export function head({ scripts, notebooks, datasets: tables, otherDatasets, pipelines, tests }: Surroundings): readonly string[] {
  const count = tables.length + otherDatasets;
  const parts = [
    ...(scripts === 0 ? [] : [counted(scripts, 'Python file')]),
    ...(notebooks === 0 ? [] : [counted(notebooks, 'notebook')]),
    ...(count === 0 ? [] : [counted(count, 'dataset')]),
    ...(tests.length === 0 ? [] : [`tests in ${tests.join(', ')}`]),
    ...(pipelines.length === 0 ? [] : [pipelines.join(', ')]),
  ];
  return [
    '# Settings of Lintel. `lintel check --show-config` prints every value and where it comes from.',
    `# Found here: ${parts.length === 0 ? 'no programs and no data' : parts.join('; ')}.`,
  ];
}

function excludes({ bigFolders }: Surroundings): readonly string[] {
  const about = '# Globs never looked at when walking folders. What .gitignore names is left out anyway.';
  if (bigFolders.length === 0) return [about, '# exclude: [raw, "data/old/**"]'];
  const lines = bigFolders.map(({ path, files, sizeBytes }) => `  - ${yamlText(escapeGlob(path))} # ${counted(files, 'data file')}, ${formatSize(sizeBytes)}; without this line they are checked too`);
  return [about, 'exclude:', ...lines];
}

function datasets({ datasets: tables, otherDatasets }: Surroundings): readonly string[] {
  const about = '# What is known of data: the column the model predicts (label), columns that identify rows (ids), columns to leave out (skip).';
  if (tables.length === 0) return [about, '# datasets:', '#   - path: data/train.csv', '#     label: target'];
  const left = otherDatasets === 0 ? [] : [`  # and ${otherDatasets} more; globs such as data/*.csv speak of many at once`];
  return [about, 'datasets:', ...tables.flatMap(dataset), ...left];
}

function dataset(table: FoundTable): readonly string[] {
  const { columns, labels } = describe(table);
  return [`  - path: ${yamlText(escapeGlob(table.path))}`, ...(columns === null ? [] : [`    # columns: ${columns}`]), ...labels.map((name) => `    # label: ${yamlText(name)} # a guess by its name`)];
}

/** What comments say of a table: its first columns as text, and which could be the label. */
export function describe({ columns }: FoundTable): { readonly columns: string | null; readonly labels: readonly string[] } {
  if (columns === null) return { columns: null, labels: [] };
  const shown = columns.slice(0, MOST_COLUMNS).map((name) => cut(name)).join(', ');
  return { columns: `${shown}${columns.length > MOST_COLUMNS ? ', …' : ''}`, labels: columns.filter((name) => LABEL.test(name)).slice(0, MOST_GUESSES) };
}

/** Own choices: comments should stay short. */
const MOST_COLUMNS = 8;
const MOST_GUESSES = 2;
const MOST_CHARACTERS = 40;

/** What labels are often called; only ever proposed. */
const LABEL = /^(?:label|target|y|class|outcome|response|churn(?:ed)?|survived|species|rating|is_?(?:fraud|spam|default|churn(?:ed)?))$/i;

function cut(name: string): string {
  const characters = [...name];
  return display(characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS).join('')}…` : name);
}

function gate(): readonly string[] {
  return [
    '# A run fails from this severity on: error, warning, info or never.',
    'fail-on: error',
    '',
    '# Rules to leave out (`lintel rules` lists them), and findings that are right as they are:',
    '# ignore: [outliers/heavy-tail]',
    '# suppressions:',
    '#   - rule: outliers/sentinel-number',
    '#     path: data/train.csv',
    '#     column: age',
    '#     reason: "-1 means unknown; the pipeline imputes it"',
  ];
}
