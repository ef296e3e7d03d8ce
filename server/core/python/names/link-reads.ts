/** Third pass: finds the binding of each name that is read. Keeps the visible bindings of each name on a stack, so each read is one look. */
import type { Definition } from '../../../../rules/api/python/names.ts';
import type { Name } from '../../../../rules/api/python/syntax.ts';
import type { Draft, DraftScope, OpenBinding } from './draft.ts';
import type { Scopes } from './place-definitions.ts';

export interface Links {
  /** Of names that are read or written. */
  readonly bindings: ReadonlyMap<Name, OpenBinding>;
  /** Reads without a binding, with the scope they stand in. */
  readonly unresolved: readonly { readonly name: Name; readonly isInClass: boolean; readonly isInOpenScope: boolean }[];
  /** Bindings that are read, with the reads of their own scope; for names that a scope binds but never gives a value. */
  readonly ownReads: ReadonlyMap<OpenBinding, readonly Name[]>;
}

interface Visit {
  readonly scope: DraftScope;
  readonly isLeaving: boolean;
  readonly isInClass: boolean;
  readonly isInOpenScope: boolean;
}

export function linkReads(draft: Draft, scopes: Scopes): Links {
  const bindings = new Map<Name, OpenBinding>();
  const unresolved: Links['unresolved'][number][] = [];
  const ownReads = new Map<OpenBinding, Name[]>();
  const visible = visibleNames();
  const module = scopes.of(draft.module);
  const link = (name: Name, scope: DraftScope, visit: Visit): void => {
    const binding = scope.globals.has(name.id) ? (module.bindings.get(name.id) ?? null) : lookUp(name, scope, { scopes, visible });
    if (binding === null) {
      unresolved.push({ name, isInClass: visit.isInClass, isInOpenScope: visit.isInOpenScope });
      return;
    }
    bindings.set(name, binding);
    binding.reads.push(name);
    if (binding.scope !== scopes.of(scope)) return;
    const own = ownReads.get(binding);
    if (own === undefined) ownReads.set(binding, [name]);
    else own.push(name);
  };
  const stack: Visit[] = [{ scope: draft.module, isLeaving: false, isInClass: false, isInOpenScope: false }];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    const { scope } = at;
    const shown = scope.sort === 'class' ? [] : [...scopes.of(scope).bindings].map(([name, binding]) => [name, binding] as const);
    const hidden = [...scope.globals].map((name) => [name, module.bindings.get(name) ?? null] as const);
    if (at.isLeaving) {
      visible.hide([...shown, ...hidden]);
      continue;
    }
    visible.show([...shown, ...hidden]);
    const inside = { isInClass: at.isInClass || scope.sort === 'class', isInOpenScope: at.isInOpenScope || scopes.of(scope).isOpen };
    for (const name of scope.reads) link(name, scope, { ...at, ...inside });
    stack.push({ ...at, isLeaving: true });
    for (const child of scope.children) stack.push({ scope: child, isLeaving: false, ...inside });
  }
  for (const [name, scope] of draft.written) {
    const binding = writtenBinding(name.id, scope, { scopes, module: draft.module });
    if (binding !== null) bindings.set(name, binding);
  }
  for (const binding of new Set(bindings.values())) binding.reads.sort((a, b) => a.start - b.start);
  return { bindings, unresolved, ownReads };
}

interface Visible {
  show(entries: readonly (readonly [string, OpenBinding | null])[]): void;
  hide(entries: readonly (readonly [string, OpenBinding | null])[]): void;
  find(name: string): OpenBinding | null;
}

/** The bindings nested functions see, innermost last. */
function visibleNames(): Visible {
  const stacks = new Map<string, (OpenBinding | null)[]>();
  return {
    show: (entries) => {
      for (const [name, binding] of entries) {
        const stack = stacks.get(name);
        if (stack === undefined) stacks.set(name, [binding]);
        else stack.push(binding);
      }
    },
    hide: (entries) => {
      for (const [name] of entries) stacks.get(name)?.pop();
    },
    find: (name) => stacks.get(name)?.at(-1) ?? null,
  };
}

interface Sight {
  readonly scopes: Scopes;
  readonly visible: Visible;
}

/** Class scopes are seen only from the class body itself, and from type parameters and annotations directly in it. */
function lookUp(name: Name, scope: DraftScope, { scopes, visible }: Sight): OpenBinding | null {
  const outer = visible.find(name.id);
  if (scope.sort === 'type-parameters') {
    const own = scopes.of(scope).bindings.get(name.id);
    const around = scope.parent?.sort === 'class' ? scopes.of(scope.parent).bindings.get(name.id) : undefined;
    return own ?? around ?? outer;
  }
  if (scope.sort !== 'class') return outer;
  const own = scopes.of(scope).bindings.get(name.id);
  if (own === undefined) return outer;
  return outer === null || own.definitions.some((definition) => boundFrom(definition) <= name.start) ? own : outer;
}

/** The offset from which on the name is bound: a class body reads outer names until then. */
function boundFrom({ node }: Definition): number {
  if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') return node.end;
  let at = node;
  while (at.parent !== null && (at.parent.kind === 'Tuple' || at.parent.kind === 'List' || at.parent.kind === 'Starred')) at = at.parent;
  const around = at.parent;
  const isAssigned = around?.kind === 'Assign' || around?.kind === 'AugAssign' || around?.kind === 'AnnAssign' || around?.kind === 'NamedExpr';
  return isAssigned ? around.end : node.start;
}

function writtenBinding(name: string, scope: DraftScope, { scopes, module }: { readonly scopes: Scopes; readonly module: DraftScope }): OpenBinding | null {
  if (scope.globals.has(name)) return scopes.of(module).bindings.get(name) ?? null;
  if (scope.nonlocals.has(name)) {
    for (let at = scope.parent; at !== null && at !== module; at = at.parent) {
      const binding = at.sort === 'class' ? undefined : scopes.of(at).bindings.get(name);
      if (binding !== undefined) return binding;
    }
  }
  return scopes.of(scope).bindings.get(name) ?? null;
}
