/** The catalogue for people in a terminal: every dataset with what it holds, who makes and reads it, and where it comes from. */
import type { Dataset, DatasetColumn } from '../../core/catalog/catalog.ts';
import type { CatalogReport } from '../../core/catalog/catalog-report.ts';
import type { TextOptions } from '../finding-lines.ts';
import { counted } from '../numbers.ts';
import { placeText } from '../score/words.ts';
import { createPaint, display, MIN_TEXT_WIDTH, padEnd, wrap } from '../terminal.ts';
import type { Paint } from '../terminal.ts';
import { CAVEAT, countsText, gapTexts, openText, shapeText, useText } from './words.ts';

export function catalogText(report: CatalogReport, options: TextOptions): string {
  const paint = createPaint(options);
  const { datasets, unnamed, notChecked } = report.catalog;
  const open = openText(report);
  const names = new Map(datasets.map(({ id, name }) => [id, name]));
  const blocks = [
    ...datasets.map((dataset) => datasetLines(dataset, { paint, options, names })),
    ...(unnamed.length === 0 ? [] : [[paint.bold('Reads and writes whose dataset cannot be told'), ...listed(unnamed.map(({ way, at, by }) => `${display(placeText(at))}  ${way === 'read' ? 'reads' : 'writes'} with ${display(by)}`), { options })]]),
    ...(notChecked.length === 0 ? [] : [[paint.bold(`Not checked: ${notChecked.length}`), ...notChecked.flatMap(({ path, reason, message }) => wrap(`${display(path)}  ${reason}: ${display(message)}`, options.width - 2).map((line) => `  ${line}`))]]),
    [paint.bold(countsText(report)), ...(open === '' ? [] : wrap(open, options.width)), ...(options.detail === 'short' ? [] : wrap(CAVEAT, options.width).map((line) => paint.dim(line)))],
  ];
  return blocks.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** Own choice: the JSON report has all. */
const MOST_LISTED = 30;

function listed(texts: readonly string[], { options }: { readonly options: TextOptions }): readonly string[] {
  const shown = options.detail === 'long' ? texts : texts.slice(0, MOST_LISTED);
  return [...shown.map((text) => `  ${text}`), ...(shown.length < texts.length ? [`  and ${counted(texts.length - shown.length, 'other')}; --verbose shows all`] : [])];
}

interface Drawing {
  readonly paint: Paint;
  readonly options: TextOptions;
  readonly names: ReadonlyMap<string, string>;
}

const LABEL_WIDTH = 9;
/** Own choices: the JSON report has all. */
const MOST_COLUMNS = 12;
const MOST_VERSIONS = 4;

function datasetLines(dataset: Dataset, { paint, options, names }: Drawing): readonly string[] {
  const { name, aliases, schema, owner, producers, consumers, derivedFrom, restsOn, versions, declared } = dataset;
  const isLong = options.detail === 'long';
  const line = (label: string, texts: readonly string[]): readonly string[] => {
    if (texts.length === 0) return [];
    const wrapped = wrap(texts.join(', '), Math.max(MIN_TEXT_WIDTH, options.width - LABEL_WIDTH - 4));
    return wrapped.map((text, index) => `  ${paint.dim(padEnd(index === 0 ? label : '', LABEL_WIDTH))}  ${text}`);
  };
  const nameOf = (id: string): string => display(names.get(id) ?? id);
  const direct = new Map(derivedFrom.map((each) => [each.dataset, derivedFrom.some((other) => other.dataset === each.dataset && other.isProven)]));
  const farther = restsOn.filter((id) => !direct.has(id));
  return [
    `${paint.bold(display(name))}  ${paint.dim(display(shapeText(dataset)))}`,
    ...line('called', aliases.map(display)),
    ...line('columns', schema === null ? [] : columnTexts(schema.columns, isLong)),
    ...line('made by', producers.map((each) => display(useText(each)))),
    ...line('read by', consumers.map((each) => display(useText(each)))),
    ...line('from', [...direct].map(([id, isProven]) => `${nameOf(id)}${isProven ? '' : ' (perhaps)'}`)),
    ...line('at first', farther.map(nameOf)),
    ...line('versions', versionTexts(dataset, isLong)),
    ...line('owner', owner === null ? [] : [`${display(owner.name)} (${owner.by === 'codeowners' ? 'CODEOWNERS' : 'commits'})`]),
    ...(isLong ? line('declared', declared.map((place) => display(placeText(place)))) : []),
    ...gapTexts(dataset).flatMap((text) => wrap(text, Math.max(MIN_TEXT_WIDTH, options.width - 4)).map((part, index) => `  ${index === 0 ? paint.yellow('!') : ' '} ${part}`)),
    ...(versions.length === 0 && isLong ? line('versions', ['none known']) : []),
  ];
}

function columnTexts(columns: readonly DatasetColumn[], isLong: boolean): readonly string[] {
  const shown = isLong ? columns : columns.slice(0, MOST_COLUMNS);
  const texts = shown.map(({ name, type, isPersonal }) => `${display(name)}${type === null ? '' : ` ${display(type)}`}${isPersonal ? ' (personal)' : ''}`);
  const hidden = columns.slice(shown.length);
  const personal = hidden.filter(({ isPersonal }) => isPersonal).length;
  return hidden.length === 0 ? texts : [...texts, `and ${counted(hidden.length, 'other')}${personal === 0 ? '' : `, ${personal} of them personal`}`];
}

function versionTexts({ versions }: Dataset, isLong: boolean): readonly string[] {
  const shown = isLong ? versions : versions.slice(0, MOST_VERSIONS);
  const texts = shown.map(({ by, text }) => (by === 'name' ? display(text) : `${by} ${display(text)}`));
  return shown.length < versions.length ? [...texts, `and ${counted(versions.length - shown.length, 'other')}`] : texts;
}
