/** The functions of one module with their ids. Does not recurse. */
import { walk } from '../../../../rules/api/python/children.ts';
import type { ClassDef, FunctionDef, Module, Node } from '../../../../rules/api/python/syntax.ts';
import type { FunctionId } from '../../../../rules/api/repository/program.ts';

export interface ModuleFunctions {
  /** Relative to the root. */
  readonly path: string;
  /** In source order. */
  readonly all: readonly FunctionEntry[];
  idOf(node: FunctionDef): FunctionId | null;
}

export interface FunctionEntry {
  readonly node: FunctionDef;
  readonly id: FunctionId;
  readonly inClass: ClassDef | null;
  readonly inside: FunctionDef | null;
}

/** A second function of the same name is `name#2`; files outside of the root have no ids. */
export function moduleFunctions(module: Module, path: string): ModuleFunctions {
  const isOutside = path.startsWith('..') || path.includes(':');
  const names = new Map<Node, string>();
  const times = new Map<string, number>();
  const all: FunctionEntry[] = [];
  const ids = new Map<FunctionDef, FunctionId>();
  walk(module, (node) => {
    if (node.kind !== 'FunctionDef' && node.kind !== 'ClassDef') return;
    const around = definitionAround(node);
    const prefix = around === null ? '' : `${names.get(around) ?? ''}.`;
    const name = `${prefix}${node.name}`;
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    const own = count === 1 ? name : `${name}#${String(count)}`;
    names.set(node, own);
    if (node.kind !== 'FunctionDef') return;
    const id: FunctionId = `${path}::${own}`;
    if (!isOutside) ids.set(node, id);
    all.push({ node, id, inClass: around?.kind === 'ClassDef' ? around : null, inside: functionAround(node) });
  });
  return { path, all, idOf: (node) => ids.get(node) ?? null };
}

function definitionAround(node: Node): FunctionDef | ClassDef | null {
  for (let at = node.parent; at !== null; at = at.parent) if (at.kind === 'FunctionDef' || at.kind === 'ClassDef') return at;
  return null;
}

function functionAround(node: Node): FunctionDef | null {
  for (let at = node.parent; at !== null; at = at.parent) if (at.kind === 'FunctionDef') return at;
  return null;
}
