/** Events as lines of text, for tests and for people who look into an analysis. */
import type { CallEvent, Event } from '../../../../../rules/api/python/event.ts';
import type { Bound, Rows } from '../../../../../rules/api/python/rows.ts';
import type { Data, Influence } from '../../../../../rules/api/python/value.ts';

/** Returns one line per event but plain calls: line number, kind, rows and what influenced them. */
export function describeEvents(events: readonly Event[], text: string): readonly string[] {
  const names = new Map<number, number>();
  const number = (symbol: number): number => {
    const known = names.get(symbol) ?? names.size + 1;
    names.set(symbol, known);
    return known;
  };
  const lineOf = (offset: number): number => text.slice(0, offset).split('\n').length;
  return events.filter((event) => event.kind !== 'call').map((event) => `${lineOf(event.node.start)} ${describe(event, number)}`);
}

type Numbering = (symbol: number) => number;

function describe(event: Exclude<Event, CallEvent>, number: Numbering): string {
  const data = (value: Data | null): string => (value === null ? '?' : describeData(value, number));
  switch (event.kind) {
    case 'read':
      return `read ${event.rows === null ? '?' : describeRows(event.rows, number)}`;
    case 'write':
      return `write ${event.path ?? '?'}`;
    case 'split':
      return `split ${event.isFold ? 'folds ' : ''}${event.way}${event.isSeeded === false ? ' unseeded' : ''}: ${event.inputs.map(data).join(', ')} -> ${event.parts.map((part) => describeRows(part.rows, number)).join(', ')}`;
    case 'fit': {
      const watched = event.validation.length === 0 ? '' : ` ${event.choosesByValidation ? 'chooses by' : 'watches'} ${event.validation.map(data).join(', ')}`;
      const learned = event.features === null && event.labels !== null ? `labels ${data(event.labels)}` : data(event.features);
      return `${event.way} ${event.role} ${shortName(event.estimator.className)}${event.isPerFold ? ' per fold' : ''} on ${learned}${watched}`;
    }
    case 'predict':
      return `predict ${shortName(event.model.className)} for ${data(event.features)}`;
    case 'evaluation': {
      const fits = event.fits.map((fit) => `${fit.features === null ? '?' : describeRows(fit.features.rows, number)}`);
      return `${event.way} ${shortName(event.metric ?? event.model?.className ?? null)} of ${data({ ...event.data, influences: [] })} fitted on ${fits.join(' and ') || 'nothing known'}`;
    }
  }
}

function shortName(name: string | null): string {
  return name?.split('.').at(-1) ?? '?';
}

/** Returns the rows, and in brackets what entered them from which rows. */
export function describeData(data: Data, number: Numbering): string {
  const influences = data.influences.map((influence) => describeInfluence(influence, number));
  const doubt = data.confidence === 'certain' ? '' : ` (${data.confidence})`;
  return `${describeRows(data.rows, number)}${influences.length === 0 ? '' : ` [${influences.join('; ')}]`}${doubt}`;
}

function describeInfluence(influence: Influence, number: Numbering): string {
  return `${influence.name}${influence.usesLabels ? ' with labels' : ''}${influence.isApplied ? '' : ' unapplied'} of ${describeRows(influence.rows, number)}`;
}

/** Returns a row term in words, sources by their labels. */
export function describeRows(rows: Rows, number: Numbering): string {
  switch (rows.kind) {
    case 'source':
      return rows.label;
    case 'part':
      return `${describeRows(rows.parent, number)}/${['train', 'test'][rows.side] ?? `part${rows.side}`}${number(rows.split)}${rows.turn === null ? '' : ` of turn ${number(rows.turn)}`}`;
    case 'slice':
      return `${describeRows(rows.parent, number)}[${bound(rows.from, number)}:${bound(rows.to, number)}]`;
    case 'mask':
      return `${describeRows(rows.parent, number)}${rows.isNegated ? ' not' : ''} where ${rows.test === null ? `mask${number(rows.mask)}` : `${rows.test.column} ${rows.test.operator} ${String(rows.test.value)}`}`;
    case 'rest':
      return `${describeRows(rows.parent, number)} without (${describeRows(rows.without, number)})`;
    case 'union':
      return `(${rows.of.map((each) => describeRows(each, number)).join(' + ')})`;
    case 'unknown':
      return `unknown(${rows.from.map((each) => describeRows(each, number)).join(', ')})`;
    case 'subset':
      return `some of ${describeRows(rows.parent, number)}`;
    case 'reordered':
      return `${describeRows(rows.parent, number)} reordered`;
    case 'copies':
      return `copies of ${describeRows(rows.parent, number)}`;
    case 'grouped':
      return `groups of ${describeRows(rows.parent, number)}`;
  }
}

function bound(at: Bound, number: Numbering): string {
  if (at.kind === 'row') return String(at.index);
  if (at.kind === 'fromEnd') return `-${at.count}`;
  if (at.kind === 'share') return `${at.share * 100}%`;
  return at.kind === 'symbol' ? `n${number(at.symbol)}` : '';
}
