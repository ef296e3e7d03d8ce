/** What the first pass carries along. */
import type { Definition, ScopeNode } from '../../../../rules/api/python/names.ts';
import type { ImportAlias, Name, Node } from '../../../../rules/api/python/syntax.ts';
import type { DraftScope } from './draft.ts';

export type DefinitionKind = Definition['kind'];

/** Where a node stands: the scope its names belong to, and whether reads there may fail. */
export interface Context {
  readonly scope: DraftScope;
  readonly isExcused: boolean;
}

export interface Collector {
  readonly text: string;
  readonly hasLazyAnnotations: boolean;
  readonly scopes: DraftScope[];
  readonly imports: ImportAlias[];
  readonly excused: Set<Name>;
  readonly doubtful: Set<string>;
  readonly written: Map<Name, DraftScope>;
  /** Asks for a node to be visited after those pushed before it; `store` is the kind of definition when it is a target. */
  push(node: Node, context: Context, store?: DefinitionKind): void;
}

export function newScope(collector: Collector, { node, sort, parent }: { readonly node: ScopeNode; readonly sort: DraftScope['sort']; readonly parent: DraftScope | null }): DraftScope {
  const scope: DraftScope = { node, sort, parent, children: [], definitions: [], reads: [], globals: new Set(), nonlocals: new Set(), stars: [], isOpen: false };
  parent?.children.push(scope);
  collector.scopes.push(scope);
  return scope;
}
