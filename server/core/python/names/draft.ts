/** What the first pass over a document finds: scopes with what they bind and read, before names are matched. */
import type { Definition, Scope, ScopeNode } from '../../../../rules/api/python/names.ts';
import type { ImportAlias, Name, Node } from '../../../../rules/api/python/syntax.ts';

export interface DraftScope {
  readonly node: ScopeNode;
  /** `type-parameters`: the scope between a generic function or class and what is around it. */
  readonly sort: 'module' | 'function' | 'class' | 'comprehension' | 'type-parameters';
  readonly parent: DraftScope | null;
  readonly children: DraftScope[];
  /** In source order; names declared global or nonlocal here are among them. */
  readonly definitions: DraftDefinition[];
  /** In source order. */
  readonly reads: Name[];
  readonly globals: Set<string>;
  readonly nonlocals: Set<string>;
  readonly stars: ImportAlias[];
  isOpen: boolean;
}

export interface DraftDefinition {
  readonly name: string;
  readonly kind: Definition['kind'];
  readonly node: Node;
}

export interface Draft {
  readonly module: DraftScope;
  /** Parents before children. */
  readonly scopes: readonly DraftScope[];
  readonly imports: readonly ImportAlias[];
  /** Reads that never fail or that the program expects to fail: under `except NameError`, `if TYPE_CHECKING`, in lazy annotations. */
  readonly excused: ReadonlySet<Name>;
  /** Names the program asks for (`'x' in globals()`) or that stand in text that does not parse. */
  readonly doubtful: ReadonlySet<string>;
  /** What a name that is written stands for: the scope whose definition it is part of. */
  readonly written: ReadonlyMap<Name, DraftScope>;
}

/** A scope as rules see it, with its bindings still being filled. */
export interface OpenScope extends Scope {
  readonly bindings: Map<string, OpenBinding>;
}

export interface OpenBinding {
  readonly name: string;
  readonly scope: Scope;
  readonly definitions: Definition[];
  readonly reads: Name[];
}
