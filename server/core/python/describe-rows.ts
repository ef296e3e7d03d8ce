/** Says in a few words which rows a value holds, and what was learned from which rows on the way. Pure. */
import type { Facts } from '../../../rules/api/python/facts.ts';
import type { Bound, PartRows, Rows, SliceRows } from '../../../rules/api/python/rows.ts';
import type { Data, Influence, LearnedBy, Value } from '../../../rules/api/python/value.ts';

/** What was learned on the way is named up to here; the rest is counted. Own choice: a hover is one line or two. */
const MAX_INFLUENCES = 3;

/**
 * Returns `train part of `df`, 80 % of rows, scaled with statistics of train`; null for values without rows, and where nothing is
 * known of them.
 */
export function describeRows(facts: Facts, value: Value | null): string | null {
  if (value?.kind !== 'data' || (value.form !== 'mask' && value.form !== 'index' && isUnknown(value.rows))) return null;
  const picked = value.selects === null ? null : rowsText(facts, value.selects);
  if (picked !== null) return `picks ${picked}`;
  const rows = rowsText(facts, value.rows);
  return rows === null ? null : [`${formText(value)}${rows}`, ...learnedTexts(facts, value)].join(', ');
}

function isUnknown(rows: Rows): boolean {
  return rows.kind === 'unknown';
}

function formText({ prediction }: Data): string {
  if (prediction === null) return '';
  const model = prediction.model?.split('.').at(-1);
  return `predictions${model === undefined ? '' : ` of \`${model}\``} for `;
}

/** Null when nothing is known. */
function rowsText(facts: Facts, rows: Rows): string | null {
  switch (rows.kind) {
    case 'source':
      return `all rows of \`${rows.label}\``;
    case 'part':
      return partText(facts, rows);
    case 'slice':
      return sliceText(facts, rows);
    case 'mask':
      return of(facts, rows.parent, (parent) => `rows of ${parent} where ${rows.test === null ? 'a condition' : `\`${rows.test.column} ${rows.test.operator} ${String(rows.test.value)}\``} ${rows.isNegated ? 'does not hold' : 'holds'}`);
    case 'rest':
      return of(facts, rows.parent, (parent) => `rows of ${parent} that are left`);
    case 'subset':
      return of(facts, rows.parent, (parent) => (rows.share === null ? `some rows of ${parent}` : `${percent(rows.share)} of the rows of ${parent}, drawn by chance`));
    case 'reordered':
      return after(rowsText(facts, rows.parent), ', in another order');
    case 'copies':
      return after(rowsText(facts, rows.parent), ', with copies or mixtures of rows');
    case 'grouped':
      return of(facts, rows.parent, (parent) => `groups of rows of ${parent}`);
    case 'union':
      return unionText(facts, rows.of);
    case 'unknown':
      return null;
  }
}

function after(text: string | null, addition: string): string | null {
  return text === null ? null : `${text}${addition}`;
}

function of(facts: Facts, rows: Rows, text: (parent: string) => string): string | null {
  const name = nameOf(facts, rows);
  return name === null ? null : text(name);
}

function unionText(facts: Facts, parts: readonly Rows[]): string | null {
  const texts = parts.map((part) => rowsText(facts, part));
  return texts.some((text) => text === null) ? null : texts.join(' and ');
}

function partText(facts: Facts, rows: PartRows): string | null {
  const what = rows.turn === null ? `${sideName(rows)} part` : `${sideName(rows)} rows of each fold`;
  return of(facts, rows.parent, (parent) => `${what} of ${inputName(facts, rows) ?? parent}${rows.share === null ? '' : `, ${percent(rows.share)} of rows`}`);
}

function sideName({ side }: PartRows): string {
  return side === 0 ? 'train' : side === 1 ? 'test' : `part ${side + 1}`;
}

/** The variable that was split. */
function inputName(facts: Facts, { split }: PartRows): string | null {
  const event = facts.splits.find(({ parts }) => parts.some(({ rows }) => rows.kind === 'part' && rows.split === split));
  const node = event?.call?.arguments[0]?.node;
  return node?.kind === 'Name' ? `\`${node.id}\`` : null;
}

function sliceText(facts: Facts, { parent, from, to }: SliceRows): string | null {
  return of(facts, parent, (name) => {
    if (from.kind === 'start') return `the first ${boundText(to)} of ${name}`;
    if (to.kind === 'end') return from.kind === 'fromEnd' ? `the last ${from.count} rows of ${name}` : `the rows of ${name} after the first ${boundText(from)}`;
    return `rows of ${name} from one place to another`;
  });
}

function boundText(bound: Bound): string {
  switch (bound.kind) {
    case 'share':
      return `${percent(bound.share)} of the rows`;
    case 'row':
      return `${bound.index} rows`;
    case 'start':
    case 'end':
    case 'fromEnd':
    case 'symbol':
      return 'rows';
  }
}

/** A short name for rows that others come from. */
function nameOf(facts: Facts, rows: Rows): string | null {
  if (rows.kind === 'source') return `\`${rows.label}\``;
  if (rows.kind === 'part') return rows.turn === null ? (rows.side > 1 ? `part ${rows.side + 1}` : sideName(rows)) : `the ${sideName(rows)} rows of a fold`;
  if (rows.kind === 'union' || rows.kind === 'unknown') return rowsText(facts, rows);
  return nameOf(facts, rows.parent);
}

const LEARNED: Readonly<Record<LearnedBy, string>> = {
  scaler: 'scaled with statistics',
  imputer: 'gaps filled with statistics',
  encoder: 'encoded with categories',
  'target-encoder': 'encoded with labels',
  discretizer: 'binned by values',
  decomposition: 'projected as learned from values',
  selector: 'columns chosen by values',
  'supervised-selector': 'columns chosen by labels',
  vectorizer: 'turned into vectors with words',
  clusterer: 'clustered as learned from values',
  'outlier-detector': 'outliers judged by values',
  model: 'made by a model that learned from values',
  resampler: 'resampled with values',
  augmentation: 'augmented with values',
  reduction: 'computed with statistics',
  'target-statistic': 'computed with labels',
  neighbours: 'filled from neighbouring values',
  other: 'computed with values',
};

function learnedTexts(facts: Facts, { influences }: Data): readonly string[] {
  const texts = [...new Set(influences.filter(({ isApplied }) => isApplied).flatMap((influence) => learnedText(facts, influence) ?? []))];
  const more = texts.length - MAX_INFLUENCES;
  return more > 0 ? [...texts.slice(0, MAX_INFLUENCES), `and ${more} more`] : texts;
}

function learnedText(facts: Facts, { rows, by }: Influence): string | null {
  const name = rows.kind === 'source' ? `all rows of \`${rows.label}\`` : nameOf(facts, rows);
  return name === null ? null : `${LEARNED[by]} of ${name}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
