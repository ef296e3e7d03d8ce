/** Reading calls as the analysis gives them, for the tests of this folder. */
import type { ReadEvent } from '../../../../rules/api/python/event.ts';
import type { Constant, Module } from '../../../../rules/api/python/syntax.ts';
import type { Value } from '../../../../rules/api/python/value.ts';

/** An argument: a constant, a list, a mapping, or a value nobody knows. */
export type Given = string | number | boolean | null | undefined | readonly Given[] | { readonly [key: string]: Given };

/** @param name canonical name of the reader; the first argument is the path */
export function readCall(program: string, name: string, path: string, given: Readonly<Record<string, Given>> = {}): ReadEvent {
  const module: Module = { kind: 'Module', start: 0, end: 0, parent: null, path: program, projectPath: program, body: [] };
  const node: Constant = { kind: 'Constant', type: 'str', value: path, start: 0, end: 0, parent: module };
  const call = { kind: 'call', name, node, arguments: Object.entries(given).map(([parameter, value]) => ({ name: parameter, value: valueOf(value), node })) };
  return { kind: 'read', node, path, call } as unknown as ReadEvent;
}

function valueOf(given: Given): Value {
  const common = { influences: [], confidence: 'certain' } as const;
  if (given === undefined) return { kind: 'unknown', from: [], ...common };
  if (isList(given)) return { kind: 'sequence', type: 'list', elements: given.map(valueOf), isComplete: true, elementOfTurn: null, ...common };
  if (typeof given === 'object' && given !== null) return { kind: 'mapping', entries: new Map(Object.entries(given).map(([key, value]) => [key, valueOf(value)])), isComplete: true, ...common };
  return { kind: 'scalar', type: given === null ? 'None' : 'unknown', value: given, countOf: null, symbol: null, ...common };
}

function isList(given: Given): given is readonly Given[] {
  return Array.isArray(given);
}
