import assert from 'node:assert/strict';
import type { Bound, MaskRows, Rows, RowsRelation } from '../../../../rules/api/python/rows.ts';
import { makeRowTerms } from './make-row-terms.ts';
import type { RowTerms } from './row-terms.ts';

const start: Bound = { kind: 'start' };
const end: Bound = { kind: 'end' };
const row = (index: number): Bound => ({ kind: 'row', index });

function file(terms: RowTerms, name: string): Rows {
  return terms.source({ key: `file:/${name}`, label: name, purpose: null, node: null });
}

function part(terms: RowTerms, parent: Rows, side: number, of: { readonly split?: number; readonly turn?: number; readonly isDisjointAcrossTurns?: boolean; readonly share?: number } = {}): Rows {
  return terms.part({ parent, split: of.split ?? 1, side, turn: of.turn ?? null, isDisjointAcrossTurns: of.isDisjointAcrossTurns ?? false, share: of.share ?? null, node: null });
}

function test(column: string, operator: NonNullable<MaskRows['test']>['operator'], value: number | string): NonNullable<MaskRows['test']> {
  return { column, operator, value };
}

describe('relate', () => {
  const cases: readonly { readonly name: string; readonly pair: (terms: RowTerms) => readonly [Rows, Rows]; readonly relation: RowsRelation }[] = [
    { name: 'one file read twice is the same rows', pair: (t) => [file(t, 'a.csv'), file(t, 'a.csv')], relation: 'same' },
    { name: 'two files hold different rows', pair: (t) => [file(t, 'train.csv'), file(t, 'test.csv')], relation: 'disjoint' },
    {
      name: 'two parameters may be anything',
      pair: (t) => [t.source({ key: 'parameter:1', label: 'a', purpose: null, node: null }), t.source({ key: 'parameter:2', label: 'b', purpose: null, node: null })],
      relation: 'unknown',
    },
    { name: 'both sides of a split are disjoint', pair: (t) => [part(t, file(t, 'a'), 0), part(t, file(t, 'a'), 1)], relation: 'disjoint' },
    { name: 'parts of the training part are disjoint from the test part', pair: (t) => [part(t, part(t, file(t, 'a'), 0), 1, { split: 2 }), part(t, file(t, 'a'), 1)], relation: 'disjoint' },
    { name: 'a side of a split is part of the whole', pair: (t) => [part(t, file(t, 'a'), 1), file(t, 'a')], relation: 'subset' },
    { name: 'some rows of the test part are part of the whole', pair: (t) => [file(t, 'a'), t.subset(part(t, file(t, 'a'), 1), 1, null)], relation: 'superset' },
    { name: 'shuffled rows are the same set', pair: (t) => [t.reordered(file(t, 'a'), 1, null), file(t, 'a')], relation: 'same' },
    { name: 'slices with a common bound are disjoint', pair: (t) => [t.slice(file(t, 'a'), start, { kind: 'symbol', symbol: 4 }, null), t.slice(file(t, 'a'), { kind: 'symbol', symbol: 4 }, end, null)], relation: 'disjoint' },
    { name: 'slices by different unknown bounds may overlap', pair: (t) => [t.slice(file(t, 'a'), start, { kind: 'symbol', symbol: 4 }, null), t.slice(file(t, 'a'), { kind: 'symbol', symbol: 5 }, end, null)], relation: 'unknown' },
    { name: 'slices that meet overlap', pair: (t) => [t.slice(file(t, 'a'), start, row(1200), null), t.slice(file(t, 'a'), row(1000), end, null)], relation: 'overlap' },
    { name: 'the last rows and all but the last rows are disjoint', pair: (t) => [t.slice(file(t, 'a'), start, { kind: 'fromEnd', count: 20 }, null), t.slice(file(t, 'a'), { kind: 'fromEnd', count: 20 }, end, null)], relation: 'disjoint' },
    { name: 'slices before and after shuffling say nothing of each other', pair: (t) => [t.slice(file(t, 'a'), start, row(9), null), t.slice(t.reordered(file(t, 'a'), 1, null), row(9), end, null)], relation: 'unknown' },
    { name: 'a mask and its complement are disjoint', pair: (t) => [t.mask(file(t, 'a'), { mask: 1, isNegated: false, test: null, node: null }), t.mask(file(t, 'a'), { mask: 1, isNegated: true, test: null, node: null })], relation: 'disjoint' },
    {
      name: 'a mask and its complement are disjoint when other rows were dropped in between',
      pair: (t) => [t.mask(t.subset(file(t, 'a'), 1, null), { mask: 1, isNegated: false, test: null, node: null }), t.mask(file(t, 'a'), { mask: 1, isNegated: true, test: null, node: null })],
      relation: 'disjoint',
    },
    {
      name: 'before and from a year on are disjoint',
      pair: (t) => [t.mask(file(t, 'a'), { mask: 1, isNegated: false, test: test('year', '<', 2020), node: null }), t.mask(file(t, 'a'), { mask: 2, isNegated: false, test: test('year', '>=', 2020), node: null })],
      relation: 'disjoint',
    },
    {
      name: 'two conditions that may hold together say nothing',
      pair: (t) => [t.mask(file(t, 'a'), { mask: 1, isNegated: false, test: test('year', '<=', 2020), node: null }), t.mask(file(t, 'a'), { mask: 2, isNegated: false, test: test('year', '>=', 2020), node: null })],
      relation: 'unknown',
    },
    { name: 'the rest is disjoint from what was left out', pair: (t) => [t.rest(file(t, 'a'), t.subset(file(t, 'a'), 1, null), null), t.subset(file(t, 'a'), 1, null)], relation: 'disjoint' },
    { name: 'two draws by chance overlap', pair: (t) => [t.subset(file(t, 'a'), 1, null, 0.8), t.subset(file(t, 'a'), 2, null, 0.2)], relation: 'overlap' },
    { name: 'parts of rows that were oversampled first hold copies of each other', pair: (t) => [part(t, t.copies(file(t, 'a'), 1, null), 0), part(t, t.copies(file(t, 'a'), 1, null), 1)], relation: 'copies' },
    { name: 'an oversampled training part is disjoint from the test part', pair: (t) => [t.copies(part(t, file(t, 'a'), 0), 1, null), part(t, file(t, 'a'), 1)], relation: 'disjoint' },
    {
      name: 'parts of a table to which some of its rows were added hold copies',
      pair: (t) => {
        const all = t.union([file(t, 'a'), t.subset(file(t, 'a'), 1, null)], null);
        return [part(t, all, 0), part(t, all, 1)];
      },
      relation: 'copies',
    },
    { name: 'a table is within the table and another', pair: (t) => [file(t, 'a'), t.union([file(t, 'a'), file(t, 'b')], null)], relation: 'subset' },
    { name: 'rows of two tables are disjoint from a third', pair: (t) => [t.subset(t.union([file(t, 'a'), file(t, 'b')], null), 1, null), file(t, 'c')], relation: 'disjoint' },
    {
      name: 'parts of two tables within the whole of them',
      pair: (t) => [t.union([part(t, file(t, 'a'), 0), part(t, file(t, 'a'), 1)], null), file(t, 'a')],
      relation: 'subset',
    },
    { name: 'held out folds of different turns are disjoint', pair: (t) => [part(t, file(t, 'a'), 1, { turn: 1, isDisjointAcrossTurns: true, share: 0.2 }), part(t, file(t, 'a'), 1, { turn: 2, isDisjointAcrossTurns: true, share: 0.2 })], relation: 'disjoint' },
    { name: 'a fold is trained on in other turns', pair: (t) => [part(t, file(t, 'a'), 0, { turn: 1, isDisjointAcrossTurns: true, share: 0.8 }), part(t, file(t, 'a'), 1, { turn: 2, isDisjointAcrossTurns: true, share: 0.2 })], relation: 'superset' },
    { name: 'folds by time of different turns say nothing', pair: (t) => [part(t, file(t, 'a'), 0, { turn: 1 }), part(t, file(t, 'a'), 1, { turn: 2 })], relation: 'unknown' },
    { name: 'two random splits of most rows meet', pair: (t) => [part(t, file(t, 'a'), 0, { split: 1, share: 0.8 }), part(t, file(t, 'a'), 1, { split: 2, share: 0.3 })], relation: 'overlap' },
    { name: 'groups of both sides of a split are disjoint', pair: (t) => [t.grouped(part(t, file(t, 'a'), 0), 1, null), part(t, file(t, 'a'), 1)], relation: 'disjoint' },
    { name: 'groups say nothing of the rows they are made of', pair: (t) => [t.grouped(file(t, 'a'), 1, null), file(t, 'a')], relation: 'unknown' },
    { name: 'what an unknown call gives stands in no known relation', pair: (t) => [t.unknown([file(t, 'a')], null), file(t, 'a')], relation: 'unknown' },
    { name: 'parts of unknown rows are disjoint all the same', pair: (t) => { const rows = t.unknown([], null); return [part(t, rows, 0), part(t, rows, 1)]; }, relation: 'disjoint' },
  ];
  for (const { name, pair, relation } of cases) {
    it(name, () => {
      const terms = makeRowTerms();
      const [a, b] = pair(terms);
      assert.equal(terms.relate(a, b), relation);
    });
  }
});

describe('relate against concrete rows', () => {
  it('claims nothing that sets of rows contradict', () => {
    for (let seed = 1; seed <= 80; seed += 1) checkUniverse(seed);
  });

  it('takes time linear in the length of paths', () => {
    const terms = makeRowTerms();
    let a = part(terms, file(terms, 'a'), 0);
    let b = part(terms, file(terms, 'a'), 1);
    for (let step = 0; step < 20_000; step += 1) {
      a = terms.subset(a, step, null);
      b = terms.subset(b, step, null);
    }
    assert.equal(terms.relate(a, b), 'disjoint');
  });
});

/** A concrete row: its identity, the source rows its values come from, and a column. */
interface Row {
  readonly id: string;
  readonly origins: ReadonlySet<string>;
  readonly year: number;
}

type Random = () => number;

/** A generator of numbers in 0..1 that repeats with its seed (mulberry32). */
function randomFrom(text: string): Random {
  let state = 2166136261;
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const ROWS_OF_A_SOURCE = 120;
const FOLDS = 4;

/** Gives terms their concrete rows, with all chance taken from the seed and the term. */
function makeWorld(seed: number): (rows: Rows) => readonly Row[] {
  const known = new Map<Rows, readonly Row[]>();
  const rowsOf = (term: Rows): readonly Row[] => {
    const found = known.get(term);
    if (found !== undefined) return found;
    const made = makeRows(term);
    known.set(term, made);
    return made;
  };
  const makeRows = (term: Rows): readonly Row[] => {
    const random = randomFrom(`${seed} ${term.id}`);
    switch (term.kind) {
      case 'source':
        return Array.from({ length: ROWS_OF_A_SOURCE }, (_, index) => ({ id: `${term.key}/${index}`, origins: new Set([`${term.key}/${index}`]), year: Math.floor(random() * 10) }));
      case 'part':
        return partRows(term, rowsOf(term.parent), seed);
      case 'slice': {
        const parent = rowsOf(term.parent);
        return parent.slice(position(term.from, parent.length), position(term.to, parent.length));
      }
      case 'mask':
        return rowsOf(term.parent).filter((each) => meets(each, term, seed) !== term.isNegated);
      case 'rest': {
        const gone = new Set(rowsOf(term.without).map((each) => each.id));
        return rowsOf(term.parent).filter((each) => !gone.has(each.id));
      }
      case 'subset':
        return rowsOf(term.parent).filter(() => random() < (term.share ?? 0.7));
      case 'reordered':
        return shuffled(rowsOf(term.parent), random);
      case 'union':
        return unite(term.of.map(rowsOf), `${term.id}`);
      case 'copies':
        return rowsOf(term.parent).flatMap((each, index) => (random() < 0.4 ? [0, 1] : [0]).map((copy) => ({ ...each, id: `copy ${term.id} ${index} ${copy}` })));
      case 'grouped':
        return groups(rowsOf(term.parent), `group ${term.id}`);
      case 'unknown':
        return term.from.flatMap(rowsOf).filter(() => random() < 0.5);
    }
  };
  return rowsOf;
}

function partRows(term: Extract<Rows, { readonly kind: 'part' }>, parent: readonly Row[], seed: number): readonly Row[] {
  if (term.turn === null) {
    const order = shuffled(parent, randomFrom(`${seed} split ${term.split} ${term.parent.id}`));
    const cut = Math.floor(order.length * (term.side === 0 ? (term.share ?? 0.7) : 1 - (term.share ?? 0.3)));
    return term.side === 0 ? order.slice(0, cut) : order.slice(cut);
  }
  if (!term.isDisjointAcrossTurns) {
    const order = shuffled(parent, randomFrom(`${seed} split ${term.split} ${term.parent.id} ${term.turn}`));
    return term.side === 0 ? order.slice(Math.ceil(order.length / FOLDS)) : order.slice(0, Math.ceil(order.length / FOLDS));
  }
  const order = shuffled(parent, randomFrom(`${seed} split ${term.split} ${term.parent.id}`));
  return order.filter((_, index) => (index % FOLDS === (term.turn ?? 0) % FOLDS) === (term.side === 1));
}

function position(bound: Bound, length: number): number {
  if (bound.kind === 'start') return 0;
  if (bound.kind === 'end') return length;
  if (bound.kind === 'row') return bound.index;
  if (bound.kind === 'fromEnd') return Math.max(0, length - bound.count);
  return Math.floor(length * (bound.kind === 'share' ? bound.share : [0.3, 0.6][bound.symbol % 2] ?? 0.5));
}

function meets(each: Row, { mask, test: condition }: MaskRows, seed: number): boolean {
  if (condition === null) return randomFrom(`${seed} mask ${mask} ${each.id}`)() < 0.5;
  const value = condition.value;
  if (typeof value !== 'number') return false;
  if (condition.operator === '<') return each.year < value;
  if (condition.operator === '<=') return each.year <= value;
  if (condition.operator === '>') return each.year > value;
  if (condition.operator === '>=') return each.year >= value;
  return condition.operator === '==' ? each.year === value : each.year !== value;
}

function shuffled(rows: readonly Row[], random: Random): readonly Row[] {
  return rows.map((each) => ({ each, at: random() })).toSorted((a, b) => a.at - b.at).map(({ each }) => each);
}

/** Rows met a second time are copies. */
function unite(lists: readonly (readonly Row[])[], key: string): readonly Row[] {
  const seen = new Set<string>();
  return lists.flat().map((each, index) => {
    if (seen.has(each.id)) return { ...each, id: `again ${key} ${index}` };
    seen.add(each.id);
    return each;
  });
}

function groups(rows: readonly Row[], key: string): readonly Row[] {
  const made: Row[] = [];
  for (let index = 0; index < rows.length; index += 3) {
    const members = rows.slice(index, index + 3);
    made.push({ id: `${key} ${index}`, origins: new Set(members.flatMap((each) => [...each.origins])), year: members[0]?.year ?? 0 });
  }
  return made;
}

function checkUniverse(seed: number): void {
  const terms = makeRowTerms();
  const random = randomFrom(`terms ${seed}`);
  const all: Rows[] = [file(terms, 'a'), file(terms, 'b'), terms.source({ key: 'parameter:1', label: 'p', purpose: null, node: null })];
  for (let index = 0; index < 30; index += 1) all.push(randomTerm(terms, all, random));
  const rowsOf = makeWorld(seed);
  const large = all.filter((each) => isLarge(each, rowsOf));
  for (const a of large) {
    for (const b of large) {
      const relation = terms.relate(a, b);
      const problem = contradiction(relation, rowsOf(a), rowsOf(b));
      assert.equal(problem, null, `seed ${seed}: ${problem ?? ''}\n  ${describeTerm(a)}\n  ${describeTerm(b)}`);
    }
  }
}

function randomTerm(terms: RowTerms, all: readonly Rows[], random: Random): Rows {
  const parent = pick(all, random);
  const number = Math.floor(random() * 3);
  const bounds: readonly Bound[] = [start, end, row(10), row(40), { kind: 'fromEnd', count: 15 }, { kind: 'share', share: 0.4 }, { kind: 'share', share: 0.7 }, { kind: 'symbol', symbol: 1 }, { kind: 'symbol', symbol: 2 }];
  const side = random() < 0.5 ? 0 : 1;
  const makers: readonly (() => Rows)[] = [
    () => part(terms, parent, side, number === 0 ? { split: number } : { split: number, share: side === 0 ? 0.6 : 0.4 }),
    () => part(terms, parent, side, { split: 10, turn: number, isDisjointAcrossTurns: true, share: side === 0 ? 0.75 : 0.25 }),
    () => part(terms, parent, side, { split: 11, turn: number, share: side === 0 ? 0.75 : 0.25 }),
    () => terms.slice(parent, pick(bounds, random), pick(bounds, random), null),
    () => terms.mask(parent, { mask: number, isNegated: random() < 0.5, test: null, node: null }),
    () => terms.mask(parent, { mask: 10 + all.length, isNegated: random() < 0.3, test: test('year', pick(['<', '<=', '>', '>=', '==', '!='] as const, random), Math.floor(random() * 10)), node: null }),
    () => terms.rest(parent, pick(all, random), null),
    () => terms.subset(parent, number, null),
    () => terms.subset(parent, 10 + number, null, 0.6),
    () => terms.reordered(parent, number, null),
    () => terms.union([parent, pick(all, random)], null),
    () => terms.copies(parent, number, null),
    () => terms.grouped(parent, number, null),
    () => terms.unknown([parent], null),
  ];
  return pick(makers, random)();
}

function pick<T>(from: readonly T[], random: Random): T {
  const picked = from[Math.floor(random() * from.length)];
  assert.ok(picked !== undefined);
  return picked;
}

/** Rows below which a claim that large parts meet by chance says nothing. */
const FEW_ROWS = 25;

function isLarge(term: Rows, rowsOf: (rows: Rows) => readonly Row[]): boolean {
  if (rowsOf(term).length < FEW_ROWS) return false;
  if (term.kind === 'union') return term.of.every((each) => isLarge(each, rowsOf));
  if (term.kind === 'rest' && !isLarge(term.without, rowsOf)) return false;
  return term.kind === 'source' || term.kind === 'unknown' || isLarge(term.parent, rowsOf);
}

function contradiction(relation: RowsRelation, a: readonly Row[], b: readonly Row[]): string | null {
  const [idsA, idsB] = [new Set(a.map((each) => each.id)), new Set(b.map((each) => each.id))];
  const shares = [...idsA].some((id) => idsB.has(id));
  const originsB = new Set(b.flatMap((each) => [...each.origins]));
  const sharesOrigins = a.some((each) => [...each.origins].some((origin) => originsB.has(origin)));
  if (relation === 'disjoint') return shares || sharesOrigins ? 'said disjoint' : null;
  if (relation === 'same') return isSubset(idsA, idsB) && isSubset(idsB, idsA) ? null : 'said same';
  if (relation === 'subset') return isSubset(idsA, idsB) ? null : 'said subset';
  if (relation === 'superset') return isSubset(idsB, idsA) ? null : 'said superset';
  if (relation === 'overlap') return shares ? null : 'said overlap';
  return relation === 'copies' && shares ? 'said copies' : null;
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((id) => all.has(id));
}

function describeTerm(term: Rows): string {
  if (term.kind === 'source') return term.key;
  if (term.kind === 'union') return `union(${term.of.map(describeTerm).join(', ')})`;
  if (term.kind === 'unknown') return `unknown(${term.from.map(describeTerm).join(', ')})`;
  const detail = Object.entries(term).filter(([name]) => !['id', 'node', 'kind', 'parent', 'without'].includes(name)).map(([, value]) => JSON.stringify(value)).join(' ');
  return `${term.kind}(${describeTerm(term.parent)} ${detail}${term.kind === 'rest' ? ` ${describeTerm(term.without)}` : ''})`;
}
