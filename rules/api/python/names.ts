/** Scopes and bindings of one document, by Python's own rules; flow is not looked at. */
import type { ImportAlias, Module, Name, Node, FunctionDef, ClassDef, Lambda, Comprehension, DictComp, Expression } from './syntax.ts';

export type ScopeNode = Module | FunctionDef | ClassDef | Lambda | Comprehension | DictComp;

export interface Scope {
  readonly node: ScopeNode;
  readonly parent: Scope | null;
  readonly bindings: ReadonlyMap<string, Binding>;
  /** True after `from x import *` of an unknown module, `exec`, `globals()[...] = `: other names may be bound. */
  readonly isOpen: boolean;
  /** True when it is open for nothing but star imports of described libraries: what else those bring is no name the program makes itself. */
  readonly isOpenByLibrariesOnly: boolean;
}

export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  /** Every place that binds it, in source order. */
  readonly definitions: readonly Definition[];
  /** Every `Name` that reads it, in source order, nested scopes included. */
  readonly reads: readonly Name[];
}

export interface Definition {
  readonly kind: 'import' | 'assignment' | 'augmented' | 'annotation' | 'parameter' | 'function' | 'class' | 'loop' | 'with' | 'except' | 'comprehension' | 'match' | 'walrus' | 'delete' | 'type';
  /** The Name, alias, parameter, definition ... that binds. */
  readonly node: Node;
  /** Canonical dotted name of what an import binds: `numpy`, `sklearn.svm.SVC`, `project:utils.clean` is never used: project modules keep their own dotted path. */
  readonly imports: string | null;
}

export interface Names {
  readonly module: Scope;
  /** The scope the node's own names are looked up in. */
  scopeOf(node: Node): Scope;
  /** The binding a name reads; null for builtins and names bound nowhere. */
  bindingOf(name: Name): Binding | null;
  /** Names that are read but bound nowhere and are no builtins, in source order; empty where a scope is open. */
  readonly unbound: readonly Name[];
  /**
   * The canonical dotted name of an expression made of names and attributes that goes back to one import, whatever its alias:
   * `np.random.rand` gives `numpy.random.rand`. Null when it does not, or when the name is bound in several ways.
   */
  qualifiedName(expression: Expression): string | null;
  /** All imports, star imports included, in source order, with the canonical name. */
  readonly imports: readonly { readonly node: ImportAlias; readonly module: string; readonly name: string | null; readonly boundAs: string }[];
  isBuiltin(name: string): boolean;
}
