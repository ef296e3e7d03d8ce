/** Makes row terms, each once: terms made alike are one object, so equal ids are equal rows. How they stand to each other is in relate-rows.ts. */
import type { Bound, Rows } from '../../../../rules/api/python/rows.ts';
import { makeRelate } from './relate-rows.ts';
import type { RowTerms } from './row-terms.ts';

type WithoutId<R extends Rows> = R extends Rows ? Omit<R, 'id'> : never;
type MakeTerm = (key: string, term: WithoutId<Rows>) => Rows;

/** Returns the row terms of one analysis. */
export function makeRowTerms(): RowTerms {
  const known = new Map<string, Rows>();
  let count = 0;
  const make: MakeTerm = (key, term) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made: Rows = { id: count, ...term };
    count += 1;
    known.set(key, made);
    return made;
  };
  const relate = makeRelate();
  return { ...primitives(make), ...selections(make), ...mixtures(make, () => count), relate, sourcesOf };
}

function primitives(make: MakeTerm): Pick<RowTerms, 'source' | 'part' | 'slice' | 'mask'> {
  return {
    source: ({ key, label, purpose, node }) => make(`source ${key}`, { kind: 'source', key, label, purpose, node }),
    part: ({ parent, split, side, turn, isDisjointAcrossTurns, share, node }) =>
      make(`part ${parent.id} ${split} ${side} ${turn ?? '-'}`, { kind: 'part', parent, split, side, turn, isDisjointAcrossTurns, share, node }),
    slice: (parent, from, to, node) => {
      if (from.kind === 'start' && to.kind === 'end') return parent;
      return make(`slice ${parent.id} ${boundKey(from)} ${boundKey(to)}`, { kind: 'slice', parent, from, to, node });
    },
    mask: (parent, { mask, isNegated, test, node }) => make(`mask ${parent.id} ${mask} ${isNegated}`, { kind: 'mask', parent, mask, isNegated, test, node }),
  };
}

function selections(make: MakeTerm): Pick<RowTerms, 'rest' | 'subset' | 'reordered'> {
  return {
    rest: (parent, without, node) => make(`rest ${parent.id} ${without.id}`, { kind: 'rest', parent, without, node }),
    subset: (parent, key, node, share = null) => make(`subset ${parent.id} ${key}`, { kind: 'subset', parent, ...(share === 'some' ? { share: null, isDrawn: true } : { share }), node }),
    reordered: (parent, key, node) => make(`reordered ${parent.id} ${key}`, { kind: 'reordered', parent, node }),
  };
}

function mixtures(make: MakeTerm, countTerms: () => number): Pick<RowTerms, 'union' | 'copies' | 'grouped' | 'unknown'> {
  return {
    union: (of, node) => {
      const members = atMostTwice(of.flatMap((each) => (each.kind === 'union' ? each.of : [each])));
      const [only] = members;
      if (only !== undefined && members.length === 1 && of.length === 1) return only;
      return make(`union ${members.map((each) => each.id).join(' ')}`, { kind: 'union', of: members, node });
    },
    copies: (parent, key, node) => make(`copies ${parent.id} ${key}`, { kind: 'copies', parent, node }),
    grouped: (parent, key, node) => make(`grouped ${parent.id} ${key}`, { kind: 'grouped', parent, node }),
    // Two unknown things are never the same thing, so each is made anew.
    unknown: (from, node) => make(`unknown ${countTerms()}`, { kind: 'unknown', from: [...new Set(from)], node }),
  };
}

/** Rows that are in it twice say that rows repeat; more says nothing more. */
function atMostTwice(members: readonly Rows[]): readonly Rows[] {
  return members.filter((member, index) => members.slice(0, index).filter((other) => other === member).length < 2);
}

function boundKey(bound: Bound): string {
  if (bound.kind === 'row') return `row ${bound.index}`;
  if (bound.kind === 'fromEnd') return `fromEnd ${bound.count}`;
  if (bound.kind === 'share') return `share ${bound.share}`;
  return bound.kind === 'symbol' ? `symbol ${bound.symbol}` : bound.kind;
}

/** Returns the sources a term goes back to; those an unknown term may come from as well. */
export function sourcesOf(rows: Rows): readonly Rows[] {
  const seen = new Set<Rows>();
  const sources: Rows[] = [];
  const waiting: Rows[] = [rows];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === 'source') sources.push(at);
    else if (at.kind === 'union') waiting.push(...at.of.toReversed());
    else if (at.kind === 'unknown') waiting.push(...at.from.toReversed());
    else waiting.push(at.parent);
  }
  return sources;
}
