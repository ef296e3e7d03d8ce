/** Words that every form of the catalogue shares. */
import type { Actor, Dataset, DatasetKind, DatasetUse, Gap } from '../../core/catalog/catalog.ts';
import { isPersonal, withGap } from '../../core/catalog/catalog-report.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import { counted, grouped } from '../numbers.ts';
import { placeText } from '../score/words.ts';

const GAP_WORDS: Readonly<Record<Gap, string>> = {
  'origin-unknown': 'origin unknown: it is read, and nothing here makes it, holds it or says its version',
  unversioned: 'unversioned: nothing here keeps earlier states of it',
  unused: 'unused: no program that could be followed makes or reads it',
};

export const KIND_WORDS: Readonly<Record<DatasetKind, string>> = {
  file: 'file',
  address: 'address',
  table: 'table',
  topic: 'topic',
  library: 'comes with a library',
  memory: 'kept in memory only',
};

const ACTOR_WORDS: Readonly<Record<Actor['kind'], string>> = {
  script: '',
  notebook: '',
  test: 'test ',
  'kedro-node': 'node ',
  'dvc-stage': 'stage ',
  'dbt-model': 'dbt model ',
  sql: '',
  connector: 'connector ',
  command: '',
};

/** What is open about a dataset, in sentences. Of unknown origin says unversioned as well. */
export function gapTexts({ gaps, isLoop }: Dataset): readonly string[] {
  return [...gaps.filter((gap) => gap !== 'unversioned' || !gaps.includes('origin-unknown')).map((gap) => GAP_WORDS[gap]), ...(isLoop ? ['loop: it rests on itself'] : [])];
}

/** What a catalogue cannot say. */
export const CAVEAT = 'Told from files alone: data that no code, stage, catalogue or schema here names is not listed.';

/** `csv, 1.2 MB, 5,000 rows x 8 columns`. */
export function shapeText({ kind, format, sizeBytes, files, rows, schema, isHere }: Dataset): string {
  const width = schema?.isWhole === true ? schema.columns.length : null;
  const shape = rows === null ? (width === null ? null : counted(width, 'column')) : `${counted(rows, 'row')}${width === null ? '' : ` x ${counted(width, 'column')}`}`;
  const parts = [kind === 'file' ? null : KIND_WORDS[kind], format, files === null || files < 2 ? null : counted(files, 'file'), sizeBytes === null ? null : sizeText(sizeBytes), shape, isHere === false ? 'not in the repository' : null];
  return parts.filter((part) => part !== null).join(', ');
}

const UNITS = ['kB', 'MB', 'GB', 'TB'];

/** Decimal units, as file managers and clouds count. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const next of UNITS) {
    if (value < 1000) break;
    value /= 1000;
    unit = next;
  }
  return unit === 'B' ? `${grouped(bytes)} B` : `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ${unit}`;
}

/** `node clean  src/pipeline.py:12`, `src/train.py:8, 14`. */
export function useText({ actor, places }: DatasetUse): string {
  const name = `${ACTOR_WORDS[actor.kind]}${actor.name}`;
  const [first] = places;
  const isOwn = first !== undefined && first.path === actor.name && places.every(({ path }) => path === first.path);
  const spots = isOwn ? [...new Set(places.map(({ cell, range }) => (cell === null ? range === null ? '' : String(range.start.line) : `cell ${cell}`)))].filter((spot) => spot !== '').join(', ') : [...new Set(places.map(placeText))].join(', ');
  if (isOwn) return spots === '' ? name : `${name}:${first.cell === null ? '' : ' '}${spots}`;
  return actor.kind === 'command' || spots === '' ? name : `${name} (${spots})`;
}

/** `12 datasets: 9 files, 2 tables, 1 address`. */
export function countsText({ catalog: { datasets } }: CatalogReport): string {
  const nouns: readonly (readonly [DatasetKind, string, string])[] = [['file', 'file', 'files'], ['address', 'address', 'addresses'], ['table', 'table', 'tables'], ['topic', 'topic', 'topics'], ['library', 'of libraries', 'of libraries'], ['memory', 'in memory', 'in memory']];
  const parts = nouns.flatMap(([kind, one, many]) => {
    const count = datasets.filter((dataset) => dataset.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return `${counted(datasets.length, 'dataset')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

/** What to look at: unknown origins, states nobody keeps, personal columns, loops. */
export function openText({ catalog: { datasets, unnamed } }: CatalogReport): string {
  const counts: readonly (readonly [number, string])[] = [
    [withGap(datasets, 'origin-unknown').length, 'of unknown origin'],
    [withGap(datasets, 'unversioned').length, 'unversioned'],
    [withGap(datasets, 'unused').length, 'unused'],
    [datasets.filter(isPersonal).length, 'with columns that look personal'],
    [datasets.filter(({ isLoop }) => isLoop).length, 'that rest on themselves'],
  ];
  const said = counts.filter(([count]) => count > 0).map(([count, text]) => `${grouped(count)} ${text}`);
  if (unnamed.length > 0) said.push(`${counted(unnamed.length, 'read or write', 'reads and writes')} whose dataset cannot be told`);
  return said.join(', ');
}
