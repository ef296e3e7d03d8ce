/** Nodes of trees, made while counting: no file makes more than a bound, however it nests or repeats itself. */
import type { RepositoryPlace } from '../../../../rules/api/repository/place.ts';
import type { ListNode, MapNode, ScalarNode, TreeEntry, TreeNode } from '../../../../rules/api/repository/tree.ts';
import { placesIn } from '../files/places.ts';

/** Own choices: settings that people write have a few thousand nodes and nest ten deep. */
export const MOST_NODES = 200_000;
export const MOST_DEPTH = 100;

/** Thrown and caught within the readers only. */
export class TreeTooLarge extends Error {}

export interface TreeMaker {
  place(start: number, end: number): RepositoryPlace;
  map(start: number, end: number, entries: readonly TreeEntry[]): MapNode;
  list(start: number, end: number, items: readonly TreeNode[]): ListNode;
  scalar(start: number, end: number, given: { readonly value: ScalarNode['value']; readonly text: string }): ScalarNode;
  entry(start: number, end: number, given: { readonly key: string; readonly value: TreeNode }): TreeEntry;
  /** Counts one node. Errors: throws TreeTooLarge past the bound. */
  count(): void;
}

export function createTreeMaker(path: string, text: string): TreeMaker {
  const place = placesIn(path, text);
  let left = MOST_NODES;
  const count = (): void => {
    left -= 1;
    if (left < 0) throw new TreeTooLarge();
  };
  return {
    place,
    count,
    map: (start, end, entries) => {
      count();
      return { kind: 'map', at: place(start, end), entries };
    },
    list: (start, end, items) => {
      count();
      return { kind: 'list', at: place(start, end), items };
    },
    scalar: (start, end, { value, text: written }) => {
      count();
      return { kind: 'scalar', at: place(start, end), value, text: written };
    },
    entry: (start, end, { key, value }) => ({ key, at: place(start, end), value }),
  };
}

/** What a word without quotes means in formats that do not say: a number, a truth value or a text. */
export function plainScalar(text: string): ScalarNode['value'] {
  if (/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})(?:[eE][+-]?\d{1,3})?$/.test(text)) return Number(text);
  if (/^true$/i.test(text)) return true;
  if (/^false$/i.test(text)) return false;
  return text;
}
